"""sqlmap on every parameter of the REST interface and of the forms."""
import json
import re
import subprocess
import time
from urllib.parse import quote, urlsplit, parse_qsl

import rest
from clinic import USERS
from crawl import crawl
from findings import Finding

# sqlmap tests what a * marks. No key for retries: the first answer would be given to all that follows.
ENVELOPE = {"_csrf", "_key"}
CALLERS = ["administrator", "manager", "doctor", "receptionist", "cashier", "laboratory", "paramedic"]


class Request:
    def __init__(self, name, method, target, headers, body="", marks=0):
        self.name, self.method, self.target, self.headers = name, method, target, headers
        self.body, self.marks = body, marks

    def text(self, host):
        lines = [f"{self.method} {self.target} HTTP/1.1", f"Host: {host}"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        return "\r\n".join(lines) + "\r\n\r\n" + self.body


def scan(clinic, folder, options):
    requests = [request for request in of_interface(clinic) + of_pages(clinic) if options.only in request.name]
    begun, marks, late = time.monotonic(), 0, 0
    print(f"sqlmap: {len(requests)} requests, {sum(request.marks for request in requests)} parameters", flush=True)
    for number, request in enumerate(requests):
        at = time.monotonic()
        code, log = run(clinic, folder / f"{number:03}", request, options)
        marks += request.marks
        late += code is None
        print(f"  {request.name}: {request.marks} parameters, {time.monotonic() - at:.0f} s"
              + (", broken off" if code is None else ""), flush=True)
        yield from told(request, code, log)
    print(f"sqlmap: {len(requests)} requests with {marks} parameters in {time.monotonic() - begun:.0f} s, "
          f"{late} broken off; level {options.level}, risk {options.risk}, {options.technique}", flush=True)


def run(clinic, folder, request, options):
    folder.mkdir(parents=True, exist_ok=True)
    file, log = folder / "request.txt", folder / "sqlmap.log"
    file.write_bytes(request.text(f"localhost:{clinic.port}").encode())
    words = ["sqlmap", "-r", file, "--batch", "--level", options.level, "--risk", options.risk, "--technique",
             options.technique, "--dbms", "SQLite", "--ignore-code", "*", "--disable-coloring", "--flush-session",
             "--output-dir", folder, "--time-sec", "2", "--ignore-stdin"]
    with open(log, "w") as output:
        try:
            code = subprocess.run(
                [str(word) for word in words], stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                timeout=options.minutes * 60).returncode
        except subprocess.TimeoutExpired:
            code = None
    return code, log.read_text(errors="replace")


def told(request, code, log):
    for place, kind in re.findall(r"Parameter: (.*)\n\s+Type: (.*)", log):
        yield Finding("sqlmap", request.name, f"{kind} in {place}", log[-3000:])
    tested = len(set(re.findall(r"esting (?:for SQL injection on|if) (.+?parameter '[^']*')", log)))
    if code is not None and tested < request.marks:
        yield Finding("sqlmap", request.name, "was not tested", f"{tested} of {request.marks}\n{log[-3000:]}")


def of_interface(clinic):
    """Each operation that has parameters, with values that are accepted, as whoever may call it."""
    document, known = clinic.client().get("/openapi.json").json, clinic.known()
    callers = {who: clinic.signed_in(USERS[who]) for who in CALLERS}
    made = []
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            name = f"{method.upper()} {path}"
            caller = next((who for who in CALLERS if who in operation["description"]), "administrator")
            if name not in rest.EXCLUDED:
                made += of_operation(name, method, path, operation, callers[caller], known)
    return [request for request in made if request.marks]


def of_operation(name, method, path, operation, client, known):
    target, marks, query = path, 0, []
    for parameter in operation["parameters"]:
        if parameter.get("in") in ("path", "query"):
            said, marks = value(parameter["name"], parameter["schema"], path, known), marks + 1
            if parameter["in"] == "path":
                target = target.replace("{%s}" % parameter["name"], said + "*")
            else:
                query.append(f"{parameter['name']}={quote(said)}*")
    target += "?" + "&".join(query) if query else ""
    headers = {"Cookie": client.headers["Cookie"], "Sec-Fetch-Site": "same-origin"}
    schema = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    if not schema:
        return [Request(name, method.upper(), target, headers, "", marks)]
    headers["Content-Type"] = "application/json"
    return [
        Request(name, method.upper(), target if number == 0 else target.replace("*", ""), headers, body,
                found + marks * (number == 0))
        for number, (body, found) in enumerate(bodies(method, path, target, schema, client, known))]


def bodies(method, path, target, schema, client, known):
    """One with all the members that go together, and one for each of the others: what is refused for its company would
    never come as far as the database."""
    members = {name: member(name, part, path, known) for name, part in schema["properties"].items()}
    kept, others = dict(members), []
    for _ in members:
        answer = client.ask(
            method.upper(), target.replace("*", ""), body(kept).replace("*", "").encode(),
            {"Content-Type": "application/json"})
        refused = [error["field"] for error in answer.json.get("errors", [])] if answer.status == 422 else []
        alone = [name for name in refused if name in kept and name not in schema["required"]]
        if not alone:
            break
        others.append(alone[0])
        del kept[alone[0]]
    yield body(kept), len(kept)
    for name in others:
        needed = {other: members[other].replace("*", "") for other in schema["required"]}
        yield body({**needed, name: members[name]}), 1


def body(members):
    return "{" + ",".join(members.values()) + "}"


def member(name, schema, path, known):
    kinds = schema.get("type") or [choice.get("type") for choice in schema.get("anyOf", [])]
    text = value(name, schema, path, known)
    if "integer" in kinds or "boolean" in kinds:
        return f'"{name}":{text}*'
    return f'"{name}":{json.dumps(text, ensure_ascii=False)[:-1]}*"'


EXAMPLES = {"uuid": "01a1fd42-eb7a-7f7a-a550-5053d45d018c", "date": "2026-11-21"}


def value(name, schema, path, known):
    values = known["ids"].get(name) or known["words"].get(path.rsplit("/", 1)[-1] + "." + name) \
        or known["words"].get(name)
    if values:
        return str(values[0])
    if words := schema.get("enum"):
        return words[0]
    kinds = schema.get("type", "string")
    if "integer" in kinds:
        return str(schema.get("minimum", 1))
    if "boolean" in kinds:
        return "true"
    if "anyOf" in schema:
        return "36.5"
    return EXAMPLES.get(schema.get("format")) or {"phone": "01711223344", "pattern": "1+0+1"}.get(name, "Rahima")


def of_pages(clinic):
    """The forms and addresses with a query that each role comes upon, and the doors that nobody has to sign in for."""
    made = {}
    for who in [*CALLERS, "nobody"]:
        client = clinic.client() if who == "nobody" else clinic.signed_in(USERS[who])
        client.headers["Accept"] = "text/html"
        cookie = {name: said for name, said in client.headers.items() if name == "Cookie"}
        addresses, forms, count = crawl(client, clinic.url, clinic.addresses())
        print(f"  crawled as {who}: {count} pages, {len(forms)} forms", flush=True)
        for address in addresses:
            parts = urlsplit(address)
            pairs = parse_qsl(parts.query)
            request = Request(
                f"GET {parts.path}?{'&'.join(name for name, _ in pairs)}", "GET",
                parts.path + "?" + "&".join(f"{name}={quote(said)}*" for name, said in pairs), cookie, "", len(pairs))
            made.setdefault(request.name, request)
        for form in forms:
            if not form.has_file:
                request = of_form(form, cookie, clinic)
                made.setdefault((request.name, tuple(sorted(form.fields))), request)
    return [request for request in made.values() if request.marks]


def of_form(form, cookie, clinic):
    said = {name: text for name, text in form.fields.items() if name != "_key"}
    pairs = [f"{name}={quote(text)}" + ("" if name in ENVELOPE else "*") for name, text in said.items()]
    marks = sum(name not in ENVELOPE for name in said)
    target = urlsplit(form.action).path
    if form.method == "GET":
        return Request(form.name, "GET", target + "?" + "&".join(pairs), cookie, "", marks)
    headers = {**cookie, "Content-Type": "application/x-www-form-urlencoded", "Origin": clinic.url}
    return Request(form.name, "POST", target, headers, "&".join(pairs), marks)
