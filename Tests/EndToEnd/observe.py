"""What the server tells about itself: figures, request ids, the log of slow requests, names of threads."""
import json
import re
import tempfile
import unittest
from pathlib import Path

from server import PIN, ROOT, Server

SERIES = re.compile(r'[a-zA-Z_:][a-zA-Z0-9_:]*(\{([a-zA-Z_]\w*="([^"\\\n]|\\[\\"n])*",?)+\})? (\+Inf|[0-9.e+-]+)')


class Observe(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        settings = json.loads((ROOT / "Config/aalo.json").read_text())
        settings["http"]["slowRequestMilliseconds"] = 20
        (folder / "aalo.json").write_text(json.dumps(settings))
        cls.server = cls.enterClassContext(Server(arguments=["--config", str(folder / "aalo.json")]))
        cls.desk = cls.server.signed_in("reception1")

    def test_figures_are_of_routes_and_never_of_paths(self):
        token = self.desk.post("/api/tokens", {"service": "general"}).json
        self.assertEqual(self.desk.get(f"/api/tokens/{token['id']}").status, 200)
        self.assertEqual(self.desk.get("/no/such/place").status, 404)
        answer = self.server.client().get("/metrics")
        text = answer.body.decode()
        self.assertEqual(answer.headers["Content-Type"], "text/plain; version=0.0.4; charset=utf-8")
        for line in text.splitlines():
            self.assertTrue(line.startswith(("# HELP ", "# TYPE ")) or SERIES.fullmatch(line), line)
        self.assertIn('aalo_http_requests_total{method="GET",route="/api/tokens/:token",status="2xx"} 1', text)
        self.assertIn('aalo_http_requests_total{method="-",route="-",status="4xx"} 1', text)
        self.assertIn('aalo_http_request_duration_seconds_count{method="POST",route="/api/tokens"} 1', text)
        self.assertRegex(text, r'aalo_loop_turn_seconds_count\{loop="1"\} \d+')
        self.assertNotIn(token["id"], text)
        self.assertNotIn("/no/such/place", text)

    def test_a_request_keeps_its_id(self):
        self.assertEqual(self.desk.get("/health", X_Request_Id="from-the-tablet-7").headers["X-Request-Id"],
                         "from-the-tablet-7")
        self.assertRegex(self.desk.get("/health", X_Request_Id="no token").headers["X-Request-Id"], "^[0-9a-f]{20}$")

    def test_what_is_slow_is_written_down_without_a_word_of_anybody(self):
        trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
        client = self.server.client()
        client.post("/api/sessions", {"userName": "doctor1", "secret": PIN}, key=None, traceparent=trace)
        lines = [json.loads(line) for line in self.server.log.read_text().splitlines() if '"slow request"' in line]
        line = next(line for line in lines if line["trace"] == trace)
        self.assertEqual((line["method"], line["route"], line["status"]), ("POST", "/api/sessions", "201"))
        self.assertGreaterEqual(int(line["microseconds"]), 20_000)
        self.assertGreater(int(line["written"]), 0)
        self.assertNotIn("doctor1", json.dumps(line))

    def test_threads_have_names(self):
        tasks = Path(f"/proc/{self.server.process.pid}/task").iterdir()
        names = {(task / "comm").read_text().strip() for task in tasks}
        self.assertLessEqual({"loop-0", "loop-1", "writer", "signals", "reports"}, names)


if __name__ == "__main__":
    unittest.main()
