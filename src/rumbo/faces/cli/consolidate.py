"""`rumbo consolidate`: what many entities reached together, from the files of their closings, each number with how it
came about; and with `--write` the files that lack."""

import csv
import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from rumbo.faces.cli.language import Spoken
from rumbo.faces.cli.language import said as _
from rumbo.faces.cli.reporting import form_of
from rumbo.faces.cli.starting import start
from rumbo.findings import marked

FORMATS = ("text", "json", "csv")
INSTALL = marked(
    "Falta el motor que lee los archivos de los cierres. Instálelo con «make analytics», o con «pip install duckdb», y "
    "repita; lo demás funciona sin él."
)
CLOSING = ("slug", "plan_name", "last_day", "correction", "digest")
COUNTS = ("entities", "closings", "targets", "measured", "met")


def consolidate(
    by: Annotated[
        str, typer.Option(help=marked("whole, entity, year, period, band, o la clave de un catálogo, como ods."))
    ] = "whole",
    measure: Annotated[str, typer.Option(help=marked("year, to_date, term, expected o at_cutoff."))] = "year",
    weights: Annotated[
        str,
        typer.Option(help=marked("equal, o stated: lo que cada meta pesó en la cifra de su plan; cada plan pesa 1.")),
    ] = "equal",
    entity: Annotated[list[str] | None, typer.Option(help=marked("Solo esta entidad; se puede repetir."))] = None,
    year: Annotated[int, typer.Option(help=marked("Solo esta vigencia."))] = 0,
    period: Annotated[str, typer.Option(help=marked("Trimestre, como 2024-T2."))] = "",
    aligned: Annotated[str, typer.Option(help=marked("Solo lo articulado con esto, como ods=16."))] = "",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help=marked("Además, un libro: .xlsx, .pdf, .docx o .html."))
    ] = None,
    form: Annotated[str, typer.Option("--format", help=marked("text, json o csv."))] = "text",
    closings: Annotated[bool, typer.Option("--closings", help=marked("Con json, también cada cierre leído."))] = False,
    write: Annotated[
        bool, typer.Option("--write", help=marked("Escribir los archivos que faltan o se dañaron."))
    ] = False,
    language: Spoken = None,
) -> None:
    """Exit 1 when something asked for could not be read and is not in the numbers, 2 for what cannot be asked."""
    start()
    from rumbo.papers.columns import engine_installed

    if not engine_installed():
        typer.echo(_(INSTALL), err=True)
        raise typer.Exit(2)
    if write:
        raise typer.Exit(_written())
    if output is not None:
        form_of(output)
    found = _asked(by, measure, weights, (tuple(entity or ()), year, period, aligned), form)
    told = _told(found, closings or output is not None)
    {"text": _print_text, "json": _print_json, "csv": _print_csv}[form](told)
    if output is not None:
        _write_book(output, told)
    if found.lacking or found.lost:
        text = _("Sin leer: {lacking} cierres sin archivo y {lost} con el archivo dañado; escríbalos con --write.")
        typer.echo(text.format(lacking=found.lacking, lost=len(found.lost)), err=True)
        raise typer.Exit(1)


def _asked(by: str, measure: str, weights: str, filters: tuple[tuple[str, ...], int, str, str], form: str) -> Any:
    from rumbo.apps.measurement.queries.consolidation import Asked, consolidated
    from rumbo.domain.measurement.bands import Percentage
    from rumbo.domain.measurement.consolidating import Weighing

    entities, year, period, aligned = filters
    quarter = _quarter(period)
    for given, known in ((measure, tuple(Percentage)), (weights, tuple(Weighing)), (form, FORMATS)):
        if given not in known:
            raise typer.BadParameter(f"{given}: {' | '.join(known)}")
    return consolidated(
        Asked(
            measure=measure,
            axis=by,
            weighing=Weighing(weights),
            entities=entities,
            year=quarter[0] if quarter else year or None,
            periodicity="quarterly" if quarter else "",
            period=quarter[1] if quarter else None,
            aligned=aligned,
        )
    )


def _quarter(text: str) -> tuple[int, int] | None:
    year, _sign, ordinal = text.upper().partition("-T")
    if not text:
        return None
    if not (year.isdecimal() and len(year) == 4 and ordinal in ("1", "2", "3", "4")):
        raise typer.BadParameter(f"--period: {text}")
    return int(year), int(ordinal)


def _told(found: Any, closings: bool) -> dict[str, Any]:
    """All that came out, as values of JSON: whole numbers of 10⁻¹², sums as text, and the trace of each group."""
    asked = found.asked
    told: dict[str, Any] = {
        "measure": asked.measure,
        "by": asked.axis,
        "weights": asked.weighing.value,
        "only": _only(asked),
        "read": {
            "closings": len(found.closings),
            "digest": found.read,
            "lacking": found.lacking,
            "lost": len(found.lost),
        },
        "whole": _group(found.whole, found),
        "without": _group(found.without, found),
        "groups": [_group(each, found) for each in found.groups],
    }
    if closings:
        told["closings"] = [
            {"entity": each.name, **{name: str(getattr(each, name)) for name in CLOSING}} for each in found.closings
        ]
    return told


def _only(asked: Any) -> list[str]:
    """What was asked for and not all that there is."""
    period = (f"{asked.year}-T{asked.period}" if asked.period else str(asked.year)) if asked.year else ""
    return [each for each in (*asked.entities, period, asked.aligned) if each]


def _group(each: Any, found: Any) -> dict[str, Any]:
    from rumbo.domain.measurement.consolidating import trace_of_consolidated
    from rumbo.domain.measurement.explaining import explain
    from rumbo.domain.measurement.trace import to_plain

    counts, sums = each.group.counts, each.group.sums
    trace = trace_of_consolidated(each, found.read[:12])
    return {
        "key": each.key,
        "name": found.names.get(each.key, each.key),
        **dict(zip(COUNTS, (each.entities, each.closings, counts.items, counts.measured, counts.met), strict=True)),
        "mean": _figure(sums.outcome),
        "plans": _figure(each.plans.outcome),
        "sums": {"weighted_total": sums.weighted_text, "weights": str(sums.weight_sum), "counted": sums.counted},
        "excluded": dict(each.excluded),
        "by_band": dict(counts.by_band),
        "by_reason": dict(counts.by_reason),
        "explanation": [line.text for line in explain(trace, _)],
        "trace": to_plain(trace),
    }


def _figure(outcome: Any) -> dict[str, Any]:
    value = getattr(outcome, "figure", None)
    return {"value": value, "undefined": "" if value is not None else outcome.reason.value}


def _write_book(target: Path, told: dict[str, Any]) -> None:
    from rumbo.faces.cli.consolidated_book import write_book

    write_book(target, told, [(_named(each, told), each) for each in _rows(told)])


def _print_json(told: dict[str, Any]) -> None:
    typer.echo(json.dumps(told, ensure_ascii=False, indent=2))


def _print_csv(told: dict[str, Any]) -> None:
    lines = csv.writer(sys.stdout)
    lines.writerow(
        ["key", "name", *COUNTS, "mean", "undefined", "plans", "weighted_total", "weights", "counted", "read"]
    )
    for each in _rows(told):
        mean, sums = each["mean"], each["sums"]
        figures = (mean["value"], mean["undefined"], each["plans"]["value"])
        added = (sums["weighted_total"], sums["weights"], sums["counted"], told["read"]["digest"])
        lines.writerow([each["key"], each["name"], *(each[name] for name in COUNTS), *figures, *added])


def _print_text(told: dict[str, Any]) -> None:
    from rumbo.domain.measurement.sentences import REASONS
    from rumbo.faces.kit.written import written_figure

    console, table = Console(), Table(title_justify="left")
    heads = (_("Grupo"), _("Entidades"), _("Cierres"), _("Metas"), _("Con cifra"), _("Cumplidas"), _("Promedio"))
    for place, head in enumerate((*heads, _("Promedio de los planes"))):
        table.add_column(head, justify="right" if place else "left", overflow="fold")
    for each in _rows(told):
        figures = (each["mean"], each["plans"])
        shown = (written_figure(f["value"]) if f["value"] is not None else f["undefined"] for f in figures)
        table.add_row(escape(_named(each, told)), *(str(each[name]) for name in COUNTS), *shown)
    console.print(table)
    for line in told["whole"]["explanation"]:
        console.print(line, style="dim", highlight=False, markup=False)
    undefined = {each["mean"]["undefined"] for each in _rows(told)} - {""}
    for reason in sorted(undefined):
        console.print(f"{reason}: {_(REASONS[reason])}", style="dim", highlight=False)


def _named(each: dict[str, Any], told: dict[str, Any]) -> str:
    return str(each["name"] or (_("Sin grupo") if each is told["without"] else _("Todo")))


def _rows(told: dict[str, Any]) -> list[dict[str, Any]]:
    """The groups in order, those of no group where there are any, and the whole."""
    without = [told["without"]] if told["without"]["targets"] and told["groups"] else []
    return [*told["groups"], *without, told["whole"]]


def _written() -> int:
    """The files that lack or were damaged, one closing after the other; those that may not be written are named."""
    from rumbo.apps.audit.actor import system_actor
    from rumbo.apps.audit.doorway import Refused
    from rumbo.apps.measurement.actions import write_closing
    from rumbo.apps.measurement.queries.closings import closings_to_write
    from rumbo.findings import word

    files = refused = 0
    for followup in closings_to_write():
        try:
            files += len(write_closing(system_actor("cli", followup.entity_id), followup, again=True))
        except Refused as error:
            refused += 1
            typer.echo(f"{followup.entity.slug} {followup.period}: {word(error.findings[0], _).what}", err=True)
    typer.echo(
        _("Archivos escritos: {files}; cierres que no se pudieron escribir: {refused}.").format(
            files=files, refused=refused
        )
    )
    return int(bool(refused))
