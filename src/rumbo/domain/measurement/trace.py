"""A trace: why a figure is what it is, as a frozen tree free of any language, with its canonical text and its digest.

It is made when somebody opens a figure and kept only at closing. `explaining.explain` puts it into words.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from hashlib import sha256
from typing import Any


@dataclass(frozen=True, slots=True)
class Percent:
    """A figure among the facts of a sentence."""

    figure: int


Fact = str | int | Fraction | Percent | tuple[Percent, ...]
"""Text, a year or count, an exact number, a percentage, percentages that are added."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where an input comes from, empty where nobody said: the uid of its row, who accepted it, and the plan version
    it was reported under."""

    uid: str = ""
    accepted_by: str = ""
    version: str = ""


UNSAID = Source()


@dataclass(frozen=True, slots=True)
class Input:
    """A value that went in. `label` is a code of `labels.LABELS`; `facts` fill it (year, period, …)."""

    label: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    source: Source = UNSAID


@dataclass(frozen=True, slots=True)
class RuleRef:
    """The rule that was applied, in its edition. `source` is a Spanish source text: where the rule comes from."""

    id: str
    edition: str
    source: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """A child that counted, with its raw figure, what it counted with and its weight."""

    uid: str
    weight: int
    figure: int
    counted: int


@dataclass(frozen=True, slots=True)
class Excluded:
    """A child that did not count, and why (a `Reason` code)."""

    uid: str
    reason: str


@dataclass(frozen=True, slots=True)
class Trace:
    """The story of one figure. `code` names its sentence, `formula` the shape of the computation, filled with `facts`.
    `reason` is empty when there is a figure; `marks` are `Mark` codes."""

    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    formula: str = ""
    reason: str = ""
    marks: tuple[str, ...] = ()
    inputs: tuple[Input, ...] = ()
    rule: RuleRef | None = None
    weights: tuple[Weighed, ...] = ()
    excluded: tuple[Excluded, ...] = ()
    children: tuple["Trace", ...] = ()


def to_plain(trace: Trace) -> dict[str, Any]:
    """The trace as values of JSON; `from_plain` is its inverse."""
    rule = trace.rule
    return {
        "code": trace.code,
        "facts": _plain_facts(trace.facts),
        "formula": trace.formula,
        "reason": trace.reason,
        "marks": list(trace.marks),
        "inputs": [
            {
                "label": each.label,
                "facts": _plain_facts(each.facts),
                "source": [each.source.uid, each.source.accepted_by, each.source.version],
            }
            for each in trace.inputs
        ],
        "rule": None if rule is None else [rule.id, rule.edition, rule.source],
        "weights": [[each.uid, each.weight, each.figure, each.counted] for each in trace.weights],
        "excluded": [[each.uid, each.reason] for each in trace.excluded],
        "children": [to_plain(child) for child in trace.children],
    }


def from_plain(plain: Mapping[str, Any]) -> Trace:
    """The trace that plain values are. Raises KeyError, TypeError or ValueError for values that no trace ever was."""
    return Trace(
        code=plain["code"],
        facts=_read_facts(plain["facts"]),
        formula=plain["formula"],
        reason=plain["reason"],
        marks=tuple(plain["marks"]),
        inputs=tuple(
            Input(each["label"], _read_facts(each["facts"]), Source(*each["source"])) for each in plain["inputs"]
        ),
        rule=None if plain["rule"] is None else RuleRef(*plain["rule"]),
        weights=tuple(Weighed(*each) for each in plain["weights"]),
        excluded=tuple(Excluded(*each) for each in plain["excluded"]),
        children=tuple(from_plain(child) for child in plain["children"]),
    )


def canonical(plain: Mapping[str, Any]) -> str:
    """The one text of plain values: keys in order, no blanks, no escapes. Same values, same text."""
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest(plain: Mapping[str, Any]) -> str:
    """The SHA-256 of the canonical text, in hexadecimal."""
    return sha256(canonical(plain).encode()).hexdigest()


def _plain_facts(facts: Mapping[str, Fact]) -> dict[str, Any]:
    return {key: _plain_fact(fact) for key, fact in facts.items()}


def _plain_fact(fact: Fact) -> Any:
    if isinstance(fact, Percent):
        return {"figure": fact.figure}
    if isinstance(fact, tuple):
        return {"figures": [each.figure for each in fact]}
    return {"number": str(fact)} if isinstance(fact, Fraction) else fact


def _read_facts(plain: Mapping[str, Any]) -> dict[str, Fact]:
    return {key: _read_fact(each) for key, each in plain.items()}


def _read_fact(plain: Any) -> Fact:
    if isinstance(plain, str | int):
        return plain
    if "figures" in plain:
        return tuple(Percent(each) for each in plain["figures"])
    return Percent(plain["figure"]) if "figure" in plain else Fraction(plain["number"])
