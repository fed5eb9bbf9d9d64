"""The records of what units ask and write and of what the entity brings on its first day, for the test of addresses."""

from datetime import date
from typing import Any

from django.core.files.base import ContentFile

from rumbo.apps.earlier.models import ResultLoad
from rumbo.apps.evidence.actions import store_file
from rumbo.apps.evidence.models import StoredFile
from rumbo.apps.followup.actions import contribute_file
from rumbo.apps.formulating.actions import propose_level
from rumbo.apps.measurement.actions import load_results
from rumbo.apps.plans.actions import write_section
from rumbo.apps.plans.bridge import NarrativeData
from rumbo.apps.plans.models import Placement, PlanVersion
from rumbo.domain.numbers import Quantity
from tests.apps.changing.test_requests import asked
from tests.apps.earlier.test_results import rows_of
from tests.apps.formulating.test_formulation import opened, part_of
from tests.characters import YEAR, House
from tests.rounds import open_round, version_with

Records = dict[str, dict[str, Any]]


def asked_for(house: House) -> Records:
    """A change of a plan in force, asked by its unit, and next year's plan that the units write."""
    request = asked(house)
    formulation = opened(house)
    part = part_of(formulation, "Oficina de Proyectos")
    placed = Placement.objects.filter(version=formulation.version).order_by("ordinal")[0]
    level = propose_level(house.lucia.actor, part, kind="Producto", name="Tablero", reason="No hay dónde")
    return {
        "target to change": {"target": request.target.uid},
        "version to change": {"version": house.version.uid},
        "change asked": {"uid": request.uid},
        "formulation": {"uid": formulation.uid},
        "draft in formulation": {"uid": formulation.version.uid},
        "part of a unit": {"uid": part.uid},
        "part changed by planning": {"uid": part.uid},
        "level proposed": {"uid": level.uid},
        "workbook of a part sent": {"uid": part.uid, "file": _sent(house, "parte.csv").uid},
        "target of a part": {"uid": part.uid, "target": placed.uid},
    }


def text_of(house: House, draft: PlanVersion) -> Records:
    """A text of a draft."""
    section = write_section(house.pilar.actor, draft, NarrativeData("mission", "Servir."))
    return {"text of a plan": {"uid": draft.uid, "section_uid": section.uid}}


def contributed(house: House) -> Records:
    """What the unit of the records contributes, with its evidence, to a target that a third one reports."""
    general, projects = (house.units[name] for name in ("Secretaría General", "Oficina de Proyectos"))
    version = version_with(house, "Plan de varias dependencias", units=(general.pk, projects.pk))
    row = open_round(house, version=version).reports.get().contributions.select_related("report", "unit").get()
    piece = contribute_file(house.lucia.actor, row, "acta.txt", b"Acta", own_date=date(YEAR, 5, 1))
    said = {"uid": row.uid}
    return {"contribution": said, "contribution with evidence": said | {"evidence": piece.uid}}


def on_demand(house: House) -> Records:
    """A target of the unit of the records that reports on demand, in a round that is open."""
    version = version_with(house, "Plan por demanda", periodicity="on_demand")
    followup = open_round(house, version=version)
    target = version.placements.select_related("revision__target").get().revision.target
    return {"target on demand": {"followup": followup.uid, "target": target.uid}}


def first_day(house: House) -> Records:
    """Files sent to be compared, and results from before that were loaded."""
    version = version_with(house, "Plan de años anteriores")
    load = _loaded(house, version)
    plan = version.plan.uid
    return {
        "workbook of the entity sent": {"file": _sent(house, "libro.csv").uid},
        "plan with results": {"plan": plan},
        "results sent": {"plan": plan, "file": _sent(house, "resultados.csv").uid},
        "results loaded": {"uid": load.uid},
    }


def _loaded(house: House, version: PlanVersion) -> ResultLoad:
    told = {"number": "1", "period": "2024-T1", "quantity": Quantity.of(4)}
    return load_results(house.pilar.actor, version, _sent(house, "antes.csv"), rows_of(told), today=date.today())


def _sent(house: House, name: str) -> StoredFile:
    return store_file(house.pilar.actor, house.entity, name, ContentFile(f"a;b\n{name};2\n".encode()))
