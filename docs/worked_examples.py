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

from rumbo.domain.annualization import rule_of
from rumbo.domain.measurement import measure_target, outlook_of
from rumbo.domain.numbers import QUANTITY_UNITS, shown_points
from rumbo.domain.outcomes import Computed, Course, Ground, Mean, MeanOfPeriods
from tests.domain.annualization.cases import as_of, goal_of, options_of
from tests.domain.measurement.cases import cut_off_of, reports_of, settings_in, target_of

CASES = Path(__file__).resolve().parents[1] / "tests" / "cases"
FOLDERS = ("annualization", "measurement")
LABELS: Mapping[str, tuple[str, str]] = {
    "version": ("version", "versión"),
    "rule": ("type", "tipo"),
    "target": ("target", "meta"),
    "baseline": ("baseline", "línea base"),
    "opening": ("opening value", "valor inicial"),
    "basis": ("basis", "base"),
    "starts": ("from", "desde"),
    "ends": ("to", "hasta"),
    "term": ("years", "años"),
    "periodicity": ("periodicity", "periodicidad"),
    "programme": ("programmed", "programado"),
    "period_programme": ("programmed by period", "programado por periodo"),
    "steps_of_it": ("milestones", "hitos"),
    "standing": ("standing", "estado"),
    "reports": ("reported", "reportado"),
    "due_share": ("milestones due", "hitos vencidos"),
    "children": ("children", "elementos"),
    "levels": ("levels", "niveles"),
    "targets": ("targets", "metas"),
    "shown": ("shown", "solo se muestra"),
    "which": ("ratio", "razón"),
    "rows": ("rows", "filas"),
    "options": ("settings", "ajustes"),
    "settings": ("settings", "ajustes"),
    "cut_off": ("at", "corte"),
}
"""What is told of a case, in this order."""
WORDS: Mapping[str, str] = {
    "from start": "empieza aquí",
    "not reported": "no reportado",
    "N/A": "no aplica",
    "NP": "no programado",
    "weight": "peso",
    "under": "bajo",
    "is": "resultado",
    "keys": "claves",
    "left_out": "por fuera",
    "budget": "presupuesto",
    "explicit": "explícitos",
    "weighting": "pesos",
    "above": "arriba",
    "below": "abajo",
    "null": "sin dato",
    "no key": "sin clave",
    "whole": "total",
    "listed, counted, measured": "listadas, contadas, medidas",
    "targets, measured, met": "metas, medidas, cumplidas",
    "counted": "contaron",
    "excluded": "no contaron",
    "result": "resultado",
    "closed": "cerrado",
    "period": "periodo",
    "yes": "sí",
    "suspended": "suspendida",
    "cancelled": "cancelada",
    "monthly": "mensual",
    "annual": "anual",
    "quarterly": "trimestral",
    "on_demand": "a demanda",
    "draft": "borrador",
    "review": "revisión",
    "adopt": "adopción",
}


NO_KEY, REACH, COUNTS = "no key", "listed, counted, measured", "targets, measured, met"


@dataclass(frozen=True, slots=True)
class Example:
    """A case with the name that the Spanish page gives it."""

    case: Mapping[str, Any]
    spanish: str

    def line(self, language: str) -> str:
        """The example as an item of a list, each of its steps below it."""
        name = self.case["name"] if language == "en" else self.spanish
        given = " · ".join(_given(self.case, language))
        if "steps" not in self.case:
            return f"- *{name[0].upper()}{name[1:]}.* {given} → {'; '.join(_gives(self.case, language))}"
        told = "".join(
            f"\n  {at}. {' · '.join(_given(step, language))} → {'; '.join(_gives({**self.case, **step}, language))}"
            for at, step in enumerate(self.case["steps"], 1)
        )
        return f"- *{name[0].upper()}{name[1:]}.* {given}{told}"


def found(name: str, where: str, spanish: str) -> Example:
    """The case of a name, first in the file `where`; LookupError where there is none, or more than one."""
    cases = [case for file, case in _every() if case["name"] == name and where in ("", file)]
    cases = cases or [case for _, case in _every() if case["name"] == name]
    if len(cases) != 1:
        raise LookupError(f"{len(cases)} cases are called «{name}»")
    return Example(cases[0], spanish)


@cache
def _every() -> tuple[tuple[str, dict[str, Any]], ...]:
    files = (path for folder in FOLDERS for path in sorted((CASES / folder).glob("*.yaml")) if path.stem != "required")
    return tuple(
        (path.stem, case)
        for path in files
        for case in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - plain strings only
    )


def _given(case: Mapping[str, Any], language: str) -> Iterator[str]:
    told = {**case, **case.get("goal", {})}
    for key in (each for each in LABELS if each in told):
        value = told[key]
        if key == "children":
            heavy = "weight" if language == "en" else "peso"
            value = ", ".join(f"{result} ({heavy} {weight})" for weight, result in value)
        yield f"{_label(key, language)} {_said(value, language)}"
    if "at" in case:
        yield f"{_label('cut_off', language)} {case['at']['year']}-{case['at']['period']}"
    if case.get("closed") == "yes":
        yield "closed" if language == "en" else "cerrado"


def _gives(case: Mapping[str, Any], language: str) -> Iterator[str]:
    outcomes = _outcomes(dict(case))
    for key, value in case["expect"].items():
        outcome = outcomes.get(key)
        how = _worked(outcome.ground) if isinstance(outcome, Computed) else ""
        label = f"`{key}`" if outcomes else _said(key or NO_KEY, language)
        yield f"{label} **{_said(value, language)}**{f' = {_comma(how, language)}' if how else ''}"
    of_what = _said(REACH if "reach" in case else COUNTS, language)
    for key, counts in {**case.get("reach", {}), **case.get("of", {})}.items():
        yield f"{_said(key or NO_KEY, language)}: {of_what} {_said(counts, language)}"


def _outcomes(case: dict[str, Any]) -> dict[str, Any]:
    """What a case gives, by the names that it expects; nothing of a case that is no target."""
    if "goal" in case:
        figures = rule_of(case["rule"]).measure(goal_of(case), as_of(case), options_of(case))
        return {key: getattr(figures, key) for key in case["expect"]}
    if "cut_off" not in case:
        return {}
    told = target_of(case), reports_of(case), settings_in(case), cut_off_of(case)
    figures, projection = measure_target(*told).figures, outlook_of(*told).projection
    found = {"projected": projection.outcome, "reaches": projection.value}
    return {key: found.get(key) or getattr(figures, key, None) for key in case["expect"]}


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
        return "; ".join(_entry(key, each, language) for key, each in value.items())
    if isinstance(value, list):
        return ", ".join(
            f"({_said(each, language)})" if isinstance(each, list) else _said(each, language) for each in value
        )
    text = str(value)
    if language == "es" and text in WORDS:
        return WORDS[text]
    text = re.sub(r"\b([a-z]+(?:_[a-z]+)+)\b", r"`\1`", text)
    return text if language == "en" else _comma(text.replace(" of ", " de "), language)


def _entry(key: str, value: Any, language: str) -> str:
    if isinstance(value, Mapping) and "is" in value:
        rest = _said({each: value[each] for each in value if each != "is" and value[each]}, language)
        return f"{key}: {_said(value['is'], language)}{f' ({rest})' if rest else ''}"
    said = _said(value, language)
    if isinstance(value, Mapping):
        return f"{_said(key, language)} ({said})" if value else _said(key, language)
    return f"{_said(key, language)}: {said}"


def _comma(text: str, language: str) -> str:
    return text if language == "en" else re.sub(r"(\d)\.(\d)", r"\1,\2", text)
