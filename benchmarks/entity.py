"""An entity in a database of its own, with plans as large as asked; made by the actions a user calls where that is
affordable, and row by row for what would take minutes."""

from collections.abc import Sequence
from datetime import date
from typing import Any

TEN_THOUSANDTHS = 10_000
NARRATIVE = "Se hizo lo que estaba previsto y quedó documentado."
JUSTIFICATION = "Los convenios empezaron después de lo previsto; se recupera en el trimestre que sigue."


def house(slug: str) -> Any:
    """The entity of the tests, in a database that is made the first time somebody asks."""
    import django

    django.setup()
    from django.core.management import call_command

    from tests.characters import build_house

    call_command("migrate", verbosity=0)
    return build_house(slug)


def plan_of(house: Any, count: int, periodicity: str = "quarterly", units: Sequence[int] = (), year: int = 2024) -> Any:
    """An approved plan of so many targets under twenty levels, each with a weight and its money; of two units all of
    them, or by turns of those given."""
    from django.db import transaction

    from rumbo.apps.plans import actions as plans
    from rumbo.apps.plans.bridge import AlignmentData, FundingData, NodeData, TargetData
    from rumbo.domain.numbers import Quantity

    pilar, name = house.pilar.actor, f"Plan de {count} metas {periodicity}"
    nodes = [NodeData(f"o{n}", "Objetivo", f"Objetivo {name} {n}") for n in range(4)]
    nodes += [NodeData(f"p{n}", "Programa", f"Programa {name} {n}", parent=f"o{n % 4}") for n in range(16)]
    projects, legal = (house.units[name].pk for name in ("Oficina de Proyectos", "Oficina Jurídica"))
    ods = (AlignmentData("ods", "16. Paz, justicia e instituciones sólidas", number="16"),)
    targets = [
        TargetData(
            number=str(n), statement=f"Realizar la jornada {n} con los municipios", indicator=f"Jornadas {name} {n}",
            measure_unit="Número", quantity=Quantity.of(120), node=f"p{n % 16}",
            units=(units[n % len(units)],) if units else (projects, legal),
            periodicity=periodicity, alignments=ods, start=date(year, 1, 1), end=date(year, 12, 31),
            weight=Quantity.of(1 + n % 5), funding=(FundingData("Propios", 1_000_000_00 * (1 + n % 9)),),
        )
        for n in range(1, count + 1)
    ]  # fmt: skip
    with transaction.atomic():
        plan = plans.create_plan(pilar, house.entity, name, "action_plan_matrix", fiscal_year=year)
        version = plans.draft_version(pilar, plan)
        plans.write_version(pilar, version, nodes, targets)
        plans.propose_version(pilar, version)
        return plans.approve_version(pilar, version, plans.Act("Acta", "1", date(year, 1, 15)))


def period_of(house: Any, periodicity: str, ordinal: int) -> Any:
    from rumbo.apps.plans.actions import ensure_periods

    return ensure_periods(house.pilar.actor, house.entity, 2024, periodicity)[ordinal - 1]


def opened(house: Any, version: Any, ordinal: int, periodicity: str = "quarterly") -> Any:
    from rumbo.apps.measurement.actions import open_period

    return open_period(house.pilar.actor, version, period_of(house, periodicity, ordinal))


def all_answered(house: Any, version: Any, periodicity: str, periods: int) -> Any:
    """Every period of a plan opened, and every report of it answered and accepted; the last round."""
    from django.utils import timezone

    from rumbo.apps.followup.actions import open_followup
    from rumbo.apps.followup.models import Decision, Report, ReportEntry, ReportState, Review

    now = timezone.now()
    for ordinal in range(1, periods + 1):
        followup = open_followup(house.pilar.actor, version, period_of(house, periodicity, ordinal))
        entries = [
            ReportEntry(
                entity_id=report.entity_id, report=report, ordinal=1,
                quantity=(3 + report.pk % 9) * TEN_THOUSANDTHS,
                narrative=NARRATIVE, written_by="Lucía Enlace", submitted_at=now, digest="0" * 64,
            )
            for report in Report.objects.filter(followup=followup)
        ]  # fmt: skip
        ReportEntry.objects.bulk_create(entries, batch_size=500)
        reviews = [
            Review(entity_id=entry.entity_id, entry=entry, decision=Decision.ACCEPTED, reviewed_by="Pilar", at=now)
            for entry in entries
        ]
        Review.objects.bulk_create(reviews, batch_size=500)
        Report.objects.filter(followup=followup).update(state=ReportState.ACCEPTED)
    return followup


def submitted(house: Any, followup: Any, number: str) -> Any:
    """One report of a round, sent to review."""
    from rumbo.apps.followup.actions import submit_report
    from rumbo.apps.followup.bridge import AnswerData
    from rumbo.apps.followup.models import Report
    from rumbo.domain.numbers import Quantity

    placed = {"revision__placements__number": number, "revision__placements__version": followup.plan_version_id}
    report = Report.objects.get(followup=followup, **placed)
    answer = AnswerData(quantity=Quantity.of(7), narrative=NARRATIVE, justification=JUSTIFICATION)
    return submit_report(house.lucia.actor, report, answer, report.edit)
