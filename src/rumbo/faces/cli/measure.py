"""`rumbo measure`: the figures of the screen at a terminal, and the proof that closed quarters still hold.

`rumbo tick` has the same proof made every night, entity by entity; `rumbo measure --verify` makes it at once.
"""

import json
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from rumbo.domain.outcomes import Reason
from rumbo.faces.cli.language import Spoken, spoken
from rumbo.faces.cli.language import said as _
from rumbo.faces.cli.starting import start
from rumbo.findings import marked, word

FORMATS = ("text", "json")
AHEAD = "projection"
TITLES = {
    "year": marked("Año"),
    "expected": marked("Esperado"),
    "at_cutoff": marked("Frente a lo esperado"),
    "to_date": marked("Acumulado"),
    AHEAD: marked("Cerraría en"),
}
TRENDS = {"better": marked("va mejor"), "same": marked("va igual"), "worse": marked("va peor")}
STATES = {"open": marked("abierto"), "closed": marked("cerrado")}


def measure(
    entity: Annotated[str, typer.Option(help=marked("Nombre corto de la entidad en las direcciones."))] = "",
    plan: Annotated[str, typer.Option(help=marked("Nombre o identificador del plan."))] = "",
    period: Annotated[str, typer.Option(help=marked("Trimestre, como 2024-T2."))] = "",
    projection: Annotated[
        bool, typer.Option("--projection", help=marked("Decir también cómo cerraría el año cada meta."))
    ] = False,
    form: Annotated[str, typer.Option("--format", help=marked("text o json."))] = "text",
    verify: Annotated[
        bool, typer.Option("--verify", help=marked("Recalcular los periodos cerrados y comparar."))
    ] = False,
    processes: Annotated[
        int, typer.Option(min=0, help=marked("Con --verify, procesos a la vez; 0 usa todos los núcleos."))
    ] = 0,
    language: Spoken = None,
) -> None:
    """The same figures as the screen; with `verify` exit 1 when something closed no longer agrees."""
    if form not in FORMATS:
        raise typer.BadParameter(f"--format: {' | '.join(FORMATS)}")
    start()
    from rumbo.apps.measurement.queries import (
        UNREADABLE,
        closed_followups,
        closing_gone,
        closings_gone,
        followups_to_print,
    )
    from rumbo.faces.cli.verifying import verify as verify_all

    asked = followups_to_print(entity=entity, plan=plan, period=period)
    if verify:
        closed = asked.filter(pk__in=closed_followups().values("pk"))
        gone = closings_gone() if not (plan or period) else []
        left = [closing_gone(uid, slug) for uid, slug in gone if entity in ("", slug)]
        raise typer.Exit(verify_all(list(closed.values_list("pk", flat=True)), left, form, processes))
    followups = list(asked)
    if not followups:
        typer.echo(_("No hay seguimientos que cumplan lo pedido."), err=True)
        raise typer.Exit(2)
    from django.utils import translation

    with translation.override(spoken()):
        try:
            told = [_told_by_its_clock(each, projection) for each in followups]
        except UNREADABLE as error:
            typer.echo(_("Hay cifras que no se pueden leer ({error}). Vea cuáles con --verify.").format(error=error))
            raise typer.Exit(1) from None
        _print_json(told) if form == "json" else _print_text(told)
        if any(_unreadable(row) for each in told for row in each["rows"]):
            typer.echo(_("Hay cifras guardadas que no se pueden leer. Vea cuáles con --verify."), err=True)
            raise typer.Exit(1)


def _unreadable(row: dict[str, Any]) -> bool:
    """Whether a figure was kept in a way that nobody can read: somebody changed it behind the actions' back."""
    return any(figure["undefined"] == Reason.UNREADABLE.value for figure in row["figures"].values())


def _told_by_its_clock(followup: Any, projection: bool) -> dict[str, Any]:
    from rumbo.apps.people.queries import clock_of

    with clock_of(followup.entity):
        return _told(followup, projection)


def _told(followup: Any, projection: bool) -> dict[str, Any]:
    """A follow-up with all its figures, as the sheet of the screen has them; with how years would end where asked."""
    from rumbo.apps.measurement.queries import outlooks_in, sheet_of

    sheet = sheet_of(followup, size=None)
    ahead = outlooks_in(followup) if projection else {}
    return {
        "entity": followup.entity.slug,
        "plan": followup.plan_version.plan.name,
        "version": followup.plan_version.label or str(followup.plan_version.number),
        "period": f"{followup.period.fiscal_year} {followup.period.periodicity} {followup.period.ordinal}",
        "cut_off": followup.period.last_day.isoformat(),
        "state": followup.state,
        "findings": [{"code": each.code, **dict(zip(WORDS, _words(each), strict=True))} for each in sheet.twice],
        "rows": [_row(each) | _ahead(ahead.get(each.uid)) for each in (sheet.plan, *sheet.rows)],
    }


WORDS = ("title", "what", "why", "how")


def _words(finding: Any) -> tuple[str, ...]:
    told = word(finding, _)
    return told.title, told.what, told.why, told.how


def _row(standing: Any) -> dict[str, Any]:
    return {
        "kind": standing.kind,
        "uid": standing.uid,
        "number": standing.number,
        "name": standing.name,
        "depth": standing.depth,
        "band": standing.band.code if standing.band else "",
        "light": standing.band.word if standing.band else "",
        "figures": {measure: _figure(outcome) for measure, outcome in standing.outcomes.items()},
        "counted": standing.counted,
        "excluded": standing.excluded,
    }


def _ahead(found: Any) -> dict[str, Any]:
    """How the year of a target would end: told, and no figure that is kept."""
    if found is None:
        return {}
    told = found.outlook.projection
    way = {"way": told.way or "", "told": told.told, "periods": told.periods}
    return {AHEAD: _figure(told.outcome) | way | {"trend": found.outlook.trend.value, "short": told.is_short}}


def _figure(outcome: Any) -> dict[str, Any]:
    """A figure as an integer of 10⁻¹², or the reason why there is none; with its marks."""
    marks = [mark.value for mark in outcome.marks]
    value = getattr(outcome, "figure", None)
    return {"value": value, "undefined": outcome.reason.value if value is None else "", "marks": marks}


def _print_json(told: list[dict[str, Any]]) -> None:
    typer.echo(json.dumps(told, ensure_ascii=False, indent=2))


def _print_text(told: list[dict[str, Any]]) -> None:
    from rumbo.domain.measurement.sentences import REASONS

    console = Console()
    for each in told:
        console.print(_table(each))
        for finding in each["findings"]:
            title, *words = (finding[name] for name in WORDS)
            console.print(f"{title}. {' '.join(words)}", highlight=False, markup=False)
        figures = (f for row in each["rows"] for f in (*row["figures"].values(), row.get(AHEAD, {})) if f)
        for reason in dict.fromkeys(figure["undefined"] for figure in figures):
            if reason:
                console.print(f"{reason}: {_(REASONS[reason])}", style="dim", highlight=False)


def _table(each: dict[str, Any]) -> Table:
    """The figures of a follow-up; how the year of each target would end in a column of its own where that was asked."""
    from rumbo.apps.measurement.queries import SHOWN
    from rumbo.faces.cli.telling_differences import period_named

    named = each | {"period": period_named(each["period"]), "state": _(STATES.get(each["state"], each["state"]))}
    title = _("{plan}, versión {version}, {period} ({state})").format(**named)
    table = Table(title=escape(title), title_justify="left")
    table.add_column(_("Nivel o meta"), overflow="fold")
    ahead = any(AHEAD in row for row in each["rows"])
    for measure in (*SHOWN, *([AHEAD] if ahead else [])):
        table.add_column(_(TITLES[measure]), justify="right", no_wrap=True)
    table.add_column(_("Semáforo"))
    for row in each["rows"]:
        cells = [_cell(row["figures"].get(measure, {})) for measure in SHOWN]
        if ahead:
            projection = row.get(AHEAD, {})
            trend = _(TRENDS.get(projection.get("trend", ""), ""))
            cells.append(f"{_cell(projection)} {trend}".strip())
        name = f"{'  ' * row['depth']}{row['number']}. {row['name']}" if row["kind"] == "target" else row["name"]
        table.add_row(escape(name), *cells, _(row["light"]) or _("Sin semáforo"))
    return table


def _cell(figure: dict[str, Any]) -> str:
    """A figure as it is read, or the code of why there is none."""
    from rumbo.faces.kit.written import written_figure

    value = figure.get("value")
    return written_figure(value) if value is not None else str(figure.get("undefined", ""))
