"""What changes while the year passes: a unit asks for less, another cancels, the act makes the next version; and a
quarter that was published is corrected and published again."""

from datetime import date, timedelta
from typing import Any

ASKED_ON, OPINED_ON, DECIDED_ON = date(2024, 5, 6), date(2024, 5, 9), date(2024, 5, 20)
CANCELLED_FROM = date(2024, 7, 1)
WHY = "El departamento redujo el convenio que pagaba la mitad de las jornadas."
OVER = "El municipio con el que se hacía entró en liquidación."
MISTAKE = "Se contó dos veces la jornada de marzo."


def changed(year: Any, on: Any) -> Any:
    """A lowered target and a cancelled one, asked by their units and decided by one act; the version that follows."""
    from rumbo.apps.changing.actions import Decided, ask_change, decide_changes, give_opinion
    from rumbo.apps.changing.bridge import ChangeData
    from rumbo.apps.changing.models import Kind
    from rumbo.apps.changing.queries import pointed_out, requests_to_decide
    from rumbo.apps.plans.actions import Act
    from rumbo.domain.numbers import Quantity

    pilar = year.house.pilar.actor
    lowered, cancelled = _placed(year, "Dependencia 1"), _placed(year, "Dependencia 2")
    less = ChangeData(Kind.EDIT, WHY, "quantity", Quantity.of(90), "120", "90")
    stop = ChangeData(Kind.CANCEL, OVER, since=CANCELLED_FROM)
    with on(ASKED_ON):
        for placement, data in ((lowered, less), (cancelled, stop)):
            request = ask_change(_liaison(year, placement), year.version, data, placement=placement)
            found = "; ".join(each.code for each in pointed_out(request)) or "nothing"
            year.tell(ASKED_ON, f"a unit asks to {data.kind} target {placement.number}; pointed out: {found}")
        year.shown |= {"changing-request": request.uid, "changing-decide": year.version.uid}
        pages = ("home", "changing-list", "changing-request")
        year.look(ASKED_ON, {"pilar": pages, "irene": pages[1:]})
    with on(OPINED_ON):
        for each in year.asked():
            give_opinion(pilar, each, each.edit, favourable=True, text="La causa está documentada.")
        year.look(OPINED_ON, {"pilar": ("home", "changing-decide")})
    with on(DECIDED_ON):
        decisions = {each: Decided(True, "", each.edit) for each in requests_to_decide(year.version)}
        after = decide_changes(pilar, year.version, decisions, Act("Acta", "7", DECIDED_ON))
        year.tell(DECIDED_ON, f"acta 7 approves {len(decisions)} changes: version {after.label} rules")
        year.shown["plans-changes"] = after.uid
        year.look(DECIDED_ON, {"pilar": ("home", "plans-changes")})
    return after


def corrected(year: Any, followup: Any, before: Any, on: Any) -> None:
    """One report of a quarter that is closed and published is opened again, corrected and published so."""
    from benchmarks import entity
    from rumbo.apps.followup.actions import endorse_report, reopen_report, submit_report
    from rumbo.apps.followup.bridge import AnswerData
    from rumbo.apps.followup.models import Report
    from rumbo.apps.measurement.actions import accept_report
    from rumbo.apps.publishing.actions import prepare_publication, publish
    from rumbo.domain.numbers import Quantity

    pilar, day = year.house.pilar.actor, followup.close_on + timedelta(days=6)
    report = Report.objects.filter(followup=followup, closed_accepted=True).select_related("unit").first()
    with on(day):
        ends = year.moment(day) + timedelta(days=4)
        reopen_report(pilar, report, report.edit, ends_at=ends, reason=MISTAKE, act="Acta 4 del comité")
        year.tell(day, f"planning reopens one report of {report.unit.name} for four days: «{MISTAKE}»")
        year.look(day, {"lucia": ("home", "followup-owed"), "pilar": ("home", "followup-round")})
    with on(day + timedelta(days=1)):
        liaison, lead = year.answerable(report.unit.name)
        report.refresh_from_db()
        told = AnswerData(quantity=Quantity.of(18), narrative=MISTAKE, justification=entity.JUSTIFICATION)
        sent = submit_report(liaison, report, told, report.edit)
        endorsed = endorse_report(lead, sent, sent.edit)
        accept_report(pilar, endorsed, endorsed.edit)
        title, reason = "Seguimiento corregido", f"Corrige: {MISTAKE}"
        again = prepare_publication(pilar, followup.plan_version, title=title, followup=followup, reason=reason)
        publish(year.house.diana.actor, again, approver="Directora")
        year.goes_out(again)
        told = f"the correction is accepted; publication {again.number} replaces {before.number}"
        year.tell(day + timedelta(days=1), told)
        year.look(day, {"pilar": ("measurement-sheet",), "irene": ("followup-round",)})
        year.seen_by_everybody(again)


def _placed(year: Any, unit: str) -> Any:
    from rumbo.apps.plans.models import Placement

    rows = Placement.objects.filter(version=year.version, counts=True, revision__units__unit__name=unit)
    needed = ("version", "revision__indicator", "revision__target", "serves")
    return rows.select_related(*needed).order_by("ordinal").first()


def _liaison(year: Any, placement: Any) -> Any:
    unit = placement.revision.units.select_related("unit").order_by("ordinal").first().unit.name
    return year.answerable(unit)[0]
