"""Methods of risk as they lie beside this file: one YAML an edition, dated and sourced, with how far it was checked.

An edition that keeps most of an earlier one says so with `like` and writes only what is its own.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from rumbo.domain.risk.bands import Band
from rumbo.domain.risk.method import (
    Answer,
    Controls,
    DesignQuestion,
    Impact,
    Kind,
    Level,
    Method,
    Option,
    Probability,
    Question,
    Rating,
    RiskClass,
    Way,
    Zone,
    check_method,
)


@cache
def methods() -> tuple[Method, ...]:
    """All the editions that Rumbo carries, the newest first."""
    told = _told()
    found = (read_method(_whole(key, told)) for key in told)
    return tuple(sorted(found, key=lambda method: (method.valid_from, method.key), reverse=True))


def method(key: str) -> Method | None:
    """An edition by its key, or None."""
    return next((each for each in methods() if each.key == key), None)


def method_for(risk_class: str, on: date) -> Method | None:
    """The newest edition in force on a day that knows a class of risk; without one, the newest that knows it."""
    knowing = [each for each in methods() if each.risk_class(risk_class)]
    ruling = (each for each in knowing if each.valid_from <= on and (each.valid_to is None or on <= each.valid_to))
    return next(ruling, knowing[0] if knowing else None)


def class_name(code: str) -> str:
    """What a class of risk is called; its own code where no edition knows it."""
    return next((found.name for each in methods() if (found := each.risk_class(code))), code)


def spoken(found: Method, translate: Callable[[str], str]) -> Method:
    """The same edition with its words in another language; its numbers, codes and bands are the same."""

    def named(parts: Any) -> Any:
        return tuple(replace(part, name=translate(part.name)) for part in parts)

    def levels(scale: tuple[Level, ...]) -> tuple[Level, ...]:
        return tuple(
            replace(
                each,
                name=translate(each.name),
                criterion=translate(each.criterion) if each.criterion else "",
                reputation=translate(each.reputation) if each.reputation else "",
            )
            for each in scale
        )

    controls, impact = found.controls, found.impact
    design = tuple(replace(each, name=translate(each.name), answers=named(each.answers)) for each in controls.design)
    questions = tuple(replace(each, text=translate(each.text)) for each in impact.questions)
    return replace(
        found,
        name=translate(found.name),
        edition=translate(found.edition),
        source=translate(found.source),
        note=translate(found.note),
        zones=named(found.zones),
        classes=named(found.classes),
        options=named(found.options),
        probability=replace(found.probability, levels=levels(found.probability.levels)),
        impact=replace(impact, levels=levels(impact.levels), questions=questions),
        controls=replace(
            controls,
            kinds=named(controls.kinds),
            ways=named(controls.ways),
            ratings=named(controls.ratings),
            design=design,
        ),
        factors=tuple((code, translate(name)) for code, name in found.factors),
    )


def words_of(found: Method) -> Iterator[str]:
    """Every text of an edition that a person reads, for whoever translates."""
    heard: list[str] = []

    def listen(text: str) -> str:
        heard.append(text)
        return text

    spoken(found, listen)
    yield from heard


def read_method(told: Mapping[str, Any]) -> Method:
    """A method of what its file says. Raises KeyError for what is missing and ValueError for what is not sound."""
    made = Method(
        **{name: str(told[name]) for name in ("key", "name", "edition", "scale", "source", "confidence")},
        valid_from=told["valid_from"],
        valid_to=told["valid_to"],
        note=str(told.get("note") or "").strip(),
        zones=tuple(Zone(**_with_names(each)) for each in told["zones"]),
        classes=tuple(
            RiskClass(
                each["code"], each["name"], each.get("never_accept", False), _names(each), each.get("of_assets", False)
            )
            for each in told["classes"]
        ),
        probability=Probability(told["probability"]["asks"], _levels(told["probability"]["levels"])),
        impact=_impact(told["impact"]),
        matrix=_matrix(told["matrix"], [each["number"] for each in told["impact"]["levels"]]),
        controls=_controls(told["controls"]),
        options=tuple(Option(**_with_names(each)) for each in told["options"]),
        factors=tuple((each["code"], each["name"]) for each in told["factors"]),
    )
    if lacks := list(check_method(made)):
        raise ValueError(f"{made.key}: {'; '.join(lacks)}")
    return made


@cache
def _told() -> dict[str, dict[str, Any]]:
    folder = files("rumbo.content.risk_methods")
    texts = (each.read_text(encoding="utf-8") for each in folder.iterdir() if each.name.endswith(".yaml"))
    return {told["key"]: told for told in map(yaml.safe_load, texts)}


def _whole(key: str, told: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """What an edition says, on top of what the one it is like says."""
    own = told[key]
    return {**(_whole(own["like"], told) if "like" in own else {}), **own}


_OF_A_LEVEL = frozenset({"number", "name", "percent", "range", "criterion", "reputation", "names"})


def _levels(told: Iterable[Mapping[str, Any]]) -> tuple[Level, ...]:
    told = list(told)
    if strange := {name for each in told for name in each} - _OF_A_LEVEL:
        # A comma outside quotation marks begins another name in YAML.
        raise ValueError(f"a level says {sorted(strange)}")
    return tuple(
        Level(
            number=each["number"],
            name=each["name"],
            percent=Fraction(each["percent"], 100) if "percent" in each else None,
            band=Band.of(each["range"]) if "range" in each else None,
            criterion=each.get("criterion", ""),
            reputation=each.get("reputation", ""),
            names=_names(each),
        )
        for each in told
    )


def _impact(told: Mapping[str, Any]) -> Impact:
    questions = tuple(Question(**each) for each in told.get("questions", ()))
    return Impact(told["asks"], _levels(told["levels"]), questions)


def _matrix(told: Mapping[int, list[str]], columns: list[int]) -> dict[tuple[int, int], str]:
    return {(row, column): zone for row, zones in told.items() for column, zone in zip(columns, zones, strict=True)}


def _controls(told: Mapping[str, Any]) -> Controls:
    return Controls(
        effect=told["effect"],
        kinds=tuple(
            Kind(each["code"], each["name"], each["moves"], _part(each), _names(each)) for each in told["kinds"]
        ),
        ways=tuple(_way(each) for each in told["ways"]),
        design=tuple(
            DesignQuestion(each["code"], each["name"], tuple(Answer(**answer) for answer in each["answers"]))
            for each in told.get("design", ())
        ),
        ratings=tuple(
            Rating(each["code"], each["name"], Band.of(each["range"]), Fraction(each["worth"]), each["displaces"])
            for each in told.get("ratings", ())
        ),
        sets=tuple((each["rating"], Band.of(each["range"])) for each in told.get("sets", ())),
        rates_execution=told.get("rates_execution", True),
    )


def _way(told: Mapping[str, Any]) -> Way:
    special = {key: Fraction(weight, 100) for key, weight in told.get("weight_by_class", {}).items()}
    return Way(told["code"], told["name"], _part(told), special, _names(told))


def _names(told: Mapping[str, Any]) -> tuple[str, ...]:
    """The other names of a part, as documents write them."""
    return tuple(map(str, told.get("names", ())))


def _with_names(told: Mapping[str, Any]) -> dict[str, Any]:
    return {**told, "names": _names(told)}


def _part(told: Mapping[str, Any]) -> Fraction:
    return Fraction(told.get("weight", 0), 100)
