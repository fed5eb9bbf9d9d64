"""Puts a trace into words: its sentence, its formula with the numbers in it, what to know beside it, what went in, what
counted with which weight and what did not, line by line."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from rumbo.domain.annualization import rule_of
from rumbo.domain.measurement.labels import LABELS
from rumbo.domain.measurement.rules import MEASURING_RULES
from rumbo.domain.measurement.sentences import (
    ACCEPTED,
    AHEAD,
    AHEAD_REASONS,
    EXCLUDED,
    FORMULA_OF_EQUALS,
    FORMULAS,
    MARKS,
    MONEY_REASONS,
    NO_RESULT,
    NOTES,
    OF_SOME,
    REASONS,
    RULE,
    SENTENCES,
    VERSION,
    WEIGHED,
    WEIGHED_BY,
    WEIGHED_CAPPED,
    WITHOUT_LIGHT,
)
from rumbo.domain.measurement.trace import Fact, Input, Percent, Trace
from rumbo.domain.numbers import FIGURE_UNITS, SHOWN_DECIMALS, figure_of, shown_points
from rumbo.findings import marked

Translate = Callable[[str], str]
Show = Callable[[Fraction | Percent], str]
UNITS_OF_WEIGHT = {"explicit": 10_000, "budget": 100}
"""How many units of a kept weight are one of those that a person writes: ten-thousandths, centavos."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an explanation. `depth` is 0 for the figure itself; `role` says what the line is, for its drawing;
    `uid` is the row behind it, if any."""

    depth: int
    role: str
    text: str
    uid: str = ""


def shown(value: Fraction | Percent) -> str:
    """A number as Spanish writes it: decimal comma, dot of thousands; four decimals at most, two for a percentage."""
    if isinstance(value, Percent):
        return f"{_decimal(Fraction(shown_points(value.figure)), SHOWN_DECIMALS)} %"
    return _decimal(value, 4)


def _decimal(value: Fraction, digits: int) -> str:
    text = f"{Decimal(round(value * 10**digits)).scaleb(-digits):,f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,")).replace("-", "−")


def explain(
    trace: Trace, translate: Translate = marked, show: Show = shown, names: Mapping[str, str] | None = None
) -> tuple[Line, ...]:
    """The trace in lines. `show` writes numbers in the reader's language; `names` gives what children are called, by
    uid."""
    return tuple(_lines(trace, 0, translate, show, names or {}))


def rule_name(rule: str, edition: str) -> str:
    """What a person calls a rule, as a Spanish source text; its key where this program does not have it."""
    for each in MEASURING_RULES:
        if each.id == rule:
            return each.name
    try:
        return rule_of(f"{rule}@{edition}").name
    except KeyError:
        return rule


def reason_words(trace: Trace) -> str:
    """Why a figure is missing, as a Spanish source text, in the words of its kind; empty where it is not. KeyError for
    a reason that this program does not know."""
    if not trace.reason:
        return ""
    ahead = trace.code.startswith("projected")
    own = AHEAD_REASONS if ahead else MONEY_REASONS if trace.formula == "ratio_of_sums" else {}
    return own.get(trace.reason) or REASONS[trace.reason]


def note_of(code: str, *, capped: bool) -> str:
    """What a figure of a kind is asked about, answered; empty for most. `{cap}` is open where there is a cap."""
    return NOTES.get(f"{code}_capped" if capped else code, "")


def without_light(reason: str, missing: int, targets: int, translate: Translate = marked) -> str:
    """Why so many of so many targets have no light; `reason` is a code of `REASONS`."""
    why = REASONS.get(reason, "") if missing == targets else OF_SOME.get(reason) or REASONS.get(reason, "")
    facts = {"n": missing, "total": targets, "reason": translate(why) if why else ""}
    return translate(WITHOUT_LIGHT).format_map(facts).strip()


def _lines(trace: Trace, depth: int, translate: Translate, show: Show, names: Mapping[str, str]) -> Iterator[Line]:
    facts = _facts(trace, translate, show)
    yield Line(depth, "sentence", translate(SENTENCES[trace.code]).format_map(facts))
    if trace.reason:
        yield Line(depth, "reason", translate(reason_words(trace)))
    if trace.formula:
        yield Line(depth, "formula", translate(_formula(trace)).format_map(facts))
    if note := note_of(trace.code, capped="cap" in trace.facts):
        yield Line(depth, "note", translate(note).format_map(facts))
    if weighed := WEIGHED_BY.get(str(trace.facts.get("weighed"))):
        yield Line(depth, "weighed", translate(weighed))
    for mark in trace.marks:
        yield Line(depth, "mark", translate(MARKS.get(mark) or AHEAD[mark]))
    yield from _inputs(trace, depth, translate, show, names)
    yield from _children(trace, depth, translate, show, names)
    for child in trace.children:
        yield from _lines(child, depth + 1, translate, show, names)
    if trace.rule:
        rule = trace.rule
        named = translate(rule_name(rule.id, rule.edition))
        facts = {"rule": named, "edition": rule.edition, "source": translate(rule.source)}
        yield Line(depth, "rule", translate(RULE).format_map(facts))


def _formula(trace: Trace) -> str:
    alike = trace.formula == "weighted_mean" and trace.facts.get("weighed") in ("equal", "shared")
    return FORMULA_OF_EQUALS if alike else FORMULAS[trace.formula]


def _facts(trace: Trace, translate: Translate, show: Show) -> dict[str, str]:
    """What fills the sentence and the formula of a trace: its facts, and what follows from them."""
    facts = _filled(trace.facts, show)
    facts["equals"] = f" = {facts['result']}" if "result" in facts else ""
    facts.setdefault("result", translate(NO_RESULT))
    if trace.formula == "weighted_mean":
        facts |= _weighed_sums(trace, show)
    terms, cap = trace.facts.get("terms"), trace.facts.get("cap")
    if isinstance(terms, tuple) and isinstance(cap, Percent):
        facts["terms"] = _fact(tuple(Percent(min(each.figure, cap.figure)) for each in terms), show)
    return facts


def _weighed_sums(trace: Trace, show: Show) -> dict[str, str]:
    """The sum of what each child counted with by its weight, and that of the weights: in percent, or of money in the
    pesos that were earned by progress."""
    weights = sum(each.weight for each in trace.weights)
    total = sum(each.counted * each.weight for each in trace.weights)
    if trace.facts.get("weighed") == "budget":
        return {
            "total": _weight(trace, round(Fraction(total, FIGURE_UNITS)), show),
            "weights": _weight(trace, weights, show),
        }
    unit = UNITS_OF_WEIGHT.get(str(trace.facts.get("weighed")), 1)
    return {"total": show(Percent(round(Fraction(total, unit)))), "weights": _weight(trace, weights, show)}


def _inputs(trace: Trace, depth: int, translate: Translate, show: Show, names: Mapping[str, str]) -> Iterator[Line]:
    versions = dict.fromkeys(each.source.version for each in trace.inputs if each.source.version)
    for version in versions:
        yield Line(depth, "version", translate(VERSION).format_map({"version": version}))
    for each in trace.inputs:
        yield Line(depth, "input", _input(each, translate, show, names), each.source.uid)


def _input(each: Input, translate: Translate, show: Show, names: Mapping[str, str]) -> str:
    facts = {"name": names.get(each.source.uid, each.source.uid), **_filled(each.facts, show)}
    text = translate(LABELS[each.label]).format_map(facts)
    if not each.source.accepted_by:
        return text
    return translate(ACCEPTED).format_map({"input": text, "accepted_by": each.source.accepted_by})


def _children(trace: Trace, depth: int, translate: Translate, show: Show, names: Mapping[str, str]) -> Iterator[Line]:
    total = sum(each.weight for each in trace.weights)
    for each in trace.weights:
        text = WEIGHED if each.counted == each.figure else WEIGHED_CAPPED
        figures = {"figure": show(Percent(each.figure)), "counted": show(Percent(each.counted))}
        facts = {"uid": _named(each.uid, names), "weight": _of_all(trace, each.weight, total, show), **figures}
        yield Line(depth + 1, "weight", translate(text).format_map(facts), each.uid)
    for absent in trace.excluded:
        reason = translate(REASONS[absent.reason])
        facts = {"uid": _named(absent.uid, names), "reason": reason}
        yield Line(depth + 1, "excluded", translate(EXCLUDED).format_map(facts), absent.uid)


def _named(uid: str, names: Mapping[str, str]) -> str:
    """What a plan calls an item, to stand inside a sentence: many plans end a name with a stop, which would end it."""
    return names.get(uid, uid).rstrip(". ")


def _of_all(trace: Trace, weight: int, total: int, show: Show) -> str:
    """A weight, and which part it is of all the weights that counted."""
    part = f" ({show(Percent(figure_of(Fraction(weight, total))))})" if total else ""
    return f"{_weight(trace, weight, show)}{part}"


def _weight(trace: Trace, weight: int, show: Show) -> str:
    """A weight as a person writes it: money in pesos, a written weight as it was written."""
    weighed = str(trace.facts.get("weighed"))
    written = show(Fraction(weight, UNITS_OF_WEIGHT.get(weighed, 1)))
    return f"$ {written}" if weighed == "budget" else written


def _filled(facts: Mapping[str, Fact], show: Show) -> dict[str, str]:
    return {key: _fact(fact, show) for key, fact in facts.items()}


def _fact(fact: Fact, show: Show) -> str:
    if isinstance(fact, tuple):
        return " + ".join(show(each) for each in fact)
    return show(fact) if isinstance(fact, Fraction | Percent) else str(fact)
