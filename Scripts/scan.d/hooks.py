"""Schemathesis' hooks: real values in the document, and what is a finding.

AALO_SCAN names a folder: known.json has the real values, and findings.jsonl gets what was found.
"""
import copy
import json
import os
import unicodedata
import uuid
from pathlib import Path
from urllib.parse import unquote

import jsonschema_rs
import schemathesis
from schemathesis.core import NotSet

import findings
from findings import Finding

FOLDER = Path(os.environ["AALO_SCAN"])
EXPLAINED = findings.explanations()
document = {}


@schemathesis.hook
def before_load_schema(context, raw_schema):
    """Without ids that exist everything ends with 404; words that only this clinic knows are chosen from its own."""
    document.update(copy.deepcopy(raw_schema))
    known = json.loads((FOLDER / "known.json").read_text())
    for path, methods in raw_schema["paths"].items():
        for operation in methods.values():
            for parameter in operation["parameters"]:
                if parameter.get("in") in ("path", "query"):
                    parameter["schema"] = narrowed(parameter["schema"], path, parameter["name"], known)
            for media in operation.get("requestBody", {}).get("content", {}).values():
                members = media["schema"]["properties"]
                for name in members:
                    members[name] = narrowed(members[name], path, name, known)


def narrowed(schema, path, name, known):
    is_optional = "null" in schema.get("type", [])
    if values := known["ids"].get(name):
        if schema.get("type") == "integer":
            values = [int(value) for value in values]
        return {"anyOf": [{"enum": values}, schema]}
    values = known["words"].get(path.rsplit("/", 1)[-1] + "." + name) or known["words"].get(name)
    if not values:
        return schema
    if "anyOf" in schema:
        return {"type": "array", "items": {"enum": values}}
    return {"enum": values + [None] if is_optional else values}


@schemathesis.hook
def before_call(context, case, kwargs):
    """Each request a key of its own, where there is one that fits: else most would be told that it was used before."""
    key = (case.headers or {}).get("Idempotency-Key")
    if isinstance(key, str) and 8 <= len(key) <= 100 and all("!" <= letter <= "~" for letter in key):
        case.headers["Idempotency-Key"] = str(uuid.uuid4())


@schemathesis.hook
def filter_failure(context, failure, case, response):
    """Keeps what is a finding; writes down all that is not obviously none."""
    kind = type(failure).__name__
    # 413 is a refusal too, which the check does not know.
    if kind == "AcceptedNegativeData" and (response.status_code == 413 or is_what_the_document_says(case)):
        return False
    if kind == "IgnoredAuth" and has_credentials(response):
        return False
    found = [
        Finding("schemathesis", case.operation.label, what, detail(failure, case, response))
        for what in named(failure, case, response)]
    findings.write(found, FOLDER / "findings.jsonl")
    return any(findings.explanation(finding, EXPLAINED) is None for finding in found)


def has_credentials(response):
    """The check puts a wrong cookie beside our right token, or the other way about; `nobody` shows what has neither."""
    sent = response.request.headers
    return any(value in sent.get(name, "") for name, value in json.loads(os.environ["AALO_SCAN_AS"]).items())


@schemathesis.check
def nobody_is_refused(context, response, case):
    """Without any credentials nothing is answered but what the document says is for anyone."""
    security = document["paths"][case.operation.path].get(case.method.lower(), {}).get("security", [{}])
    if os.environ["AALO_SCAN_AS"] == "{}" and {} not in security:
        assert response.status_code >= 400, f"nobody was answered {response.status_code}"


def named(failure, case, response):
    """A refusal of what the document allows is named by the fields that were refused, or by the problem's slug."""
    kind = type(failure).__name__
    if kind == "RejectedPositiveData":
        problem = json.loads(response.content or b"{}")
        fields = sorted({error["field"] for error in problem.get("errors", [])})
        slug = problem.get("type", "").removeprefix("/problems/")
        if slug == "invalid-fields" and fields:
            return [f"refused {field}" for field in fields if not is_unassigned(case, field)]
        return [f"refused {response.status_code} {slug}"]
    if kind == "ServerError":
        return [f"{kind} {case.method} {response.status_code}"]
    if kind == "UndefinedStatusCode":
        return [f"{kind} {response.status_code}"]
    if kind == "UnsupportedMethodResponse":
        return [f"{kind} {case.method} {response.status_code}"]
    return [kind]


def is_unassigned(case, field):
    """Letters of no script: `\\p{C}` has them, but Schemathesis makes names of them all the same."""
    value = case.body.get(field) if isinstance(case.body, dict) else None
    return isinstance(value, str) and any(unicodedata.category(letter) in ("Cn", "Co", "Cs", "Cf") for letter in value)


def detail(failure, case, response):
    body = response.content[:600].decode("utf-8", "replace") if response.content else ""
    return f"{failure.title}: {failure.message}\n{case.as_curl_command()[:3000]}\n{response.status_code} {body}"


# What the document's description says of text: white space at the ends is taken off, empty text and null say nothing,
# digits may be Bangla. A case that is in order after that may be accepted whatever the schema says of it before.

def is_what_the_document_says(case):
    operation = document["paths"][case.operation.path].get(case.method.lower())
    if operation is None:
        return False
    places = {"path": case.path_parameters or {}, "query": case.query or {}, "header": case.headers or {}}
    for parameter in map(resolved, operation["parameters"]):
        values = places[parameter["in"]]
        value = values.get(parameter["name"])
        if parameter["in"] == "header":
            # Not said, or as it is.
            if value is not None and not is_valid(parameter["schema"], value):
                return False
            continue
        value = read(unquote(str(value)) if value is not None else None, parameter["schema"], is_text=True)
        if value is None and parameter["required"] or value is not None and not is_valid(parameter["schema"], value):
            return False
    unknown = set(places["query"]) - {resolved(parameter)["name"] for parameter in operation["parameters"]}
    content = operation.get("requestBody", {}).get("content", {}).get("application/json")
    return not unknown and (content is None or is_body(case.body, content["schema"]))


def is_body(body, schema):
    if not isinstance(body, dict):
        return not schema["required"] and (body is None or isinstance(body, NotSet) or body == b"")
    values = {name: read(value, schema["properties"].get(name, {}), is_text=False) for name, value in body.items()}
    said = {name: value for name, value in values.items() if value is not None}
    return is_valid(schema, said)


def read(value, schema, is_text):
    if not isinstance(value, str):
        return value
    value = "".join(str(unicodedata.digit(letter)) if "\u09e6" <= letter <= "\u09ef" else letter for letter in value)
    value = value.strip()
    if value == "":
        return None
    if is_text and schema.get("type") == "integer" and value.removeprefix("-").removeprefix("+").isdecimal():
        return int(value)
    if is_text and schema.get("type") == "boolean" and value in ("true", "false"):
        return value == "true"
    return value


def resolved(parameter):
    if "$ref" not in parameter:
        return parameter
    return document["components"]["parameters"][parameter["$ref"].rsplit("/", 1)[1]]


def is_valid(schema, value):
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True).is_valid(value)
