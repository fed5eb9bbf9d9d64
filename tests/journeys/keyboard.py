"""Somebody who has no mouse: goes from stop to stop with Tab, and sees at each where they are."""

from pathlib import Path
from typing import Self

from tests.journeys.visitor import Visitor

FARTHEST = 150
"""Stops that somebody may have to pass on one page before it is too much."""

STOP = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const label = at.labels && at.labels.length ? at.labels[0].innerText : "";
  const style = getComputedStyle(at);
  return {
    name: (label || at.getAttribute("aria-label") || at.innerText || at.value || "").replace(/\\s+/g, " ").trim(),
    seen: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none",
    tag: at.tagName.toLowerCase(),
  };
}"""
CHOSEN = "() => document.activeElement.selectedOptions[0].innerText"


class Keyboard:
    """The keys of a visitor. Every stop on the way has to show that it is the one."""

    def __init__(self, visitor: Visitor) -> None:
        self.page, self.at = visitor.page, ""

    def to(self, name: str, tag: str = "") -> Self:
        """Tab after Tab until the stop whose name begins so."""
        for _ in range(FARTHEST):
            self.page.keyboard.press("Tab")
            stop = self.page.evaluate(STOP)
            if stop is None:
                continue
            # Within a date the browser goes from part to part and draws its own ring.
            inside, self.at = stop["name"] == self.at, stop["name"]
            assert stop["seen"] or inside, f"{self.page.url}: nobody sees the focus on {stop}"
            if stop["name"].startswith(name) and tag in ("", stop["tag"]):
                return self
        raise AssertionError(f"{self.page.url}: no way to «{name}» with {FARTHEST} tabs")

    def enter(self) -> Self:
        """Presses what has the focus, and waits for what comes."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.page.wait_for_load_state()
        return self

    def press(self, name: str, tag: str = "") -> Self:
        return self.to(name, tag).enter()

    def fold(self, name: str) -> Self:
        """Opens what is folded."""
        self.to(name, "summary").page.keyboard.press("Space")
        return self

    def write(self, name: str, text: str) -> Self:
        """In the field of that label."""
        self.to(name).page.keyboard.type(text)
        return self

    def choose(self, name: str, option: str) -> Self:
        """In a list, down from option to option until the one that begins so."""
        self.to(name, "select")
        for _ in range(FARTHEST):
            if self.page.evaluate(CHOSEN).strip().startswith(option):
                return self
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{self.page.url}: «{name}» does not offer «{option}»")

    def attach(self, name: str, file: Path) -> Self:
        with self.page.expect_file_chooser() as asked:
            self.to(name).page.keyboard.press("Enter")
        asked.value.set_files(file)
        return self
