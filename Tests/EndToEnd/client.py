"""A program that talks to the clinic's REST interface over one kept connection."""
import http.client
import json
import uuid
from dataclasses import dataclass


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def type(self):
        return self.headers.get_content_type()


class Client:
    def __init__(self, host, port, language="en", timeout=30, trust=None):
        """`trust`: an ssl.SSLContext; TLS is spoken if it is given."""
        if trust is None:
            self.connection = http.client.HTTPConnection(host, port, timeout=timeout)
        else:
            self.connection = http.client.HTTPSConnection(host, port, timeout=timeout, context=trust)
        self.headers = {"Accept-Language": language}

    def sign_in(self, user, secret):
        answer = self.post("/api/sessions", {"userName": user, "secret": secret}, key=None)
        if answer.status != 201:
            raise RuntimeError(f"sign in as {user}: {answer.status} {answer.body!r}")
        self.headers["Cookie"] = answer.headers["Set-Cookie"].split(";")[0]

    def get(self, path, **headers):
        return self.ask("GET", path, None, headers)

    def post(self, path, value, key="new", **headers):
        """`key`: the Idempotency-Key; a new one for each call unless told, none if None."""
        return self._send_json("POST", path, value, key, headers)

    def put(self, path, value, key="new", **headers):
        return self._send_json("PUT", path, value, key, headers)

    def ask(self, method, path, body=None, headers=()):
        """Header names are given with `_` for `-`, or in a dictionary as they are."""
        sent = {**self.headers, **{name.replace("_", "-"): value for name, value in dict(headers).items()}}
        try:
            self.connection.request(method, path, body, sent)
            response = self.connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        except (OSError, http.client.HTTPException):
            self.connection.close()
            raise

    def close(self):
        self.connection.close()

    def _send_json(self, method, path, value, key, headers):
        if key is not None:
            headers = {"Idempotency-Key": new_key() if key == "new" else key, **headers}
        return self.ask(method, path, json.dumps(value).encode(), {"Content-Type": "application/json", **headers})


def new_key():
    return str(uuid.uuid4())
