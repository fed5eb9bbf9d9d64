"""A publication has number, day, approver, digest and what it supersedes; it never changes and all its forms agree."""

import io
import json
import sys
import threading
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import jsonschema
import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rumbo.apps.audit.actions import seal_trail
from rumbo.apps.audit.doorway import Forbidden, Refused
from rumbo.apps.catalogs.actions import load_catalogue
from rumbo.apps.catalogs.models import Entry
from rumbo.apps.catalogs.queries import entry_keys
from rumbo.apps.evidence.queries import bytes_of
from rumbo.apps.followup.models import Followup
from rumbo.apps.measurement.actions import close_period
from rumbo.apps.measurement.queries import sheet_of
from rumbo.apps.plans.actions import Act, approve_version, draft_version, propose_version, write_version
from rumbo.apps.plans.bridge import AlignmentData, matrix_of
from rumbo.apps.plans.models import PlanVersion
from rumbo.apps.publishing.actions import discard_publication, prepare_publication, publish
from rumbo.apps.publishing.actions.publish import draw_large_publication
from rumbo.apps.publishing.bridge import compose
from rumbo.apps.publishing.models import Publication, PublicationFile, PublicationState
from rumbo.apps.publishing.queries import files_of, published_dossier
from rumbo.content.load import catalogues
from rumbo.domain.dossier import digest, from_json
from rumbo.domain.dossier.schema import schema
from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.matrix import Matrix
from rumbo.layouts import read_plan
from rumbo.papers.reading import read_bytes
from tests.apps.measurement.quarters import PERCENT, answer, open_quarter
from tests.characters import NODES, House, build_house, targets

q = Quantity.of
POST = "Directora general"


@pytest.fixture
def closed(house: House) -> Followup:
    followup = open_quarter(house, 1)
    answer(house, followup, "1", quantity=q(4), narrative="Cuatro seguimientos con acta.")
    answer(house, followup, "2", not_applicable=True, not_applicable_reason="Suspendida")
    return close_period(house.pilar.actor, followup)


def published(house: House, followup: Followup | None = None, **more: Any) -> Publication:
    prepared = prepare_publication(house.pilar.actor, house.version, title="Plan de acción", followup=followup, **more)
    return publish(house.diana.actor, prepared, approver=POST)


def codes(refused: Any) -> list[str]:
    return [each.code for each in refused.value.findings]


def contents(publication: Publication) -> dict[str, bytes]:
    return {each.format: bytes_of(each.file) for each in files_of(publication)}


def test_a_publication_comes_out_whole(house: House, closed: Followup) -> None:
    made = published(house, closed)
    assert (made.state, made.number, made.approver) == (PublicationState.PUBLISHED, 1, POST)
    files = contents(made)
    assert set(files) == {"json", "csv", "xlsx", "docx", "pdf", "html"}
    dossier = published_dossier(made)
    assert dossier is not None
    assert digest(dossier) == made.digest
    assert files["pdf"].startswith(b"%PDF-")
    assert dossier.publication is not None
    assert dossier.publication.approver == POST
    jsonschema.validate(json.loads(files["json"]), schema())


def test_what_goes_out_prints_the_head_of_the_trail(house: House) -> None:
    """So that whoever writes the trail anew is caught by the paper."""
    seal = seal_trail(house.system, settled_after=timedelta())
    assert seal is not None
    files = contents(published(house))
    assert from_json(files["json"]).about.trail_head == seal.digest
    assert seal.digest in files["html"].decode()


def test_every_form_tells_the_same_figures(house: House, closed: Followup) -> None:
    import pypdfium2

    sheet = sheet_of(closed)
    made = published(house, closed)
    files = contents(made)
    dossier = from_json(files["json"])
    on_screen = {row.name: row.value("year") for row in (sheet.plan, *sheet.rows)}
    in_json = {it.line.statement: it.figures.year.value for it in dossier.targets}
    in_json |= {it.name: it.figures.year.value for it in dossier.levels}
    assert in_json == on_screen
    assert in_json["Realizar diez seguimientos a los convenios vigentes"] == 40 * PERCENT
    with zipfile.ZipFile(io.BytesIO(files["csv"])) as archive:
        rows = archive.read("figures.csv").decode().splitlines()
        assert archive.read("dossier.json") == files["json"]
    target = dossier.targets[0].uid
    assert any(row.startswith(f"target,{target},year,{40 * PERCENT},") for row in rows)
    pdf = pypdfium2.PdfDocument(files["pdf"])
    text = "".join(page.get_textpage().get_text_range() for page in pdf)
    assert "40%" in text.replace(" ", "")
    assert "40%" in files["html"].decode().replace("\N{NO-BREAK SPACE}", "")
    with zipfile.ZipFile(io.BytesIO(files["docx"])) as archive:
        assert ">40%<" in archive.read("word/document.xml").decode().replace("\N{NO-BREAK SPACE}", "")
    assert dossier.bands
    assert dossier.targets[0].annualization == "sum@1"


def test_no_person_is_named_in_what_goes_out(house: House, closed: Followup) -> None:
    for form, content in contents(published(house, closed)).items():
        if form in {"json", "html"}:
            assert b"Pilar" not in content
            assert "Lucía".encode() not in content


def settled_version(house: House) -> PlanVersion:
    """A version whose alignments are settled with the catalogue, as every imported one is."""
    for edition in catalogues():
        load_catalogue(house.system, edition)
    keys = entry_keys({("ods", "16"), ("ods", "11")})
    names = dict(Entry.objects.filter(pk__in=keys.values()).values_list("code", "name"))
    aligned = tuple(AlignmentData("ods", names[code], keys["ods", code]) for code in ("11", "16"))
    pilar = house.pilar.actor
    version = draft_version(pilar, house.plan)
    write_version(pilar, version, NODES, [replace(each, alignments=aligned) for each in targets(house)])
    propose_version(pilar, version)
    return approve_version(pilar, version, Act("Acta", "8", date(2024, 5, 2)))


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_what_is_printed_reads_back_as_the_version(house: House, form: str) -> None:
    version = settled_version(house)
    prepared = prepare_publication(house.pilar.actor, version, title="Plan de acción")
    content = contents(publish(house.diana.actor, prepared, approver=POST))[form]
    if form == "csv":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = archive.read("matrix.csv")
    assert read_matrix(content, f"plan.{form}") == matrix_of(version)


def read_matrix(content: bytes, name: str) -> Matrix:
    """The matrix that a reader of the file gets, by the same way as `rumbo read`."""
    return read_plan(read_bytes(content, name)).matrix


def test_only_what_is_approved_and_closed_is_published(house: House) -> None:
    pilar = house.pilar.actor
    draft = draft_version(pilar, house.plan)
    with pytest.raises(Refused) as refused:
        prepare_publication(pilar, draft, title="Borrador")
    assert codes(refused) == ["publishing.version_not_approved"]
    with pytest.raises(Refused) as refused:
        prepare_publication(pilar, house.version, title="Trimestre", followup=open_quarter(house, 1))
    assert codes(refused) == ["publishing.period_not_closed"]
    with pytest.raises(Refused) as refused:
        prepare_publication(pilar, house.version, title="  ")
    assert codes(refused) == ["publishing.title_missing"]


def test_who_may_not_is_told_nothing(house: House, ester: Any) -> None:
    prepared = prepare_publication(house.pilar.actor, house.version, title="Plan")
    for person in (house.lucia, house.irene, ester):
        with pytest.raises(Forbidden):
            publish(person.actor, prepared, approver=POST)
        with pytest.raises(Forbidden):
            prepare_publication(person.actor, house.version, title="Plan")


def test_approver_and_day_are_asked_for(house: House) -> None:
    prepared = prepare_publication(house.pilar.actor, house.version, title="Plan")
    with pytest.raises(Refused) as refused:
        publish(house.diana.actor, prepared, approver=" ")
    assert codes(refused) == ["publishing.approver_missing"]
    with pytest.raises(Refused) as refused:
        publish(house.diana.actor, prepared, approver=POST, day=timezone.localdate() + timedelta(days=1))
    assert codes(refused) == ["publishing.day_in_future"]


def test_superseding_takes_a_reason_and_keeps_the_first(house: House) -> None:
    first = published(house)
    with pytest.raises(Refused) as refused:
        prepare_publication(house.pilar.actor, house.version, title="Plan")
    assert codes(refused) == ["publishing.reason_missing"]
    second = published(house, reason="Corrige una fecha")
    assert (second.supersedes, second.number) == (first, 2)
    dossier = published_dossier(second)
    assert dossier is not None
    assert dossier.publication is not None
    assert (dossier.publication.supersedes, dossier.publication.reason) == (f"1-{first.year}", "Corrige una fecha")
    first.refresh_from_db()
    assert first.state == PublicationState.PUBLISHED


def test_two_prepared_at_once_do_not_hide_each_other(house: House) -> None:
    pilar = house.pilar.actor
    one, two = (prepare_publication(pilar, house.version, title="Plan") for _ in range(2))
    publish(house.diana.actor, one, approver=POST)
    with pytest.raises(Refused) as refused:
        publish(house.diana.actor, two, approver=POST)
    assert codes(refused) == ["publishing.overtaken"]


def test_the_number_of_what_is_discarded_is_not_used_again(house: House) -> None:
    pilar = house.pilar.actor
    aside = discard_publication(
        pilar, prepare_publication(pilar, house.version, title="Plan"), reason="Faltaba un dato"
    )
    assert (aside.number, aside.state) == (1, PublicationState.DISCARDED)
    assert prepare_publication(pilar, house.version, title="Plan").number == 2
    with pytest.raises(Refused):
        publish(house.diana.actor, aside, approver=POST)


def test_what_is_published_never_changes(house: House) -> None:
    made = published(house)
    changes: tuple[Callable[[], object], ...] = (
        lambda: Publication.objects.filter(pk=made.pk).update(title="Otro"),
        lambda: PublicationFile.objects.filter(publication=made).update(format="txt"),
        lambda: PublicationFile.objects.filter(publication=made).delete(),
        lambda: PublicationFile.objects.create(
            entity=house.entity, publication=made, format="doc", file=files_of(made)[0].file
        ),
    )
    for change in changes:
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    with pytest.raises(Refused):
        discard_publication(house.pilar.actor, made)


def test_a_dossier_costs_the_same_for_few_and_many(house: House) -> None:
    from tests.apps.measurement.test_figures import large_plan

    counts = []
    for count in (5, 60):
        followup = close_period(house.pilar.actor, open_quarter(house, 1, large_plan(house, count, f"Plan {count}")))
        with CaptureQueriesContext(connection) as queries:
            assert len(compose(followup.plan_version, followup).targets) == count
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_large_plan_is_drawn_by_the_worker_and_its_failure_can_be_tried_again(
    house: House, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    room = sys.modules[draw_large_publication.func.__module__]
    monkeypatch.setattr(room, "DRAWN_AT_ONCE", 1)
    prepared = prepare_publication(house.pilar.actor, house.version, title="Plan")

    def fail(*_: object) -> object:
        raise ValueError("sin tinta")

    with monkeypatch.context() as broken:
        broken.setattr(room, "drawings", fail)
        with django_capture_on_commit_callbacks(execute=True):
            waiting = publish(house.diana.actor, prepared, approver=POST)
            assert waiting.state == PublicationState.DRAWING
    waiting.refresh_from_db()
    assert (waiting.state, waiting.failure) == (PublicationState.FAILED, "ValueError")
    assert not files_of(waiting)
    with django_capture_on_commit_callbacks(execute=True):
        publish(house.diana.actor, waiting, approver=POST)
    waiting.refresh_from_db()
    assert waiting.state == PublicationState.PUBLISHED
    assert len(files_of(waiting)) == 6


def test_a_small_plan_that_cannot_be_drawn_is_told_and_stays_prepared(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = sys.modules[draw_large_publication.func.__module__]
    prepared = prepare_publication(house.pilar.actor, house.version, title="Plan")

    def fail(*_: object) -> object:
        raise ValueError("sin tinta")

    monkeypatch.setattr(room, "drawings", fail)
    with pytest.raises(Refused) as refused:
        publish(house.diana.actor, prepared, approver=POST)
    assert codes(refused) == ["publishing.not_drawn"]
    prepared.refresh_from_db()
    assert prepared.state == PublicationState.PREPARED


@pytest.mark.django_db(transaction=True)
def test_no_number_is_given_twice() -> None:
    house = build_house("carrera")
    pilar, faults = house.pilar.actor, []
    ready = threading.Barrier(3)

    def prepare() -> None:
        try:
            ready.wait()
            prepare_publication(pilar, house.version, title="Plan")
        except Exception as fault:  # noqa: BLE001
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=prepare) for _ in range(3)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert faults == []
    assert sorted(Publication.objects.values_list("number", flat=True)) == [1, 2, 3]


def test_the_day_may_be_that_of_an_earlier_act(house: House) -> None:
    prepared = prepare_publication(house.pilar.actor, house.version, title="Plan")
    made = publish(house.diana.actor, prepared, approver=POST, day=date(2024, 2, 1))
    assert made.published_on == date(2024, 2, 1)
