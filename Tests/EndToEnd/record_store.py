"""A FHIR R4 server of somebody else's make (sekmet-fhir) in the place of the Shared Health Record."""
import base64
import json
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from environments import environment
from server import HOST, free_port

CLIENT = "aalo-clinic"
SECRET = "s3cret-of-the-test"
SCOPE = "system/*.*"

SETTINGS = """\
base_url: {root}/fhir
host: {host}
port: {port}
data_dir: {folder}
server_auth:
  types: [smart]
  smart_clients:
    - {{client_id: {client}, client_secret: "{secret}", scopes: "{scope}"}}
simulator: {{enabled: false}}
log_inbound: false
"""


class RecordStore:
    """`with RecordStore() as store:` serves until the block ends. After `stop`, `start` serves the same records."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="aalo-shr-"))
        self.port = free_port()
        self.root = f"http://{HOST}:{self.port}"
        self.process = None

    def __enter__(self):
        try:
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self):
        settings = self.folder / "settings.yaml"
        settings.write_text(SETTINGS.format(
            root=self.root, host=HOST, port=self.port, folder=self.folder, client=CLIENT, secret=SECRET, scope=SCOPE))
        with open(self.folder / "log", "ab") as log:
            self.process = subprocess.Popen(
                [environment("sekmet") / "sekmet", "serve", "-c", settings], cwd=self.folder,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        self._wait(time.monotonic() + 40)

    def stop(self):
        if self.process is None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None

    def destination(self, name="shr"):
        """As `destinations` in the clinic's configuration has it."""
        return {"name": name, "base": f"{self.root}/fhir", "authorization": {
            "kind": "client-credentials", "tokenURL": f"{self.root}/auth/token", "clientID": CLIENT, "scope": SCOPE}}

    def environment(self, name="shr", others=()):
        """What `aalo serve` has to be told to send here, and to the `others`."""
        return {"AALO_DESTINATIONS": json.dumps([self.destination(name), *others]),
                f"AALO_SHR_{name.upper()}_SECRET": SECRET}

    def counts(self, types):
        token = self._token()
        return {kind: self._get(f"/fhir/{kind}?_summary=count", token)["total"] for kind in types}

    def all(self, kind):
        found = self._get(f"/fhir/{kind}?_count=500", self._token())
        return [entry["resource"] for entry in found.get("entry", [])]

    def _token(self):
        proof = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        request = urllib.request.Request(
            f"{self.root}/auth/token", f"grant_type=client_credentials&scope={SCOPE}".encode(),
            {"Authorization": f"Basic {proof}", "Content-Type": "application/x-www-form-urlencoded"})
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer)["access_token"]

    def _get(self, path, token):
        request = urllib.request.Request(self.root + path, headers={"Authorization": f"Bearer {token}"})
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer)

    def _wait(self, deadline):
        while True:
            try:
                with urllib.request.urlopen(f"{self.root}/fhir/.well-known/smart-configuration", timeout=5):
                    return
            except urllib.error.HTTPError:
                return
            except OSError:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError((self.folder / "log").read_text(errors="replace")[-2000:]) from None
                time.sleep(0.05)
