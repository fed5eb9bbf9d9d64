"""Texts of a document cleaned on their way in, with a finding where they held what no entry accepts."""

from dataclasses import dataclass, field

from rumbo.findings import Finding
from rumbo.notation.text import clean_text, refused_characters
from rumbo.papers.reading.source import Source

MOST_ALIKE = 20


@dataclass(slots=True)
class ToldTexts:
    """Cleans texts by the text rule and keeps what there is to tell, up to twenty findings of one kind."""

    source: Source
    findings: list[Finding] = field(default_factory=list)
    _odd: int = 0

    def clean(self, text: str, part: str, cell: str) -> str:
        """The text after the rule."""
        refused = refused_characters(text)
        if refused and self._odd < MOST_ALIKE:
            self._odd += 1
            facts = {"characters": ", ".join(refused)}
            self.findings.append(self.source.finding("file.control_characters", part, cell, facts))
        return clean_text(text)

    def tell(self, code: str, part: str = "", cell: str = "", **facts: str | int) -> None:
        """Notes a finding at a place."""
        self.findings.append(self.source.finding(code, part, cell, facts))
