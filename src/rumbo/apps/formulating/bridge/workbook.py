"""Targets ⇄ rows of the workbook of a unit: what its cells say, what they mean, its digest and the keys of its rows."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from rumbo.apps.catalogs.models import Entry
from rumbo.apps.formulating.bridge import digest_of, pesos, told_contributing
from rumbo.apps.formulating.models import Part
from rumbo.apps.plans.bridge import AlignmentData, FundingData, TargetData
from rumbo.apps.plans.models import NodeRevision, Period, Placement
from rumbo.content import CITED_BY_NUMBER
from rumbo.domain.followup.contributing import Counting
from rumbo.domain.numbers import Quantity
from rumbo.findings import Finding, Sentences, Severity, Where, declare, marked
from rumbo.layouts.engine.cells import date_of
from rumbo.layouts.formulation_workbook.form import COUNTINGS, HEADINGS, PROGRAMMED, WORDS
from rumbo.layouts.unit_workbook.form import Value
from rumbo.notation.numbers import parse_money

CHECKED = 12
NEW = "nueva"
PLAIN = ("number", "statement", "indicator", "measure_unit", "expected_evidence", "expense_type")
NUMBERS = ("quantity", "weight", "baseline")
DAYS = ("start", "end")


def _error(code: str, title: str, what: str, why: str, how: str) -> Sentences:
    return declare(Sentences(f"formulating.{code}", Severity.ERROR, title, what, why, how))


NOT_LISTED = _error(
    "not_in_the_list",
    marked("No está en la lista"),
    marked("«{written}» no es una de las opciones de «{heading}»."),
    marked("De otro texto no se puede saber a qué se refiere."),
    marked("Elija una de las opciones que ofrece la celda; si son varias, sepárelas con punto y coma."),
)
NOT_A_DAY = _error(
    "book_not_a_day",
    marked("No es una fecha"),
    marked("«{written}» no se puede leer como una fecha."),
    marked("De las fechas de la meta salen los periodos en los que se reporta."),
    marked("Escriba el día, el mes y el año: 15/06/2027."),
)
NOT_MONEY = _error(
    "book_not_money",
    marked("No se entienden los recursos"),
    marked("«{written}» no dice una fuente y su valor en pesos."),
    marked("Los recursos de cada fuente se suman y se comparan con el presupuesto."),
    marked("Escriba cada fuente con dos puntos y su valor, y un punto y coma entre una y otra."),
)
EMPTY = _error(
    "book_statement_missing",
    marked("Falta decir la meta o su indicador"),
    marked("La fila no dice «{heading}»."),
    marked("Una meta se reconoce por lo que promete y por el indicador que la mide."),
    marked("Escriba ese dato, o borre la fila si no es una meta."),
)


@dataclass(frozen=True, slots=True)
class Lists:
    """What cells may name: levels by their label, units by their name, entries of lists as people call them; and the
    periods of the year, by key."""

    nodes: Mapping[str, NodeRevision]
    units: Mapping[str, int]
    entries: Mapping[str, Entry]
    periods: Mapping[int, Period] = field(default_factory=dict)
    year: int = 0

    def choices(self) -> dict[str, list[str]]:
        """As the workbook offers them."""
        return {"node": list(self.nodes), "contributing": list(self.units), "alignments": list(self.entries)}


def cells_of(data: TargetData, lists: Lists) -> dict[str, Value]:
    """What stands in the cells of a target."""
    labels = {str(node.pk): label for label, node in lists.nodes.items()}
    names = {pk: name for name, pk in lists.units.items()}
    called = {entry.pk: label for label, entry in lists.entries.items()}
    programmed: dict[str, Value] = dict.fromkeys(PROGRAMMED)
    for key, amount in data.programme.items():
        period = lists.periods.get(key)
        if period and (period.fiscal_year, period.periodicity) == (lists.year, data.periodicity):
            programmed[PROGRAMMED[period.ordinal - 1]] = amount
    return {
        **{name: getattr(data, name) for name in (*PLAIN, *NUMBERS)},
        **{name: words.get(getattr(data, name), getattr(data, name)) for name, words in WORDS.items()},
        **{name: _day(getattr(data, name)) for name in DAYS},
        "node": labels.get(data.node, ""),
        **programmed,
        "funding": "; ".join(f"{each.source}: {pesos(each.amount)}" for each in data.funding),
        "contributing": "; ".join(told_contributing(data, names)),
        "alignments": "; ".join(called.get(each.entry_id or 0, each.as_written) for each in data.alignments),
    }


def _counting_in(lists: Lists, written: str) -> tuple[dict[int, Counting], list[str]]:
    """By unit what becomes of its amount, and what names no unit of the list."""
    said = {name: (key, Counting.INFORMS) for name, key in lists.units.items()}
    for code, word in COUNTINGS.items():
        said |= {f"{name} ({word})": (key, Counting(code)) for name, key in lists.units.items()}
    found, strange = _several(said, written)
    return dict(found), strange


def differing(before: Mapping[str, Value], now: Mapping[str, Value]) -> list[tuple[str, Value, Value]]:
    """The cells that say something else: name, before and now."""
    found = [(name, before.get(name), now[name]) for name in HEADINGS if name in now]
    return [(name, old, new) for name, old, new in found if _plain(name, old) != _plain(name, new)]


def target_told(
    cells: Mapping[str, Value], standing: TargetData, lists: Lists, places: Mapping[str, Where], unit: int
) -> tuple[TargetData, dict[int, Quantity], list[Finding]]:
    """What the cells of a row say over what stands: the target but for its programme, what is programmed by the place
    of the period in the year, and what cannot be understood."""
    findings: list[Finding] = []

    def wrong(sentences: Sentences, name: str, written: str) -> None:
        facts = {"written": written[:60], "heading": HEADINGS[name]}
        findings.append(Finding(sentences.code, sentences.severity, places.get(name), facts))

    told: dict[str, Any] = {name: _text(cells, name) for name in PLAIN}
    told |= {name: cells.get(name) for name in NUMBERS}
    for name in ("statement", "indicator"):
        if not told[name]:
            wrong(EMPTY, name, "")
    for name, words in WORDS.items():
        code = _coded(words, written := _text(cells, name))
        kept = code if code is not None or written == getattr(standing, name) else None
        told[name] = kept if kept is not None else getattr(standing, name)
        if written and kept is None and written != getattr(standing, name):
            wrong(NOT_LISTED, name, written)
        elif not written and name in ("programme_basis", "periodicity"):
            told[name] = ""
    for name in DAYS:
        written = _text(cells, name)
        told[name] = date_of(written) if written else None
        if written and told[name] is None:
            wrong(NOT_A_DAY, name, written)
    node = _named(lists.nodes, _text(cells, "node"))
    if node is None and _text(cells, "node"):
        wrong(NOT_LISTED, "node", _text(cells, "node"))
    others, strange = _counting_in(lists, _text(cells, "contributing"))
    entries, unknown = _several(lists.entries, _text(cells, "alignments"))
    written_before = {each.as_written: each for each in standing.alignments}
    kept_links = [written_before[name] for name in unknown if name in written_before]
    for name, left in (("contributing", strange), ("alignments", [n for n in unknown if n not in written_before])):
        for each in left:
            wrong(NOT_LISTED, name, each)
    try:
        funding = tuple(_funding(_text(cells, "funding")))
    except ValueError as unread:
        funding = ()
        wrong(NOT_MONEY, "funding", str(unread))
    data = replace(
        standing,
        **told,
        node=str(node.pk) if node else "",
        units=(unit, *(key for key in others if key != unit)),
        reporting_unit=unit,
        counting=others,
        funding=funding,
        alignments=(*(_linked(each, standing) for each in entries), *kept_links),
    )
    programmed = {
        at: amount for at, name in enumerate(PROGRAMMED, 1) if isinstance(amount := cells.get(name), Quantity)
    }
    return data, programmed, findings


def label_of(entry: Entry) -> str:
    """An entry as people call it: with its number, where its list numbers its entries."""
    return f"{entry.code} {entry.name}" if entry.code[:1].isdigit() else entry.name


# --- Its digest and its keys


def book_digest(part: Part) -> str:
    """What makes a workbook this one and no other."""
    formulation = part.formulation
    told = (formulation.entity.uid, part.unit.uid, formulation.uid, formulation.version.uid)
    return digest_of(book=[str(uid) for uid in told])


def row_key(digest: str, placement: Placement) -> str:
    """The key of the row of a target: tied to the workbook and to the revision that the row shows."""
    return f"{placement.uid.hex}.{_check(digest, placement.uid.hex, placement.revision.uid.hex)}"


def new_key(digest: str, place: int, edit: int) -> str:
    """The key of a free row: once the part changed, it is spent."""
    return f"{NEW}-{place:02}.{_check(digest, str(place), str(edit))}"


def _check(*told: str) -> str:
    return hashlib.sha256("|".join(told).encode()).hexdigest()[:CHECKED]


# --- Cells


def _text(cells: Mapping[str, Value], name: str) -> str:
    value = cells.get(name)
    return value.strip() if isinstance(value, str) else ""


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _plain(name: str, value: Value) -> object:
    if isinstance(value, Quantity) or value is None:
        return value
    text = " ".join(str(value).split())
    return (date_of(text) or text if name in DAYS else text) or None


def _coded(words: Mapping[str, str], written: str) -> str | None:
    return next((code for code, word in words.items() if word.casefold() == written.casefold()), None)


def _named(known: Mapping[str, Any], written: str) -> Any:
    return next((row for label, row in known.items() if label.casefold() == written.casefold()), None)


def _several(known: Mapping[str, Any], written: str) -> tuple[list[Any], list[str]]:
    """The rows of names with a semicolon between; a name that holds one itself is known whole."""
    pieces, found, strange = [each.strip() for each in written.split(";") if each.strip()], [], []
    while pieces:
        for size in range(len(pieces), 0, -1):
            row = _named(known, "; ".join(pieces[:size]))
            if row is not None:
                found.append(row)
                pieces = pieces[size:]
                break
        else:
            strange.append(pieces.pop(0))
    return found, strange


def _funding(written: str) -> Iterator[FundingData]:
    for piece in _pieces(written):
        source, colon, amount = piece.rpartition(":")
        centavos = parse_money(amount.strip(), "es") if colon and source.strip() else None
        if centavos is None or centavos < 0:
            raise ValueError(piece)
        yield FundingData(source.strip(), centavos)


def _pieces(written: str) -> Iterable[str]:
    return (piece.strip() for piece in written.split(";") if piece.strip())


def _linked(entry: Entry, standing: TargetData) -> AlignmentData:
    """A link as it stood, or a new one with its number where people cite its list by number."""
    before = next((each for each in standing.alignments if each.entry_id == entry.pk), None)
    key = entry.catalogue.key
    return before or AlignmentData(key, entry.name, entry.pk, entry.code if key in CITED_BY_NUMBER else "")
