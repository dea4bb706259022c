"""wapiti on the pages."""
import json
import subprocess
import time

from clinic import environment
from findings import Finding

# Not brute_login_form and buster, which guess; not cms, ldap, log4shell, network_device,
# spring4shell and wp_enum, which look for other products and take a 422 for their break-down; not
# htp, nikto and wapp, whose lists are fetched from elsewhere; not ssl and https_redirect, as nothing is encrypted here
# (tls.py has sslscan). Where ssrf and its like wait for the server to come, nobody listens.
MODULES = [
    "backup", "cookieflags", "crlf", "csp", "csrf", "exec", "file", "htaccess", "http_headers", "methods",
    "permanentxss", "redirect", "shellshock", "sql", "ssrf", "timesql", "upload", "xss", "xxe"]
CALLERS = ["receptionist", "doctor", "manager", "administrator", "nobody"]
NOWHERE = "http://127.0.0.1:9/"


def scan(clinic, folder, options):
    for caller in options.callers or CALLERS:
        begun = time.monotonic()
        print(f"wapiti as {caller} ...", flush=True)
        report = folder / f"{caller}.json"
        with open(folder / f"{caller}.log", "w") as log:
            try:
                code = subprocess.run(
                    command(caller, clinic, folder, report, options), stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                    timeout=options.minutes * 60 * len(MODULES)).returncode
            except subprocess.TimeoutExpired:
                code = None
        print(f"  {time.monotonic() - begun:.0f} s", flush=True)
        if not report.exists():
            yield Finding("wapiti", caller, "ended by itself", f"exit code {code}; see {folder}/{caller}.log")
            continue
        yield from told(json.loads(report.read_text()), clinic.url)


def command(caller, clinic, folder, report, options):
    words = [
        environment("wapiti") / "wapiti", "-u", clinic.url + "/", "-m", ",".join(MODULES), "-f", "json", "-o", report, "--flush-session",
        "--no-bugreport", "--store-session", folder / caller, "-v", "1", "-S", "normal", "--max-files-per-dir", "40",
        "--max-scan-time", int(options.minutes * 60), "--max-attack-time",
        int(options.minutes * 60), "-t", "10",
        "--endpoint", NOWHERE]
    for name, value in clinic.credentials(caller).items():
        words += ["-H", f"{name}: {value}"]
    for path in ("/sign-out", "/account/sign-out", "/account/secret", "/unlock"):
        words += ["-x", clinic.url + path]
    for field in ("_csrf", "_key"):
        words += ["--skip", field]
    return [str(word) for word in words]


def told(report, url):
    for group in ("vulnerabilities", "anomalies"):
        for kind, found in report[group].items():
            for one in found:
                parameter = f" {one['parameter']}" if one.get("parameter") else ""
                path = one["path"].replace(url, "")
                yield Finding(
                    "wapiti", f"{one['method']} {path}", f"{kind}{parameter}",
                    f"{one['info']}\n{one.get('http_request', '')}")
