"""The file at hand, and the two ways of saying something about it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from rumbo.findings import Finding, Where, sentences_of
from rumbo.findings.types import Fact
from rumbo.papers.raw import Unreadable
from rumbo.papers.reading.limits import Limits


@dataclass(frozen=True)
class Source:
    """The bytes of a file with the name its owner gave it; the name is shown, never trusted."""

    name: str
    data: bytes
    limits: Limits

    @cached_property
    def digest(self) -> str:
        """Sha-256 of the bytes, hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()

    def finding(self, code: str, part: str = "", cell: str = "", facts: Mapping[str, Fact] | None = None) -> Finding:
        """A finding at a place of this file, as grave as its code declares; its sentences may name the place."""
        where = Where(file=self.name, digest=self.digest, part=part, cell=cell)
        told = {"file": self.name, "part": part, "cell": cell, **(facts or {})}
        return Finding(code, sentences_of(code).severity, where, told)

    def refusal(self, code: str, part: str = "", facts: Mapping[str, Fact] | None = None) -> Unreadable:
        """The error to raise when the file cannot be read at all."""
        return Unreadable(self.finding(code, part, "", facts))
