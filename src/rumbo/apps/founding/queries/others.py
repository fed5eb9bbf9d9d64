"""The sheets of the entity, of processes and of posts against what there is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from stdnum.co import nit

from rumbo.apps.founding.bridge import Standing, signing
from rumbo.apps.founding.bridge.telling import ONE_ENTITY, OTHER_ENTITY, TWICE, TWO_UNITS, told
from rumbo.apps.founding.queries.results import Line
from rumbo.apps.founding.queries.units import Units
from rumbo.apps.people.actions.entities import NIT_WRONG, EntityData
from rumbo.apps.people.models import Entity
from rumbo.apps.processes.models import Process
from rumbo.findings import Finding
from rumbo.layouts.engine.folding import folded
from rumbo.layouts.entity_workbook import ENTITY, POSTS, PROCESS_KINDS, PROCESSES, SIGNS
from rumbo.layouts.filled_sheets.reading import SheetRow

PLAIN = ("name", "short_name", "nit", "document_process", "document_code", "document_version", "document_date")
KEYS_OF_KINDS = {label: key for key, label in PROCESS_KINDS.items()}


def entity_lines(standing: Standing, rows: Sequence[SheetRow]) -> Iterator[Line]:
    """The row of the entity; a second one is told."""
    entity = standing.entity
    before = {name: getattr(entity, name) for name in PLAIN}
    before |= {name: signing(entity, label) for name, label in SIGNS.items()}
    for at, row in enumerate(rows):
        line = Line(ENTITY, row, entity, dict(row.values), findings=list(row.findings))
        written = row.text("nit")
        if at:
            line.findings.append(told(ONE_ENTITY, row.where("name")))
        elif written and not nit.is_valid(written):
            line.findings.append(Finding(NIT_WRONG.code, NIT_WRONG.severity, row.where("nit"), {"nit": written}))
        elif written and entity.nit and nit.compact(written) != nit.compact(entity.nit):
            line.findings.append(told(OTHER_ENTITY, row.where("nit"), found=written, expected=entity.nit))
        line.differ(before)
        yield line


def entity_data(entity: Entity, line: Line) -> EntityData:
    """What would describe the entity: what the row says; other signatures, the logo and the address stay."""
    kept = EntityData(
        name="",
        short_name="",
        slug=entity.slug,
        signatories=tuple(_signatories(entity, line)),
        logo_svg=entity.logo_svg,
    )
    texts: dict[str, Any] = {name: line.row.text(name) for name in PLAIN if name != "document_date"}
    return replace(kept, document_date=line.values["document_date"], **texts)


def _signatories(entity: Entity, line: Line) -> Iterator[tuple[str, str, str]]:
    """Those of the three capacities that the sheet asks for, in their order, and then the others."""
    standing = {each["label"]: each for each in entity.signatories}
    for name, label in SIGNS.items():
        post, before = line.row.text(name), standing.pop(label, {})
        if post:
            yield label, before.get("name", "") if before.get("post") == post else "", post
    for label, each in standing.items():
        yield label, each.get("name", ""), each.get("post", "")


def process_lines(standing: Standing, units: Units, rows: Sequence[SheetRow]) -> list[Line]:
    """The rows of processes."""
    coded = {folded(each.code): each for each in standing.processes if each.code}
    named = {folded(alias.name): each for each in standing.processes for alias in each.aliases.all()}
    named |= {folded(each.name): each for each in standing.processes}
    lines = [_process_line(row, units, coded, named) for row in rows]
    _refuse_repeated(lines, ("code",))
    return lines


def _process_line(row: SheetRow, units: Units, coded: dict[str, Process], named: dict[str, Process]) -> Line:
    line = Line(PROCESSES, row, findings=list(row.findings))
    by_code, by_name = coded.get(folded(row.text("code"))), named.get(folded(row.text("name")))
    process = line.standing = by_code or by_name
    if by_code and by_name and by_code != by_name:
        facts = {"code": row.text("code"), "by_code": by_code.name, "name": row.text("name")}
        line.findings.append(told(TWO_UNITS, row.where("code"), **facts))
    had = {folded(each.name): each.name for each in process.aliases.all()} if process else {}
    added = tuple(name for name in row.several("aliases") if folded(name) not in had)
    for name in added:
        holder = named.get(folded(name))
        if holder is not None and holder != process:
            line.findings.append(told(TWICE, row.where("aliases"), name=name, row=row.number))
    line.values = {name: row.values.get(name) for name in ("code", "name", "kind")}
    # The other names that stand stay: what a document wrote once is still understood.
    line.values |= {"aliases": "; ".join((*had.values(), *added)), "added": added}
    units.hang(line, "owner")
    line.differ(_process_before(process) if process else {})
    return line


def _process_before(process: Process) -> dict[str, Any]:
    return {
        "code": process.code,
        "name": process.name,
        "kind": PROCESS_KINDS[process.kind],
        "owner": process.owner.name if process.owner else "",
        "aliases": "; ".join(each.name for each in process.aliases.all()),
    }


def post_lines(standing: Standing, units: Units, rows: Sequence[SheetRow]) -> list[Line]:
    """The rows of posts: known by their title in their place."""
    known = {(folded(each.title), each.unit_id): each for each in standing.posts}
    lines = []
    for row in rows:
        line = Line(POSTS, row, values={"title": row.text("title")}, findings=list(row.findings))
        units.hang(line, "unit")
        ref = line.refs["unit"]
        unit = ref.standing if isinstance(ref, Line) else ref
        line.standing = known.get((folded(row.text("title")), unit.pk if unit else None))
        if ref is not None and unit is None:
            line.standing = None
        line.differ({"title": row.text("title"), "unit": line.values["unit"]} if line.standing else {})
        lines.append(line)
    _refuse_repeated(lines, (), place="unit")
    return lines


def _refuse_repeated(lines: Iterable[Line], further: tuple[str, ...], place: str = "") -> None:
    """Tells the rows with a name, in the same place, or with a code that stands in another row too."""
    seen: dict[tuple[str, str], Line] = {}
    for line in lines:
        where = folded(str(line.values.get(place) or "")) if place else ""
        keys = [("", f"{line.key}|{where}")]
        keys += [(column, folded(line.row.text(column))) for column in further if line.row.text(column)]
        if (first := next((seen[key] for key in keys if key in seen), None)) is not None:
            line.findings.append(told(TWICE, line.row.where(), name=line.called, row=first.row.number))
        for key in keys:
            seen.setdefault(key, line)
