"""How long a start takes, and how much memory the server rests on."""
import os
import signal
import statistics
import subprocess
import time
import unittest

from server import ROOT, Server, answers_health

STARTS = 5


class Start(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = cls.enterClassContext(Server())

    def test_a_second_start_answers_within_a_second(self):
        seconds = []
        for _ in range(STARTS):
            self.server.stop()
            seconds.append(self.server.start())
        print(f"        start to first answer: {statistics.median(seconds) * 1000:.0f} ms (median of {STARTS})")
        self.assertLess(max(seconds), 1)

    def test_Scripts_run_answers_within_a_second_and_ends_on_SIGTERM(self):
        self.server.stop()
        environment = dict(os.environ, AALO_DATABASE=str(self.server.database), AALO_HTTP_PORT=str(self.server.port))
        begun = time.perf_counter()
        script = subprocess.Popen(
            [ROOT / "Scripts/run"], env=environment, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        try:
            while not answers_health(self.server.port) and script.poll() is None and time.perf_counter() < begun + 5:
                time.sleep(0.002)
            seconds = time.perf_counter() - begun
            script.send_signal(signal.SIGTERM)
            printed = script.communicate(timeout=15)[0]
        finally:
            script.kill()
            self.server.start()
        print(f"        Scripts/run to first answer: {seconds * 1000:.0f} ms")
        self.assertIn(f"http://localhost:{self.server.port}", printed)
        self.assertEqual(script.returncode, 0)
        self.assertLess(seconds, 1)

    def test_SIGTERM_ends_the_server_in_good_order(self):
        self.assertEqual(self.server.stop(), 0, self.server.log_tail())
        self.server.start()

    def test_it_rests_on_little_memory(self):
        self.server.stop()
        self.server.start()
        all_of_it, own = self.server.memory() / 1024, self.server.memory("RssAnon") / 1024
        print(f"        memory at rest: {all_of_it:.1f} MB, of it our own {own:.1f} MB")
        # The rest are pages of the program and of libraries, which the system shares and may drop.
        self.assertLess(own, 15)
        self.assertLess(all_of_it, 40)


if __name__ == "__main__":
    unittest.main()
