"""Writes docs/rules: one page for each rule, from its docstring and its cases, so that the pages cannot grow old.

Run it after changing a rule or its cases: `python docs/build_rules.py`. A test fails while the pages are not fresh.
"""

import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml

from rumbo.content.risk_methods import methods
from rumbo.domain import calendar
from rumbo.domain.annualization import RULES, Rule
from rumbo.domain.annualization import __name__ as annualization
from rumbo.domain.followup import reporting, states
from rumbo.domain.measurement import DEFAULTS, SOURCES, bands, plain, rollup, settings
from rumbo.domain.risk import Band, Method, assessing
from rumbo.domain.risk.method import Level
from rumbo.findings import declared

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "docs" / "rules"
CASES = ROOT / "tests" / "cases"
FILE_OF = {"sum": "sums"}
RISK_METHODS = (
    "One section an edition, as its file in `src/rumbo/content/risk_methods` declares it. Zones are read from the map "
    "and never computed by multiplying; an edition whose map would raise a risk with better controls is not loaded."
)


def pages() -> dict[str, str]:
    """Every page by its file name."""
    made = {f"{rule.id}.md": rule_page(rule) for rule in RULES}
    made["roll-up.md"] = text_page("Rolling figures up the levels", rollup, roll_up_cases())
    made["settings.md"] = text_page("Settings of measuring", settings, settings_table())
    made["bands.md"] = text_page("Traffic lights", bands, bands_table())
    made["reporting.md"] = text_page("Kinds of report", reporting, "")
    made["four-nothings.md"] = text_page("The four nothings", states, "")
    made["periods.md"] = text_page("Periods", calendar.periods, docstrings(calendar.periods))
    made["risk.md"] = text_page("Assessing a risk", assessing, risk_cases())
    made["risk-methods.md"] = page(["# Methods of risk", RISK_METHODS, *map(risk_method, methods())])
    made["README.md"] = index(made)
    return made


def rule_page(rule: Rule) -> str:
    module = sys.modules[f"{annualization}.{FILE_OF.get(rule.id, rule.id)}"]
    summary, _, rest = docstring(module).partition("\n")
    head = [f"# {rule.name} (`{rule.id}`, edition {rule.edition})", summary.strip(), rest.strip()]
    head.append(f"Source of the rule, as its trace shows it: {rule.source}.")
    cases = load(CASES / "annualization" / f"{rule.id}.yaml")
    computed = [case for case in cases if "expect" in case]
    checked = [case for case in cases if "findings" in case]
    body = ["## Cases", "Each row is a test.", *[case_text(case) for case in computed]]
    body += ["## Checks of the programme", *[check_text(case) for case in checked]]
    return page(head + body)


def case_text(case: dict[str, Any]) -> str:
    lines = [f"**{case['name']}** ({case['source']})", ""]
    lines += [f"- {key.replace('_', ' ')}: {flat(value)}" for key, value in case["goal"].items()]
    at = case["at"]
    closes = "".join(f", {word}" for word in ("final", "closed") if at.get(word) == "yes")
    lines.append(f"- as of: {at['year']}, period {at['period']}{closes}")
    if "options" in case:
        lines.append(f"- settings: {flat(case['options'])}")
    lines.append(f"- **gives** {flat(case['expect'])}")
    return "\n".join(lines)


def check_text(case: dict[str, Any]) -> str:
    titles = [f"«{declared()[code].title}» (`{code}`)" for code in case["findings"]]
    return f"- {case['name']}: {', '.join(titles) or 'nothing found'}"


def roll_up_cases() -> str:
    rows = ["| Case | Children (weight: result) | Settings | Gives | Counted | Excluded |", "|---|---|---|---|---|---|"]
    for case in load(CASES / "measurement" / "roll_up.yaml"):
        children = ", ".join(f"{weight}: {result}" for weight, result in case["children"]) or "none"
        chosen = flat({**case.get("settings", {}), **({"closed": "yes"} if "closed" in case else {})})
        expect = case["expect"]
        because = f" ({flat(expect['because'])})" if "because" in expect else ""
        row = (case["name"], children, chosen, expect["result"], expect["counted"], f"{expect['excluded']}{because}")
        rows.append("| " + " | ".join(row) + " |")
    return "## Cases\n\nEach row is a test.\n\n" + "\n".join(rows)


def risk_cases() -> str:
    lines = ["## Cases", "Each is a test."]
    for case in load(CASES / "risk" / "assessment.yaml"):
        asked = {key: value for key, value in case.items() if key not in ("name", "source", "expect")}
        lines.append(f"**{case['name']}** ({case['source']})\n\n- {flat(asked)}\n- **gives** {flat(case['expect'])}")
    return "\n\n".join(lines)


def risk_method(method: Method) -> str:
    until = method.valid_to.isoformat() if method.valid_to else "today"
    ruling = f"From {method.valid_from} to {until}; {method.confidence}."
    head = f"## {method.name} (`{method.key}`)\n\n{method.source}. {ruling}"
    classes = "Classes: " + ", ".join(
        f"{each.name}{' (never accepted)' if each.never_accept else ''}" for each in method.classes
    )
    scales = [scale_table("Probability", method.probability.levels), scale_table("Impact", method.impact.levels)]
    return "\n\n".join([head, method.note, classes + ".", *scales, zones_table(method), controls_table(method)])


def scale_table(axis: str, levels: tuple[Level, ...]) -> str:
    rows = [f"| {axis} | Percent | Band | Criterion |", "|---|---|---|---|"]
    for each in levels:
        percent = f"{each.percent * 100} %" if each.percent is not None else ""
        band = band_text(each.band) if each.band else ""
        rows.append(f"| {each.number} {each.name} | {percent} | {band} | {each.criterion} |")
    return "\n".join(rows)


def band_text(band: Band) -> str:
    left, right = "[" if band.lower_held else "(", "]" if band.upper_held else ")"
    return f"{left}{band.lower}, {'∞' if band.upper is None else band.upper}{right}"


def zones_table(method: Method) -> str:
    columns = method.impact.levels
    rows = ["| | " + " | ".join(level.name for level in columns) + " |", "|---" * (len(columns) + 1) + "|"]
    for level in reversed(method.probability.levels):
        cells = (method.zone(level.number, column.number).name for column in columns)
        rows.append(f"| **{level.name}** | " + " | ".join(cells) + " |")
    return "\n".join(rows)


def controls_table(method: Method) -> str:
    rows = ["| Control | Moves | Weight |", "|---|---|---|"]
    for kind in method.controls.kinds:
        rows.append(f"| {kind.name} | {kind.moves} | {f'{kind.weight * 100} %' if kind.weight else ''} |")
    for way in method.controls.ways:
        special = "".join(f"; {code}: {weight * 100} %" for code, weight in way.weight_by_class.items())
        rows.append(f"| {way.name} | the axis of its kind | {f'{way.weight * 100} %{special}' if way.weight else ''} |")
    return "\n".join(rows)


def settings_table() -> str:
    rows = ["| Setting | Default | Where the default comes from |", "|---|---|---|"]
    values = {key: value for key, value in plain(DEFAULTS).items() if key != "bands"}
    values["bands"] = "see [bands](bands.md)"
    rows += [f"| `{key}` | {'none' if value == [] else value} | {SOURCES[key]} |" for key, value in values.items()]
    return "\n".join(rows)


def bands_table() -> str:
    rows = ["| Band | From, included (%) | To, excluded (%) | Tone | Shape |", "|---|---|---|---|---|"]
    for band in plain(DEFAULTS)["bands"]:
        limits = f"{band['lower'] or 'without limit'} | {band['upper'] or 'without limit'}"
        rows.append(f"| {band['word']} | {limits} | {band['tone']} | {band['shape']} |")
    return "\n".join(rows)


def docstrings(module: ModuleType) -> str:
    functions = [each for each in vars(module).values() if getattr(each, "__module__", "") == module.__name__]
    named = [each for each in functions if callable(each) and not each.__name__.startswith("_")]
    return "\n".join(f"- `{each.__name__}`: {' '.join((each.__doc__ or '').split())}" for each in named)


def text_page(title: str, module: ModuleType, more: str) -> str:
    return page([f"# {title}", docstring(module), more])


def index(made: dict[str, str]) -> str:
    titles = [f"- [{text.splitlines()[0].lstrip('# ')}]({name})" for name, text in made.items()]
    return page(
        ["# Rules", "One page a rule, written by `docs/build_rules.py` from the rules and their cases.", *titles]
    )


def docstring(module: ModuleType) -> str:
    return (module.__doc__ or "").strip()


def flat(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{str(key).replace('_', ' ')} {flat(each)}" for key, each in value.items())
    return ", ".join(flat(each) for each in value) if isinstance(value, list) else str(value)


def page(parts: list[str]) -> str:
    text = "\n\n".join(part for part in parts if part)
    return text.replace("\n\n- ", "\n- ").replace("\n- ", "\n\n- ", 1) + "\n" if parts[0] == "# Rules" else text + "\n"


def load(path: Path) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - plain strings only
    return cases


def main() -> None:
    PAGES.mkdir(exist_ok=True)
    for name, text in pages().items():
        (PAGES / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
