"""What must not change does not, whoever asks and by whatever road."""

import threading
from datetime import date
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, connections, transaction
from django.db.migrations.recorder import MigrationRecorder

from rumbo.apps.audit.doorway import Refused
from rumbo.apps.audit.models import RowChange, VerbLine
from rumbo.apps.audit.triggers import watched
from rumbo.apps.people.actions import rename_unit
from rumbo.apps.plans.actions import Act, approve_version, draft_version, propose_version, write_version
from rumbo.apps.plans.bridge import Continues
from rumbo.apps.plans.models import Lineage, LineageKind, Placement, PlanVersion, TargetRevision
from tests.characters import NODES, House, build_house, targets

FROZEN_TABLES = (
    ("plans_planversion", "objective = 'otro'"),
    ("plans_planversion", "act_date = '2024-02-02'"),
    ("plans_planversion", "act_date = NULL"),
    ("plans_planversion", "state = 'draft'"),
    ("plans_noderevision", "name = 'otro'"),
    ("plans_placement", "number = '99'"),
    ("plans_targetrevision", "quantity = 20000"),
    ("plans_targetrevision", "frozen_at = NULL"),
    ("plans_targetunit", "reports = NOT reports"),
    ("plans_targetalignment", "as_written = 'otro'"),
)


def refused(statement: str, *parameters: object) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)


@pytest.mark.django_db
@pytest.mark.parametrize(("table", "change"), FROZEN_TABLES)
def test_an_approved_version_does_not_change_by_raw_sql(house: House, table: str, change: str) -> None:
    refused(f"UPDATE {table} SET {change}")
    refused(f"DELETE FROM {table}")


@pytest.mark.django_db
def test_nothing_joins_an_approved_version(house: House) -> None:
    placement = Placement.objects.filter(version=house.version).first()
    assert placement is not None
    placement.pk, placement.ordinal, placement.counts = None, 99, False
    placement.uid = uuid4()
    with pytest.raises(DatabaseError), transaction.atomic():
        placement.save(force_insert=True)
    draft = draft_version(house.pilar.actor, house.plan)
    write_version(house.pilar.actor, draft, NODES, targets(house))
    refused(
        "UPDATE plans_placement SET version_id = %s, ordinal = ordinal + 50 WHERE version_id = %s",
        house.version.pk,
        draft.pk,
    )


@pytest.mark.django_db
def test_a_superseded_version_stays_so(house: House) -> None:
    pilar = house.pilar.actor
    draft = draft_version(pilar, house.plan)
    write_version(pilar, draft, NODES, targets(house))
    propose_version(pilar, draft)
    approve_version(pilar, draft, Act("Acta", "8", date(2024, 6, 30)))
    house.version.refresh_from_db()
    assert house.version.state == "superseded"
    refused("UPDATE plans_planversion SET state = 'approved' WHERE id = %s", house.version.pk)


@pytest.mark.django_db
def test_a_draft_written_again_keeps_one_lineage_a_target(house: House) -> None:
    pilar = house.pilar.actor
    draft = draft_version(pilar, house.plan)
    for _ in range(2):
        write_version(pilar, draft, NODES, targets(house))
    assert Lineage.objects.filter(version=draft).count() == 3
    refused("DELETE FROM plans_lineage WHERE version_id = %s", house.version.pk)


@pytest.mark.django_db
def test_an_unchanged_target_places_the_same_frozen_revision(house: House) -> None:
    pilar = house.pilar.actor
    draft = draft_version(pilar, house.plan)
    earlier = list(TargetRevision.objects.filter(placements__version=house.version).order_by("placements__ordinal"))
    again = [
        type(data)(**{**_fields(data), "continues": Continues(LineageKind.SAME, revision.target)})
        for data, revision in zip(targets(house), earlier, strict=True)
    ]
    placements = write_version(pilar, draft, NODES, again)
    assert [placement.revision_id for placement in placements] == [revision.pk for revision in earlier]
    propose_version(pilar, draft)
    approve_version(pilar, draft, Act("Acta", "8", date(2024, 6, 30)))


def _fields(data: object) -> dict[str, object]:
    return {name: getattr(data, name) for name in data.__slots__}  # type: ignore[attr-defined]


@pytest.mark.django_db(transaction=True)
def test_the_guards_come_back_after_each_migration() -> None:
    house = build_house("tercera")
    # The tables stand already; what goes before a migration and after it happens all the same.
    call_command("migrate", fake=True, verbosity=0)
    MigrationRecorder(connection).flush()  # no other test is to believe that they were made
    refused("UPDATE plans_planversion SET objective = 'otro' WHERE id = %s", house.version.pk)
    before = RowChange.objects.count()
    rename_unit(house.pilar.actor, house.units["Oficina Jurídica"], "Jurídica")
    assert RowChange.objects.count() == before + 2


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_told() -> None:
    """Both read the same proposal; one approves it, the other hears that somebody was faster."""
    house = build_house("tercera")
    pilar = house.pilar.actor
    draft = draft_version(pilar, house.plan)
    write_version(pilar, draft, NODES, targets(house))
    propose_version(pilar, draft)
    seen = [PlanVersion.objects.get(pk=draft.pk) for _ in range(2)]
    answers: list[str] = []
    start = threading.Barrier(2)

    def approve(version: PlanVersion) -> None:
        try:
            start.wait(10)
            approve_version(pilar, version, Act("Acta", "8", date(2024, 6, 30)))
            answers.append("approved")
        except Refused as no:
            answers.extend(finding.code for finding in no.findings)
        except DatabaseError as fault:
            answers.append(repr(fault))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=approve, args=(version,)) for version in seen]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["approved", "state.somebody_was_faster"]
    assert VerbLine.objects.filter(verb="plans.version.approve", subject_uid=draft.uid).count() == 1


@pytest.mark.django_db
def test_every_table_of_the_apps_is_under_audit() -> None:
    from django.apps import apps

    ours = {model for model in apps.get_models() if model.__module__.startswith("rumbo.apps.")}
    assert ours == {table.model for table in watched()}
