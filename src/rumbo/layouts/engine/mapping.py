"""What an entity says of its own tables: the same declaration as a layout's, kept as data and carried as a file.

    format     rumbo/mapping/1
    title      its name on the screen
    extends    the layout or table that it is read as: action_plan_matrix, followup_matrix, budget_execution …
    depth      how many rows its header has (1 to 3)
    groups     the labels above the headers, by a key of its own: {g1: {header: "PLAN 2025"}}
    fields     the columns in the order of the table. `header` as written (years and periods do not count), `group` the
               key of the label above it, `field` the field of the layout it is, empty for a column that is only kept
    levels     where rows of levels stand among the lines: `marks` the header of the column that marks them, `text` the
               header of the column that names them, `fills` the field that each mark fills below it ({L: objective,
               P: programme, Pr: ""}; empty: such a row is passed by)

Such a file may come from anybody: everything in it is checked, and what is wrong is said as a finding.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

import yaml

from rumbo.findings import Finding, Sentences, Severity, declare, marked
from rumbo.layouts.engine.declaration import KEPT, Field, Layout, Levels, Named, layout, layouts, tables
from rumbo.layouts.engine.folding import folded
from rumbo.layouts.engine.levels import ORDER
from rumbo.layouts.engine.period_labels import taken_apart, without_year

FORMAT = "rumbo/mapping/1"
MOST_COLUMNS, LONGEST, DEEPEST = 500, 300, 3
_SHARE_NEEDED = (4, 5)
LARGEST = 512 * 1024
_WRITTEN = ("format", "title", "extends", "depth", "groups", "fields", "levels")
_KEYS = frozenset(_WRITTEN)

NOT_A_MAPPING = declare(
    Sentences(
        "mapping.not_understood",
        Severity.ERROR,
        marked("El archivo no es una correspondencia"),
        marked("La correspondencia no se entiende en «{place}»."),
        marked("Una correspondencia a medias leería datos en el lugar equivocado."),
        marked("Descárguela de nuevo de donde se hizo, sin cambiarla, y tráigala otra vez."),
    )
)
FIELD_TWICE = declare(
    Sentences(
        "mapping.field_twice",
        Severity.ERROR,
        marked("Dos columnas para el mismo dato"),
        marked("«{first}» y «{second}» quedaron las dos como «{field}»."),
        marked("Cada dato se lee de una sola columna; con dos no se sabe cuál vale."),
        marked("Deje ese dato en una de las dos y en la otra elija otro, o «No se lee»."),
    )
)
LACKS_REQUIRED = declare(
    Sentences(
        "mapping.lacks_required",
        Severity.ERROR,
        marked("Falta una columna indispensable"),
        marked("Para leer el documento como «{title}» falta decir cuál columna es: {missing}."),
        marked("Sin esa columna no se sabe qué es cada fila."),
        marked("Elija la columna en la tabla, o cambie la clase de documento."),
    )
)


class MappingRefused(Exception):
    """A mapping cannot be used; `finding` says why and how to go on."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


def bases() -> tuple[Layout, ...]:
    """What a table may be declared to be, plans first."""
    return (*layouts(), *tables())


def mapping_text(written: Mapping[str, Any]) -> str:
    """The one text of a declaration, from which its digest is made."""
    return json.dumps(written, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(text: str) -> str:
    """The sha-256 of a declaration's text, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


class _PlainLoader(yaml.SafeLoader):
    """Plain values only: what is said once and repeated by reference could grow without end."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("alias")
        return super().compose_node(parent, index)


def read_mapping(content: bytes) -> dict[str, Any]:
    """The declaration that a file carries, yaml or json; raises `MappingRefused`. It is plain data and may still say
    nothing usable, which `mapping_layout` finds."""
    _expect(len(content) <= LARGEST, "tamaño")
    try:
        written = yaml.load(content.decode("utf-8-sig"), _PlainLoader)  # noqa: S506 - a loader of plain values
        json.dumps(written, allow_nan=False)
    except (UnicodeDecodeError, yaml.YAMLError, RecursionError, TypeError, ValueError):
        written = None
    _expect(isinstance(written, dict), "archivo")
    found: dict[str, Any] = written
    return found


def mapping_file(written: Mapping[str, Any]) -> str:
    """A declaration as the file that carries it: yaml that a person can read and change."""
    order = {key: written[key] for key in _WRITTEN if key in written}
    return str(yaml.safe_dump(order, allow_unicode=True, sort_keys=False, width=110, default_flow_style=None))


@lru_cache(maxsize=64)
def own_layout(text: str) -> Layout:
    """The layout that a declaration's text says; raises `MappingRefused`. Its key is the beginning of its digest."""
    return replace(mapping_layout(json.loads(text)), key=f"own:{digest_of(text)[:16]}")


def mapping_layout(written: Any) -> Layout:
    """The layout that a declaration says; raises `MappingRefused` where it says nothing that can be used."""
    _expect(isinstance(written, dict) and written.get("format") == FORMAT, "format")
    _expect(_KEYS.issuperset(written), ", ".join(sorted(map(str, written.keys() - _KEYS)))[:80])
    title, base = _text(written.get("title"), "title"), _base(written.get("extends"))
    groups = _groups(written.get("groups", {}))
    fields = tuple(_fields(written.get("fields"), base, groups))
    depth = written.get("depth", 0)
    _expect(type(depth) is int and 0 <= depth <= DEEPEST, "depth")
    levels = _levels(written["levels"], base) if written.get("levels") else None
    fields += _filled(levels, fields, base) if levels else ()
    required = _required(base, fields)
    everything = frozenset(found.field for found in fields if found.kind != KEPT and found.label.names)
    supporting = everything - frozenset().union(*required)
    times, of = _SHARE_NEEDED
    return Layout(
        key="own",
        title=title,
        required=required,
        supporting=supporting,
        needed=-(-len(supporting) * times // of),
        about=base.about,
        groups=groups,
        fields=fields,
        base=base,
        depth=depth,
        levels=levels,
    )


def names_of(header: str) -> frozenset[str]:
    """The folded names under which a header is known again in another year or period."""
    return frozenset(name for name in (taken_apart(header).words, folded(header)) if name)


def _base(key: Any) -> Layout:
    found = next((each for each in bases() if each.key == key), None)
    _expect(found is not None, "extends")
    return layout(key)


def _groups(written: Any) -> dict[str, Named]:
    _expect(isinstance(written, dict) and len(written) <= MOST_COLUMNS, "groups")
    named = {}
    for key, words in written.items():
        _expect(isinstance(key, str) and isinstance(words, dict), "groups")
        header = _text(words.get("header"), "groups")
        named[key] = Named(header, names_of(header) | {without_year(header)} - {""})
    return named


def _fields(written: Any, base: Layout, groups: Mapping[str, Named]) -> list[Field]:
    _expect(isinstance(written, list) and 0 < len(written) <= MOST_COLUMNS, "fields")
    known, found = {each.field: each for each in base.fields}, list[Field]()
    said = dict[str, str]()
    for at, words in enumerate(written, 1):
        _expect(isinstance(words, dict), f"fields {at}")
        header, name = _text(words.get("header"), f"fields {at}"), words.get("field", "")
        group = words.get("group", "")
        _expect(isinstance(name, str) and (name in known or not name), f"field {name}")
        _expect(group == "" or group in groups, f"group {group}")
        label = Named(header, names_of(header))
        if not name:
            found.append(Field(f"{KEPT}.{at}", label, KEPT, group, print="when_used"))
            continue
        if name in said:
            facts = {"first": said[name], "second": header, "field": known[name].label.header}
            raise MappingRefused(Finding(FIELD_TWICE.code, FIELD_TWICE.severity, None, facts))
        said[name] = header
        found.append(replace(known[name], label=label, group=group, otherwise="", of_period=""))
    return found


def _filled(levels: Levels, fields: tuple[Field, ...], base: Layout) -> tuple[Field, ...]:
    """The fields that rows of levels fill, which no header names."""
    said, nobody = {found.field for found in fields}, Named("—", frozenset())
    wanted = [name for name in ORDER if name in levels.fills.values()]
    if twice := next((name for name in wanted if name in said), ""):
        column = next(found for found in fields if found.field == twice)
        facts = {"first": column.label.header, "second": min(levels.text), "field": base.field(twice).label.header}
        raise MappingRefused(Finding(FIELD_TWICE.code, FIELD_TWICE.severity, None, facts))
    return tuple(replace(base.field(name), label=nobody, group="", otherwise="") for name in wanted)


def _required(base: Layout, fields: tuple[Field, ...]) -> tuple[frozenset[str], ...]:
    said = {found.field for found in fields}
    enough = tuple(names for names in base.required if names <= said)
    if not enough:
        fewest = min((names - said for names in base.required), key=len)
        missing = ", ".join(_bare(found.label.header) for found in base.fields if found.field in fewest)
        facts = {"title": base.title, "missing": missing}
        raise MappingRefused(Finding(LACKS_REQUIRED.code, LACKS_REQUIRED.severity, None, facts))
    return enough


def _levels(written: Any, base: Layout) -> Levels:
    _expect(isinstance(written, dict) and isinstance(written.get("fills"), dict), "levels")
    fills = written["fills"]
    _expect(0 < len(fills) <= 20 and all(isinstance(mark, str) and mark for mark in fills), "levels")
    known = {found.field for found in base.fields} & set(ORDER)
    _expect(all(name in known or name == "" for name in fills.values()), "levels")
    marks, text = (names_of(_text(written.get(name), "levels")) for name in ("marks", "text"))
    return Levels(marks, text, {folded(mark): name for mark, name in fills.items()})


def _bare(header: str) -> str:
    return " ".join(header.replace("{fiscal_year}", "").replace("{period}", "").split())


def _text(value: Any, place: str) -> str:
    _expect(isinstance(value, str) and 0 < len(value.strip()) <= LONGEST, place)
    return str(value).strip()


def _expect(holds: bool, place: str) -> None:
    if not holds:
        raise MappingRefused(Finding(NOT_A_MAPPING.code, NOT_A_MAPPING.severity, None, {"place": place[:80]}))
