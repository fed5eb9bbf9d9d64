"""Findings that say the same of many places, told once with the places; what stands in the way first."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import template
from django.utils.translation import gettext

from rumbo.findings import Finding, Severity, word

register = template.Library()
MOST_PLACES = 12


@dataclass(frozen=True, slots=True)
class Gathered:
    """A finding, the other cells it was found in, and how many more there are."""

    finding: Finding
    cells: tuple[str, ...] = ()
    more: int = 0


@register.filter
def gathered(findings: Iterable[Finding]) -> list[Gathered]:
    """The findings with the same words and sheet together, errors first."""
    groups: dict[object, list[Finding]] = {}
    for found in findings:
        part = found.where.part if found.where else ""
        key = (found.code, part, found.suggestion, word(found, gettext).what)
        groups.setdefault(key, []).append(found)
    order = list(Severity)
    listed = sorted(groups.values(), key=lambda group: order.index(group[0].severity))
    return [_gathered(first, others) for first, *others in listed]


def _gathered(first: Finding, others: list[Finding]) -> Gathered:
    cells = tuple(found.where.cell for found in others if found.where)
    return Gathered(first, cells[:MOST_PLACES], max(0, len(cells) - MOST_PLACES))
