"""An entity of the invented nation in a database: its plans by the actions that a user calls, its answers by thousands
of rows at once, its closings by the action that closes, so that everything verifies. One quarter is held in memory."""

import random
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from unittest.mock import patch

from benchmarks.promised import OBJECTIVES, PROGRAMMES, Promise, promises

NARRATIVE = "Se hizo lo que estaba previsto y quedó documentado en el expediente de la dependencia."
UNITS = 12


def found(number: int, targets: int, years: range) -> Any:
    """The entity of a number with all its years; the same number gives the same rows, keys of the database apart."""
    from django.db import transaction

    from rumbo.apps.audit.actor import system_actor
    from rumbo.apps.people.actions import EntityData, create_unit, found_entity

    with _drawn_uids(number), _at(date(years[0] - 1, 12, 1)), transaction.atomic():
        nation = system_actor("cli")
        data = EntityData(name=f"Entidad {number:04}", short_name=f"E{number:04}", slug=f"entidad-{number:04}")
        entity = found_entity(nation, data)
        actor = system_actor("cli", entity.pk)
        units = [create_unit(actor, entity, f"Dependencia {each:02}") for each in range(1, UNITS + 1)]
        for year in years:
            _year(actor, entity, units, number, year, targets)
    return entity


def made(number: int) -> bool:
    """Whether an entity is there already: a run that was stopped goes on where it was."""
    from rumbo.apps.people.queries import entity_by_slug

    return entity_by_slug(f"entidad-{number:04}") is not None


def _year(actor: Any, entity: Any, units: list[Any], number: int, year: int, targets: int) -> None:
    from rumbo.apps.plans.actions import ensure_periods

    promised = {str(each.number): each for each in promises(number, year, targets)}
    with _at(date(year, 1, 5)):
        periods = ensure_periods(actor, entity, year, "quarterly")
        version = _plan(actor, entity, units, year, periods, [*promised.values()])
    for place, period in enumerate(periods):
        _quarter(actor, version, period, place, promised)


def _plan(actor: Any, entity: Any, units: list[Any], year: int, periods: list[Any], promised: list[Promise]) -> Any:
    from rumbo.apps.plans import actions as plans
    from rumbo.apps.plans.bridge import NodeData

    nodes = [NodeData(f"o{n}", "Objetivo", f"Objetivo {year} {n}") for n in range(OBJECTIVES)]
    nodes += [
        NodeData(f"p{n}", "Programa", f"Programa {year} {n}", parent=f"o{n % OBJECTIVES}") for n in range(PROGRAMMES)
    ]
    plan = plans.create_plan(actor, entity, f"Plan de acción {year}", "action_plan_matrix", fiscal_year=year)
    version = plans.draft_version(actor, plan)
    written = [_target(each, year, units, periods) for each in promised]
    plans.write_version(actor, version, nodes, written)
    plans.propose_version(actor, version)
    return plans.approve_version(actor, version, plans.Act("Acta", "1", date(year, 1, 5)))


def _target(each: Promise, year: int, units: list[Any], periods: list[Any]) -> Any:
    from rumbo.apps.plans.bridge import AlignmentData, TargetData
    from rumbo.domain.numbers import Quantity

    due = {period.pk: Quantity.of(amount) for period, amount in zip(periods, each.programme, strict=False)}
    return TargetData(
        number=str(each.number),
        statement=each.statement,
        indicator=f"Jornadas de la línea {each.number}",
        measure_unit="Número",
        quantity=Quantity.of(each.total),
        annualization=each.rule,
        node=f"p{each.under}",
        units=(units[each.number % UNITS].pk,),
        periodicity="quarterly",
        alignments=tuple(AlignmentData("ods", f"Objetivo {goal}", number=goal) for goal in each.goals),
        programme=due,
        weight=Quantity(each.weight),
        start=date(year, 1, 1),
        end=date(year, 12, 31),
    )


def _quarter(actor: Any, version: Any, period: Any, place: int, promised: dict[str, Promise]) -> None:
    """Opened, answered, accepted and closed, each at its moment."""
    from rumbo.apps.followup.actions import open_followup
    from rumbo.apps.measurement.actions import close_period

    with _at(period.first_day):
        followup = open_followup(actor, version, period)
    with _at(period.last_day + timedelta(days=5)) as moment:
        _answers(followup, place, promised, moment)
    with _at(period.last_day + timedelta(days=15)):
        close_period(actor, followup)


def _answers(followup: Any, place: int, promised: dict[str, Promise], moment: datetime) -> None:
    """What was reported, signed, and what planning answered, signed too; nobody answers what was not told."""
    from rumbo.apps.followup.bridge import digest_of, signed_text
    from rumbo.apps.followup.bridge.signing import review_digest
    from rumbo.apps.followup.models import Decision, Report, ReportEntry, ReportState, Review
    from rumbo.apps.rows import insert_objects
    from rumbo.domain.numbers import Quantity

    rows = Report.objects.filter(followup=followup).select_related("revision").order_by("pk")
    numbers = dict(followup.plan_version.placements.values_list("revision_id", "number"))
    entries = []
    for report in rows:
        told = promised[numbers[report.revision_id]].told[place]
        if told is None:
            continue
        shared = {"entity_id": report.entity_id, "report": report, "ordinal": 1, "written_by": "Enlace"}
        entry = ReportEntry(**shared, quantity=Quantity.of(told), narrative=NARRATIVE, submitted_at=moment)
        entry.digest = digest_of(signed_text(entry, (), {}))
        entries.append(entry)
    insert_objects(entries)
    reviews = []
    for entry in entries:
        said = {"decision": Decision.ACCEPTED, "reviewed_by": "Planeación", "at": moment, "entity_id": entry.entity_id}
        review = Review(entry=entry, **said)
        review.digest = review_digest(review, entry.digest, "", {})
        reviews.append(review)
    insert_objects(reviews)
    Report.objects.filter(pk__in=[each.report_id for each in entries]).update(state=ReportState.ACCEPTED)


@contextmanager
def _at(day: date) -> Iterator[datetime]:
    """The middle of a day, everywhere at once."""
    moment = datetime.combine(day, time(17), UTC)
    with patch("django.utils.timezone.now", lambda: moment):
        yield moment


@contextmanager
def _drawn_uids(number: int) -> Iterator[None]:
    """Uids that are drawn from the number of an entity, so that it is the same each time that it is made."""
    from django.apps import apps

    chance = random.Random(f"uid/{number}")
    with patch.object(uuid, "uuid4", lambda: uuid.UUID(int=chance.getrandbits(128), version=4)):
        fields = [field for model in apps.get_models() for field in model._meta.local_fields if field.name == "uid"]
        for field in fields:
            field.default = uuid.uuid4
            field.__dict__.pop("_get_default", None)
        try:
            yield
        finally:
            for field in fields:
                field.__dict__.pop("_get_default", None)
    for field in fields:
        field.default = uuid.uuid4
