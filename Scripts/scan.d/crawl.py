"""The clinic's pages and forms as one finds them by following links."""
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urljoin, urlsplit

# They end the session of whoever crawls.
LEFT_ALONE = {"/sign-out", "/account/sign-out", "/account/secret", "/unlock"}
IDENTIFIER = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\b[0-9]+\b|[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass
class Form:
    method: str
    action: str
    fields: dict = field(default_factory=dict)
    has_file: bool = False

    @property
    def name(self):
        """The same form of another patient is the same form."""
        return f"{self.method} {pattern(self.action)}"


class Page(HTMLParser):
    def __init__(self, url):
        super().__init__()
        self.url, self.links, self.forms, self.form, self.choice = url, [], [], None, None

    def handle_starttag(self, tag, attributes):
        said = dict(attributes)
        if tag == "a" and said.get("href"):
            self.links.append(urljoin(self.url, said["href"]))
        elif tag == "form":
            self.form = Form((said.get("method") or "get").upper(), urljoin(self.url, said.get("action") or self.url))
            self.forms.append(self.form)
        elif tag in ("input", "textarea", "select", "button") and self.form is not None and said.get("name"):
            self.form.has_file |= said.get("type") == "file"
            self.choice = said["name"] if tag == "select" else None
            self.form.fields.setdefault(said["name"], said.get("value") or "")
        elif tag == "option" and self.choice and not self.form.fields.get(self.choice):
            self.form.fields[self.choice] = said.get("value") or ""

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None


def pattern(url):
    return IDENTIFIER.sub("…", urlsplit(url).path)


def crawl(client, url, others, most=400):
    """(GET addresses with a query, forms), each pattern once."""
    waiting, seen, queries, forms = [url + "/", *others], set(), {}, {}
    while waiting and len(seen) < most:
        address = waiting.pop(0)
        parts = urlsplit(address)
        key = (pattern(address), tuple(name for name, _ in parse_qsl(parts.query)))
        if key in seen or parts.netloc != urlsplit(url).netloc or parts.path in LEFT_ALONE:
            continue
        seen.add(key)
        answer = client.get(parts.path + ("?" + parts.query if parts.query else ""))
        if answer.status in (302, 303):
            waiting.append(urljoin(address, answer.headers["Location"]))
        if answer.status != 200 or answer.type != "text/html":
            continue
        if parts.query:
            queries.setdefault(key, address)
        page = Page(address)
        page.feed(answer.body.decode())
        waiting += page.links
        for form in page.forms:
            if urlsplit(form.action).path not in LEFT_ALONE:
                forms.setdefault((form.name, tuple(sorted(form.fields))), form)
    return list(queries.values()), list(forms.values()), len(seen)
