"""One record of each kind that an address may be about, in a house of the standing characters, made as a user would.

A kind is a name of `tests/cases/access/addresses.yaml`; its value is what the address says of the record.
"""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from rumbo.apps.audit.models import VerbLine
from rumbo.apps.budget.models import ExecutionVersion
from rumbo.apps.calendar.actions import give_exception
from rumbo.apps.catalogs.models import Catalogue
from rumbo.apps.followup.actions import attach_file, reopen_report
from rumbo.apps.followup.models import Followup
from rumbo.apps.indicators.actions import VariableData, create_sheet, create_variable, offer_results, place_variable
from rumbo.apps.intake.actions import receive_file
from rumbo.apps.intake.actions.record_tables import Chosen, record_tables
from rumbo.apps.measurement.actions import close_period, take_counts
from rumbo.apps.notices.models import Message
from rumbo.apps.people.actions import create_post
from rumbo.apps.people.models import Membership
from rumbo.apps.plans.actions import continue_version, create_plan, draft_version, propose_version, write_version
from rumbo.apps.plans.bridge import NodeData
from rumbo.apps.plans.models import NodeRevision, Placement, PlanVersion
from rumbo.apps.processes.actions import create_process_alias
from rumbo.apps.projects.actions import write_picture
from rumbo.apps.projects.bridge import NARRATIVES
from rumbo.apps.projects.models import Goal, ProjectVersion, Section, Statement
from rumbo.apps.publishing.actions import prepare_publication
from rumbo.apps.risks.actions import Happened, tell_materialization, write_treatment
from rumbo.domain.indicators import SheetMeasurement
from rumbo.domain.numbers import Quantity
from tests import indicators, projects, risks
from tests.apps.intake import test_mappings as tables
from tests.apps.intake import test_strategic as strategic
from tests.apps.intake.test_story import EXAMPLES
from tests.apps.intake.test_story import bring as brought
from tests.apps.measurement.quarters import answer, open_quarter, report_of
from tests.apps.risks.test_risks import PLAN
from tests.characters import NODES, YEAR, House, targets
from tests.faces.access.asked import asked_for, contributed, first_day, on_demand, text_of
from tests.pictures import picture

COUNTED = VariableData("CUMPL", "Metas cumplidas", "quarterly")
EXECUTION = [["EJECUCIÓN A 31 DE MARZO DE 2025"], ["Rubro", "Apropiación definitiva", "Compromisos", "Pagos"],
             ["2.1", 100, 50, 20], ["2.2", 200, 60, 50]]  # fmt: skip


def records_of(house: House) -> dict[str, dict[str, Any]]:
    """What addresses say of the records of a house, by kind."""
    return {**parents_of(house), **_brought(house), **_kept(house)}


def parents_of(house: House) -> dict[str, dict[str, Any]]:
    """The kinds below which other records hang."""
    kinds = (_planned, _followed, contributed, on_demand, asked_for, first_day, _projected, _measured, _risked)
    return {kind: said for make in kinds for kind, said in make(house).items()}


def _planned(house: House) -> dict[str, dict[str, Any]]:
    pilar = house.pilar.actor
    draft = continue_version(pilar, house.version)
    node = NodeRevision.objects.filter(version=draft, kind="Programa").get()
    other = create_plan(pilar, house.entity, "Plan institucional", "institutional_plan", fiscal_year=YEAR)
    whole = draft_version(pilar, other, layout="institutional_plan")
    levels = (
        NodeData("unit", "Dependencia", "Oficina de Proyectos"),
        NodeData("plan", "Plan integrado", "Plan de datos abiertos", parent="unit"),
    )
    write_version(pilar, whole, levels, [replace(targets(house)[0], node="plan")])
    integrated = NodeRevision.objects.get(version=whole, kind="Plan integrado")
    last = create_plan(pilar, house.entity, "Otro plan", "action_plan_matrix", fiscal_year=YEAR)
    proposed = draft_version(pilar, last)
    write_version(pilar, proposed, NODES, targets(house)[:1])
    propose_version(pilar, proposed)
    return {
        **text_of(house, draft),
        "plan": {"uid": house.plan.uid},
        "plan version": {"uid": house.version.uid},
        "plan draft": {"uid": draft.uid},
        "plan proposed": {"uid": proposed.uid},
        "plan of plans": {"uid": whole.uid},
        "level": {"uid": draft.uid, "node_uid": node.uid},
        "integrated plan": {"uid": whole.uid, "node_uid": integrated.uid},
        "target": {"uid": _placed(house.version).uid},
        "target of a draft": {"uid": _placed(draft).uid},
        "target followed": {"uid": _placed(house.version).revision.target.uid},
    }


def _placed(version: PlanVersion) -> Placement:
    return Placement.objects.filter(version=version).select_related("revision__target").order_by("ordinal")[0]


def _followed(house: House) -> dict[str, dict[str, Any]]:
    """The first quarter closed and prepared to be published, the second open with a report sent and its evidence."""
    first, second = open_quarter(house, 1), open_quarter(house, 2)
    answer(house, first, "1", quantity=Quantity.of(4))
    close_period(house.pilar.actor, first)
    prepared = prepare_publication(house.pilar.actor, house.version, title="Seguimiento", followup=first)
    closed, reopened = report_of(first, "1"), report_of(first, "2")
    reopen_report(house.pilar.actor, reopened, reopened.edit, ends_at=timezone.now() + timedelta(9), reason="Un error")
    file = _evidence(house, second)
    report = report_of(second, "1")
    sent = answer(house, second, "3", accept=False, percentage=Quantity.of(50))
    accepted = answer(house, second, "2", quantity=Quantity.of(1))
    exception = give_exception(
        house.pilar.actor,
        second.period,
        unit=house.units["Oficina Jurídica"],
        report_until=timezone.localdate() + timedelta(days=9),
        reason="Cambio de sistema",
    )
    book = {"unit": house.units["Oficina de Proyectos"].uid, "period": second.period.uid}
    return {
        "round": {"uid": second.uid},
        "round closed": {"uid": first.uid},
        "report": {"uid": report.uid},
        "report accepted": {"uid": accepted.uid},
        "report closed": {"uid": closed.uid},
        "report reopened": {"uid": reopened.uid},
        "report sent": {"uid": sent.uid},
        "report with evidence": {"uid": report.uid, "evidence": file.uid},
        "evidence": {"uid": file.uid},
        "workbook": book,
        "workbook sent": book | {"file": file.file.uid},
        "exception": {"uid": exception.uid},
        "figure": {"uid": first.uid, "subject": _placed(house.version).uid},
        "publication": {"uid": prepared.uid},
        "message": {"uid": _message(house, report).uid},
        "line of a message": {"uid": Message.objects.get(entity=house.entity).uid, "record": report.uid},
    }


def _evidence(house: House, followup: Followup) -> Any:
    report = report_of(followup, "1")
    return attach_file(house.lucia.actor, report, "foto.png", picture("PNG"), own_date=date(YEAR, 5, 1))


def _message(house: House, report: Any) -> Message:
    told = [{"heading": "Debe", "lines": [{"kind": "owed", "uid": str(report.uid), "title": "Meta 1", "note": ""}]}]
    return Message.objects.create(
        entity=house.entity,
        person=house.lucia.user,
        day=date(2026, 1, 1),
        language="es",
        subject="Lo que debe",
        sections=told,
        written_at=timezone.now(),
    )


def _projected(house: House) -> dict[str, dict[str, Any]]:
    version: ProjectVersion = projects.registered(house)
    activity, line = (
        Statement.objects.filter(version=version, section=section).order_by("ordinal")[0]
        for section in (Section.ACTIVITIES, Section.SCHEDULE)
    )
    goal = Goal.objects.filter(version=version).order_by("pk")[0]
    shown = write_picture(
        house.pilar.actor, version, NARRATIVES[0], caption="Mapa", content=picture("PNG"), name="mapa.png"
    )
    return {
        "project": {"uid": version.uid},
        "picture of a project": {"uid": shown.uid},
        "activity": {"uid": version.uid, "activity_uid": activity.uid},
        "line of a schedule": {"uid": version.uid, "line_uid": line.uid},
        "goal": {"uid": goal.uid},
    }


def _measured(house: House) -> dict[str, dict[str, Any]]:
    draft = create_sheet(house.pilar.actor, house.entity, indicators.SHEET, unit=house.units[indicators.UNIT])
    for symbol, variable in zip(("V1", "V2"), indicators.variables_of(house), strict=True):
        place_variable(house.pilar.actor, draft, variable, symbol)
    used = draft.variables.order_by("ordinal")[0]
    counted = create_variable(house.pilar.actor, house.entity, COUNTED, unit=house.units[indicators.UNIT])
    take_counts(house.pilar.actor, counted, house.plan, "met")
    offer_results(house.pilar.actor, draft, [SheetMeasurement("T1 2023", result=Quantity.of(80))], "hoja.txt")
    return {
        "indicator": {"uid": draft.uid},
        "variable used": {"uid": draft.uid, "used": used.uid},
        "variable": {"uid": used.variable.uid},
        "variable counted": {"uid": counted.uid},
    }


def _risked(house: House) -> dict[str, dict[str, Any]]:
    version = risks.draft_of(house)
    risk, process = risks.risk_of(version), risks.risk_of(version).process
    treatment = write_treatment(house.pilar.actor, risk, PLAN, unit=house.units["Oficina de Proyectos"])
    event = tell_materialization(house.pilar.actor, risk.risk, Happened(date(2024, 3, 1), "Se firmó tarde"))
    return {
        "map of risks": {"uid": version.map.uid},
        "version of a map": {"uid": version.uid},
        "risk": {"uid": risk.uid},
        "control": {"uid": risk.uid, "control": risk.controls.order_by("ordinal")[0].uid},
        "treatment": {"uid": risk.uid, "treatment": treatment.uid},
        "event": {"uid": risk.uid, "event": event.uid},
        "process": {"uid": process.uid},
        "name of a process": {"uid": create_process_alias(house.pilar.actor, process, "Compras").uid},
    }


def _brought(house: House) -> dict[str, dict[str, Any]]:
    table = receive_file(house.pilar.actor, house.entity, tables.workbook(*EXECUTION, titles=0), "ejecucion.xlsx")
    record_tables(house.pilar.actor, table, [Chosen(0, "Gastos", date(2025, 3, 31))])
    mapping = tables.kept(house, tables.brought(house))
    unknown = tables.brought(house, *tables.LINES[:1])
    return {
        "document": {"uid": unknown.uid},
        "mapping": {"uid": mapping.uid},
        "document as a table": {"uid": brought(house, EXAMPLES / "plan-de-accion-2024.csv").uid},
        "document of parts": {"uid": brought(house, EXAMPLES / "ficha-de-proyecto-2024.txt").uid},
        "version of parts": {"uid": strategic.approved(house).version.uid},
        "table brought": {"uid": table.uid},
        "execution": {"uid": ExecutionVersion.objects.get(entity=house.entity).uid},
    }


def _kept(house: House) -> dict[str, dict[str, Any]]:
    line = VerbLine.objects.filter(entity_id=house.entity.pk, subject_kind="unit").order_by("pk")[0]
    unit = house.units["Oficina de Proyectos"]
    own = Catalogue.objects.create(
        entity=house.entity, key="propia", title="Lista propia", edition="1", source="Acta 1"
    )
    held = Membership.objects.filter(entity=house.entity, person=house.lucia.user).get()
    house.entity.logo_svg = "<svg xmlns='http://www.w3.org/2000/svg'/>"
    house.entity.save()
    return {
        "entity": {"uid": house.entity.uid},
        "unit": {"uid": unit.uid},
        "post": {"uid": create_post(house.pilar.actor, house.entity, "Asesor", unit=unit).uid},
        "person": {"uid": house.lucia.user.uid},
        "role": {"uid": held.uid},
        "catalogue": {"uid": own.uid},
        "deed": {"uid": line.uid},
        "record of the trail": {"kind": "unit", "uid": unit.uid},
    }
