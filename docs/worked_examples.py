"""Cases of the tests told as examples of a page, in English and in Spanish, with the arithmetic of their figures."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from rumbo.domain.annualization import Figures, rule_of
from rumbo.domain.numbers import QUANTITY_UNITS, shown_points
from rumbo.domain.outcomes import Computed, Course, Ground, Mean, MeanOfPeriods
from tests.domain.annualization.cases import as_of, goal_of, options_of

CASES = Path(__file__).resolve().parents[1] / "tests" / "cases"
FOLDERS = ("annualization", "measurement")
LABELS: Mapping[str, tuple[str, str]] = {
    "target": ("target", "meta"),
    "baseline": ("baseline", "línea base"),
    "opening": ("opening value", "valor inicial"),
    "basis": ("basis", "base"),
    "programme": ("programmed", "programado"),
    "period_programme": ("programmed by period", "programado por periodo"),
    "reports": ("reported", "reportado"),
    "term": ("years", "años"),
    "due_share": ("milestones due", "hitos vencidos"),
    "value": ("`value`", "`value`"),
    "year": ("`year`", "`year`"),
    "children": ("children", "elementos"),
    "settings": ("settings", "ajustes"),
    "options": ("settings", "ajustes"),
}
WORDS: Mapping[str, str] = {
    "from start": "empieza aquí",
    "not reported": "no reportado",
    "N/A": "no aplica",
    "NP": "no programado",
    "weight": "peso",
    "counted": "contaron",
    "excluded": "no contaron",
    "result": "resultado",
    "closed": "cerrado",
    "period": "periodo",
    "yes": "sí",
}


@dataclass(frozen=True, slots=True)
class Example:
    """A case with the name that the Spanish page gives it."""

    case: Mapping[str, Any]
    spanish: str

    def line(self, language: str) -> str:
        """The example as a line of a list."""
        name = self.case["name"] if language == "en" else self.spanish
        given = " · ".join(_given(self.case, language))
        gives = "; ".join(_gives(self.case, language))
        return f"- *{name[0].upper()}{name[1:]}.* {given} → {gives}"


def found(name: str, where: str, spanish: str) -> Example:
    """The case of a name, first in the file `where`; LookupError where there is none, or more than one."""
    cases = [case for file, case in _every() if case["name"] == name and where in ("", file)]
    cases = cases or [case for _, case in _every() if case["name"] == name]
    if len(cases) != 1:
        raise LookupError(f"{len(cases)} cases are called «{name}»")
    return Example(cases[0], spanish)


@cache
def _every() -> tuple[tuple[str, dict[str, Any]], ...]:
    files = (path for folder in FOLDERS for path in sorted((CASES / folder).glob("*.yaml")))
    return tuple(
        (path.stem, case)
        for path in files
        for case in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - plain strings only
    )


def _given(case: Mapping[str, Any], language: str) -> Iterator[str]:
    told = {**case.get("goal", {}), **{key: case[key] for key in ("children", "options", "settings") if key in case}}
    for key, value in told.items():
        if key == "children":
            value = ", ".join(
                f"{result} ({'weight' if language == 'en' else 'peso'} {weight})" for weight, result in value
            )
        yield f"{_label(key, language)} {_said(value, language)}"
    if "at" in case:
        at = case["at"]
        yield f"{'at' if language == 'en' else 'corte'} {at['year']}-{at['period']}"


def _gives(case: Mapping[str, Any], language: str) -> Iterator[str]:
    figures = _figures(dict(case))
    for key, value in case["expect"].items():
        outcome = getattr(figures, key, None)
        how = _worked(outcome.ground) if isinstance(outcome, Computed) else ""
        label = f"`{key}`" if figures else _said(key, language)
        yield f"{label} **{_said(value, language)}**{f' = {_comma(how, language)}' if how else ''}"


def _figures(case: dict[str, Any]) -> Figures | None:
    if "goal" not in case:
        return None
    return rule_of(case["rule"]).measure(goal_of(case), as_of(case), options_of(case))


def _worked(ground: Ground) -> str:
    """The computation with its numbers in it; empty where there was none."""
    if isinstance(ground, Course):
        parts = (ground.level, ground.start, ground.wanted)
        level, start, wanted = (_number(Fraction(each, QUANTITY_UNITS)) for each in parts)
        return f"({level} − {start}) ÷ ({wanted} − {start})" if ground.start else f"{level} ÷ {wanted}"
    if isinstance(ground, Mean | MeanOfPeriods):
        cap = getattr(ground, "cap", None)
        terms = [figure if cap is None else min(figure, cap) for _, figure in ground.terms]
        below = getattr(ground, "divisor", len(terms))
        return f"({' + '.join(f'{_percent(each)} %' for each in terms)}) ÷ {below}"
    return ""


def _percent(figure: int) -> str:
    return _number(Fraction(shown_points(figure)))


def _number(value: Fraction) -> str:
    """A number as an English page writes it; the Spanish one turns the point into a comma."""
    text = f"{Decimal(round(value * QUANTITY_UNITS)).scaleb(-4):f}"
    return text.rstrip("0").rstrip(".").replace("-", "−")


def _label(key: str, language: str) -> str:
    english, spanish = LABELS.get(key, (key.replace("_", " "), key.replace("_", " ")))
    return english if language == "en" else spanish


def _said(value: Any, language: str) -> str:
    if isinstance(value, Mapping):
        if "source" in value:
            return _said(value["value"], language)
        return "; ".join(f"{_said(key, language)}: {_said(each, language)}" for key, each in value.items())
    if isinstance(value, list):
        return ", ".join(_said(each, language) for each in value)
    text = str(value)
    text = re.sub(r"\b([a-z]+(?:_[a-z]+)+)\b", r"`\1`", text)
    return text if language == "en" else _comma(WORDS.get(text, text), language)


def _comma(text: str, language: str) -> str:
    return text if language == "en" else re.sub(r"(\d)\.(\d)", r"\1,\2", text)
