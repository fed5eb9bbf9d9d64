"""Writes docs/measurement.md and docs/medicion.md: every rule of measuring with its steps, its guarantees, what may be
chosen, and examples that are cases of the tests. What they say stands in docs/measurement.yaml.

python -m docs.build_measurement
"""

import inspect
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from docs.worked_examples import Example, found
from rumbo.domain import annualization, numbers, outcomes
from rumbo.domain.annualization import UNSAID, Basis, rule_of
from rumbo.domain.followup import reporting
from rumbo.domain.measurement import (
    DEFAULTS,
    SOURCES,
    bands,
    consolidating,
    digests,
    grouping,
    levels,
    outlook,
    plain,
    ratios,
    rollup,
    targets,
)
from rumbo.domain.measurement.sentences import MARKS, REASONS

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
TOLD: Mapping[str, Any] = yaml.safe_load((DOCS / "measurement.yaml").read_text(encoding="utf-8"))
PAGES = {"en": DOCS / "measurement.md", "es": DOCS / "medicion.md"}
OF_MEASUREMENT = (bands, consolidating, digests, grouping, levels, outlook, targets)
MODULES = {"numbers": numbers, "outcomes": outcomes} | {
    each.__name__.removeprefix("rumbo.domain."): each for each in OF_MEASUREMENT
}
ROLLED_UP = {
    "weighted_mean": rollup.node_sum,
    "grouped": grouping.grouped,
    "ratio_of_sums": ratios.ratio_of_sums,
    "consolidated": consolidating.Consolidated,
}
WORDS: Mapping[str, tuple[str, str]] = {
    "title": ("How Rumbo measures", "Cómo mide Rumbo"),
    "opening": (
        "Every rule by its name, the way a price is defined: what is done step by step, what is guaranteed, what an "
        "entity may choose, what we recommend, examples worked out, where it comes from and how sure that is. "
        "The code goes by the same names. A guarantee is a law that is tested on made-up plans, and every example is a "
        "test. In Spanish: [medición](medicion.md).",
        "Cada regla por su nombre, como se define un precio: qué se hace paso a paso, qué se garantiza, qué puede "
        "escoger la entidad, qué se recomienda, ejemplos resueltos, de dónde viene y con qué certeza. El programa usa "
        "los mismos nombres. Cada garantía es una ley que se prueba con planes inventados, y cada ejemplo es una "
        "prueba. In English: [measurement](measurement.md).",
    ),
    "steps": ("Steps", "Pasos"),
    "guarantees": ("Guarantees", "Garantías"),
    "laws": ("Guarantees of all of them", "Garantías de todas"),
    "choices": ("Choices", "Lo que se puede escoger"),
    "recommended": ("Recommended", "Se recomienda"),
    "examples": ("Examples", "Ejemplos"),
    "source": ("Source", "Fuente"),
    "confidence": ("Confidence", "Certeza"),
    "edition": ("edition", "edición"),
    "code": ("code", "código"),
    "all": ("all cases", "todos los casos"),
    "choice": ("Choice", "Ajuste"),
    "default": ("default", "de fábrica"),
    "why": ("Why the default", "Por qué ese valor de fábrica"),
    "none": ("none", "ninguno"),
    "see": ("see", "ver"),
    "reasons": ("Why there may be no figure", "Por qué puede no haber cifra"),
    "marks": ("What stands beside a figure", "Lo que acompaña a una cifra"),
    "said": ("As the screen says it", "Como lo dice la pantalla"),
    "dated": (
        "Each is a dated setting of the entity: a figure is computed with the choices of its day, and what was closed "
        "can be computed again.",
        "Cada uno es un ajuste con fecha de la entidad: una cifra se calcula con los ajustes de su día, y lo cerrado "
        "se puede volver a calcular.",
    ),
}


def page(language: str) -> str:
    """One of the two pages, whole."""
    parts = [f"# {_word('title', language)}", _word("opening", language)]
    for family in TOLD["families"]:
        parts += _family(family, language)
    parts += [f"## {_word('choices', language)}", _word("dated", language), _choices(language)]
    for title, table in (("reasons", REASONS), ("marks", MARKS)):
        parts += [f"## {_word(title, language)}", _sentences(table, language)]
    return "\n\n".join(part for part in parts if part) + "\n"


def home_of(family: str, rule: Mapping[str, Any]) -> Any:
    """What in the code a rule of the page is: a function, a class or a member of one. AttributeError or KeyError where
    there is no such thing."""
    name = rule["id"]
    if "code" in rule:
        module, _, attribute = rule["code"].partition(":")
        return getattr(MODULES[module], attribute)
    if family == "annualization":
        return rule_of(name).measure
    homes = {"figures": annualization.Figures, "reports": reporting.ReportKind, "outlook": outlook.Way}
    return homes[family] if family in homes else ROLLED_UP[name]


def examples_of(family: str, rule: Mapping[str, Any]) -> Iterator[Example]:
    """The cases that stand as examples of a rule; LookupError for one that is no case, or more than one."""
    for told in rule.get("examples", ()):
        yield found(told["case"], told.get("in", rule["id"] if family == "annualization" else ""), told["es"])


def options_of(choice: str) -> list[str]:
    """The options of a choice as the code has them; none where it is an amount."""
    if choice == "basis":
        return [each.value for each in Basis]
    value = getattr(DEFAULTS, choice)
    if isinstance(value, bool):
        return ["true", "false"]
    return [each.value for each in type(value)] if hasattr(type(value), "__members__") else []


def _family(family: Mapping[str, Any], language: str) -> Iterator[str]:
    yield f"## {family[language]}"
    yield family["intro"][language]
    if laws := family.get("guarantees"):
        yield f"**{_word('laws', language)}.**\n\n{_laws(laws, language)}"
    for rule in family["rules"]:
        yield from _rule(family, rule, language)


def _rule(family: Mapping[str, Any], rule: Mapping[str, Any], language: str) -> Iterator[str]:
    yield f"### {rule[language]} (`{rule['id']}`)"
    yield "\n".join(f"{at}. {step[language]}" for at, step in enumerate(rule["steps"], 1))
    if laws := rule.get("guarantees"):
        yield f"**{_word('guarantees', language)}.**\n\n{_laws(laws, language)}"
    if chosen := rule.get("variants"):
        anchor = "choices" if language == "en" else "lo-que-se-puede-escoger"
        names = ", ".join(f"[`{each}`](#{anchor})" for each in chosen)
        yield f"**{_word('choices', language)}:** {names}."
    if "recommended" in rule:
        yield f"**{_word('recommended', language)}.** {rule['recommended'][language]}"
    if examples := list(examples_of(family["id"], rule)):
        yield f"**{_word('examples', language)}.**\n\n" + "\n".join(each.line(language) for each in examples)
    yield _origin(family, rule, language)


def _laws(laws: list[Mapping[str, str]], language: str) -> str:
    return "\n".join(f"- {law[language]} (`{law['law'].rpartition('::')[2]}`)" for law in laws)


def _origin(family: Mapping[str, Any], rule: Mapping[str, Any], language: str) -> str:
    """Where a rule comes from, how sure that is, and where it stands in the code."""
    source = rule.get("source", family["source"])[language]
    links = []
    if family["id"] == "annualization":
        known = rule_of(rule["id"])
        source = f"{known.source}. `{known.key}`"
        if known is not UNSAID:
            links.append(f"[{_word('all', language)}](rules/{known.id}.md)")
    links.append(f"[{_word('code', language)}]({_path(home_of(family['id'], rule))})")
    sure = TOLD["confidence"][rule["confidence"]][language]
    said = f"*{_word('source', language)}:* {source.rstrip('.')}. *{_word('confidence', language)}:* {sure}."
    return f"{said} {' · '.join(links)}"


def _path(home: Any) -> str:
    file = Path(inspect.getsourcefile(home) or "")
    return f"../{file.resolve().relative_to(ROOT).as_posix()}"


def _choices(language: str) -> str:
    rows = [f"| {_word('choice', language)} | | {_word('why', language)} |", "|---|---|---|"]
    for choice in TOLD["choices"]:
        name = choice["id"]
        told = [f"**{choice[language]}**"]
        for option, text in choice.get("options", {}).items():
            usual = f" ({_word('default', language)})" if option == _default(name) else ""
            told.append(f"`{name}={option}`{usual}: {text[language]}")
        if "options" not in choice and name != "bands":
            amount = f"{_default(name)} %" if getattr(DEFAULTS, name) else _word("none", language)
            told.append(f"`{name}` = {amount} ({_word('default', language)})")
        if name == "bands":
            told.append(f"{_word('see', language)} [bands](rules/bands.md)")
        why = choice["why"][language] if "why" in choice else SOURCES[name]
        rows.append(f"| `{name}` | {'<br>'.join(told)} | {why} |")
    return "\n".join(rows)


def _default(name: str) -> str:
    value = plain(DEFAULTS).get(name, "")
    return str(value).lower() if isinstance(value, bool) else str(value)


def _sentences(table: Mapping[str, str], language: str) -> str:
    rows = [f"| | {_word('said', language)} |", "|---|---|"]
    return "\n".join([*rows, *(f"| `{code}` | {text} |" for code, text in table.items())])


def _word(key: str, language: str) -> str:
    english, spanish = WORDS[key]
    return re.sub(r"\s+", " ", english if language == "en" else spanish)


def main() -> None:
    for language, path in PAGES.items():
        path.write_text(page(language), encoding="utf-8")


if __name__ == "__main__":
    main()
