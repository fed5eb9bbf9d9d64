"""A person in front of a browser: goes, fills, presses, and notices what a page may never do.

Every page somebody lands on is held to the same: no error of the server, no violation of the content security policy,
no error of script, nothing missing that the page asks for.
"""

import re
from pathlib import Path
from typing import Any, Self

from tests.journeys.pictures import Pictures

WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
PATIENCE = 20_000
"""Milliseconds that a page may take under the load of other tests before a journey gives up."""


class Visitor:
    """One browser of one person; `page` is playwright's. `troubles` is what was noticed, empty when all is well."""

    def __init__(self, browser: Any, address: str, pictures: Pictures, *, script: bool = True) -> None:
        self.context = browser.new_context(
            viewport=WIDE, locale="es-CO", java_script_enabled=script, reduced_motion="reduce", accept_downloads=True
        )
        self.context.set_default_timeout(PATIENCE)
        self.address, self.pictures = address, pictures
        self.troubles: list[str] = []
        self.page = self.context.new_page()
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.troubles.append(f"{self.page.url}: {error}"))
        self.page.on("response", self._answered)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: Any, *rest: Any) -> None:
        self.context.close()
        # A failure of its own says more than what follows from it.
        assert kind or not self.troubles, "\n".join(self.troubles)

    def go(self, path: str = "/") -> Self:
        """Opens an address of the installation; anything but 200 is a failure."""
        answer = self.page.goto(path if "://" in path else f"{self.address}{path}")
        assert answer is not None
        assert answer.status == 200, f"{path} answered {answer.status}"
        return self

    def sign_in(self, email: str, password: str) -> Self:
        """Through the door, as everybody does."""
        self.go("/cuenta/login/").type_in("Correo electrónico", email).type_in("Contraseña", password)
        return self.press("Entrar")

    def type_in(self, label: str, text: str) -> Self:
        """Writes in the field of that label."""
        self.page.get_by_label(label, exact=False).first.fill(text)
        return self

    def press(self, name: str, *, inside: str = "") -> Self:
        """Presses the button, or follows the link, whose name begins so; `inside` is a text of its row or card."""
        place = self.within(inside) if inside else self.page.locator("main")
        named = re.compile(rf"^\s*{re.escape(name)}")
        button = place.get_by_role("button", name=named)
        return self.follow(button if button.count() else place.get_by_role("link", name=named))

    def within(self, text: str) -> Any:
        """The smallest row, card or item of the page that says this."""
        return self.page.locator("main").locator("tr, li, section, article").filter(has_text=text).last

    def follow(self, thing: Any) -> Self:
        """Presses something of the page and waits for what comes."""
        thing.first.click()
        self.page.wait_for_load_state()
        return self

    def unfold(self, summary: str, *, inside: str = "") -> Self:
        """Opens what is folded under these words."""
        place = self.within(inside) if inside else self.page.locator("main")
        place.locator("summary").filter(has_text=summary).first.click()
        return self

    def door(self, name: str) -> Self:
        """Follows an item of the navigation, one that is at hand or one behind «Más»."""
        nav = self.page.locator("header nav")
        door = nav.get_by_role("link", name=name, exact=True)
        if not door.count():
            nav.locator("summary").filter(has_text="Más").click()
        return self.follow(door)

    def step(self, name: str) -> Self:
        """Goes to a step of the document at hand."""
        return self.follow(self.page.locator("ol.stepper").get_by_role("link", name=name))

    def view(self, name: str) -> Self:
        """Goes to one of the views of the page, which stand as tabs."""
        return self.follow(self.page.locator("main nav").get_by_role("link", name=name))

    def choose(self, label: str, option: str) -> Self:
        """Chooses an option, by a part of its words, in the list or among the circles of that label."""
        field = self.page.get_by_label(label, exact=False).first
        value = field.locator("option").filter(has_text=option).first.get_attribute("value")
        field.select_option(value)
        return self

    def attach(self, label: str, file: Path) -> Self:
        """Chooses a file of this machine."""
        self.page.get_by_label(label, exact=False).first.set_input_files(file)
        return self

    def download(self, form: str) -> bytes:
        """The file that the page offers in a form ("PDF", "XLSX"), as it arrives."""
        with self.page.expect_download() as arriving:
            self.page.locator(".downloads a").filter(has_text=form).first.click()
        return Path(arriving.value.path()).read_bytes()

    def reads(self, *texts: str) -> Self:
        """The page tells all this to whoever looks at it."""
        shown = self.text
        missing = [text for text in texts if text not in shown]
        assert not missing, f"{self.page.url} does not say {missing}; it says:\n{shown}"
        return self

    def refuses(self, *texts: str) -> Self:
        """The page tells nothing of this."""
        found = [text for text in texts if text in self.text]
        assert not found, f"{self.page.url} says {found}"
        return self

    @property
    def text(self) -> str:
        """What the page says, its white space made one."""
        return " ".join(self.page.locator("body").inner_text().split())

    def take(self, name: str, *, at: str = "") -> Self:
        """A picture of the window for a document, when pictures were asked for; `at` names what stands at its top."""
        if at:
            self.page.locator(at).first.evaluate("thing => window.scrollBy(0, thing.getBoundingClientRect().top - 24)")
        self.pictures.take(self.page, name)
        return self

    def _heard(self, message: Any) -> None:
        # What did not load is told by its own answer.
        error = message.type == "error" and not message.text.startswith("Failed to load resource")
        if error or "Content Security Policy" in message.text:
            self.troubles.append(f"{self.page.url}: {message.text}")

    def _answered(self, answer: Any) -> None:
        """A page may refuse (4xx); it may not break, and what it asks for is there."""
        asset = answer.request.resource_type not in ("document", "xhr", "fetch")
        if answer.status >= 500 or (asset and answer.status >= 400):
            self.troubles.append(f"{answer.url} answered {answer.status}")
