"""A finding in the language of the reader, with its days said as everybody says them."""

from dataclasses import replace
from datetime import date
from re import fullmatch

from django.utils.translation import gettext

from rumbo.faces.kit.written import written_day
from rumbo.findings import Finding, Wording, word
from rumbo.findings.types import Fact


def worded(finding: Finding) -> Wording:
    """The sentences of a finding, filled; a fact that is a plain day ("2026-07-15") is told in full."""
    return word(replace(finding, facts={key: _said(fact) for key, fact in finding.facts.items()}), gettext)


def _said(fact: Fact) -> Fact:
    if not isinstance(fact, str) or not fullmatch(r"\d{4}-\d{2}-\d{2}", fact):
        return fact
    try:
        return written_day(date.fromisoformat(fact))
    except ValueError:
        return fact
