"""A browser without script for a crowd: it keeps its cookies, and sends a form with a few of its fields changed."""

from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

PATIENCE = 60
"""Seconds until a browser gives up on an answer."""


class Forms(HTMLParser):
    """The forms of a page: the address of each and its fields as they stand."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self._text: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append((given.get("action", ""), {}))
        elif self.found and given.get("name"):
            if tag == "textarea":
                self._text = given["name"]
            elif tag == "input" and given.get("type") not in ("file", "submit", "checkbox", "radio"):
                self.found[-1][1][given["name"]] = given.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self.found[-1][1][self._text] = data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._text = None


class Browser:
    """One person at one server."""

    def __init__(self, port: int) -> None:
        self.port, self.cookies = port, SimpleCookie()

    def get(self, address: str) -> tuple[int, str, str]:
        """Status, where it leads to, and the page."""
        return self._asked("GET", address, None)

    def post(self, address: str, fields: dict[str, str], *, hang_up: bool = False) -> tuple[int, str, str]:
        """The same of a form that is sent; who hangs up does not wait for the answer and gets the status 0."""
        return self._asked("POST", address, urlencode(fields), hang_up=hang_up)

    def form(self, page: str, field: str) -> dict[str, str]:
        """The fields of the form of a page that asks for one of this name."""
        return next(fields for _action, fields in Forms(page).found if field in fields)

    def twin(self) -> "Browser":
        """The same person in another window."""
        other = Browser(self.port)
        other.cookies = SimpleCookie(self.cookies.output(header="", sep=";"))
        return other

    def _asked(self, method: str, address: str, body: str | None, hang_up: bool = False) -> tuple[int, str, str]:
        line = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        headers = {
            "Cookie": "; ".join(f"{name}={each.value}" for name, each in self.cookies.items()),
            "Host": "localhost",
        }
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Referer": f"http://localhost{address}"}
        try:
            line.request(method, address, body, headers)
            if hang_up:
                return 0, "", ""
            answer = line.getresponse()
            page = answer.read().decode(errors="replace")
            for each in answer.headers.get_all("Set-Cookie") or ():
                self.cookies.load(each)
            return answer.status, urlsplit(answer.getheader("Location", "")).path, page
        except (HTTPException, OSError):
            return -1, "", ""
        finally:
            line.close()
