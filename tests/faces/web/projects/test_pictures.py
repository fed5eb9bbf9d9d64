"""The pictures of a project: brought with its sheet, shown, changed by whoever writes it, and printed."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from rumbo.apps.projects import queries
from rumbo.apps.projects.actions import continue_version, register_project, write_section
from rumbo.apps.projects.bridge import StatementData
from rumbo.apps.projects.models import ProjectVersion, Statement
from rumbo.domain.project.sheet import Passage, ProjectSheet
from rumbo.papers.reading import read_bytes
from tests.characters import Character, House
from tests.pictures import picture
from tests.projects import viable

MAP, PHOTO = picture("PNG"), picture("JPEG")
SHEET = ProjectSheet(
    name="Rehabilitar la captación",
    problem=(Passage("paragraph", "Las pérdidas crecen."), Passage("picture", "La captación desde el río")),
)


def screen(name: str, *args: Any) -> str:
    return reverse(f"web:projects-{name}", args=args)


@pytest.fixture
def version(house: House) -> ProjectVersion:
    return register_project(house.pilar.actor, house.entity, SHEET, pictures={("problem", 1): MAP})


def pictures(version: ProjectVersion) -> list[Statement]:
    return [row for row in queries.statements_of(version, "problem") if row.kind == "picture"]


def sent(version: ProjectVersion, content: bytes | None, caption: str = "Otra leyenda") -> dict[str, Any]:
    version.refresh_from_db()
    file = {"file": SimpleUploadedFile("foto.jpg", content)} if content is not None else {}
    return {"edit": version.edit, "caption": caption, **file}


def test_a_picture_is_shown_with_its_words_and_printed(house: House, ester: Character, version: ProjectVersion) -> None:
    (row,) = pictures(version)
    pilar, address = house.pilar.browser(), screen("picture-file", row.uid)
    page = pilar.get(screen("sheet", version.uid)).content.decode()
    assert f'<img src="{address}" alt="La captación desde el río"' in page
    answer = pilar.get(address)
    assert b"".join(answer.streaming_content) == MAP  # type: ignore[attr-defined]
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert ester.browser().get(address).status_code == 404
    printed = pilar.get(screen("print", version.uid, "docx")).content
    assert list(read_bytes(printed, "ficha.docx").pictures.values()) == [MAP]


def test_a_person_adds_changes_and_takes_out_a_picture(house: House, version: ProjectVersion) -> None:
    pilar = house.pilar.browser()
    pilar.post(screen("picture-add", version.uid, "problema"), sent(version, PHOTO, "La planta"))
    first, added = pictures(version)
    assert (added.text, queries.picture_by_uid(house.entity.pk, added.uid).picture.media_type) == (  # type: ignore[union-attr]
        "La planta",
        "image/jpeg",
    )
    pilar.post(screen("picture", first.uid), sent(version, None))
    assert (pictures(version)[0].text, pictures(version)[0].picture_id) == ("Otra leyenda", first.picture_id)
    pilar.post(screen("picture-remove", first.uid))
    assert [row.text for row in pictures(version)] == ["La planta"]


def test_what_is_no_picture_is_refused_beside_its_field(house: House, version: ProjectVersion) -> None:
    hostile = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    answer = house.pilar.browser().post(screen("picture-add", version.uid, "problema"), sent(version, hostile))
    assert answer.status_code == 422
    assert "no es una imagen PNG o JPEG" in answer.content.decode()
    assert len(pictures(version)) == 1


def test_only_its_writers_may_and_only_while_it_is_written(house: House, version: ProjectVersion) -> None:
    (row,) = pictures(version)
    written = [screen("picture-add", version.uid, "problema"), screen("picture", row.uid)]
    written.append(screen("picture-remove", row.uid))
    for browser, status in ((house.irene.browser(), 404), (house.pilar.browser(), 200)):
        assert {browser.get(address).status_code for address in written} == {status}
    assert house.pilar.browser().get(screen("picture-add", version.uid, "causas")).status_code == 404
    assert house.pilar.browser().get(screen("picture-add", viable(house).uid, "problema")).status_code == 404


def test_a_picture_stays_with_its_row_and_with_the_next_version(house: House, version: ProjectVersion) -> None:
    (row,) = pictures(version)
    uid, actor = str(row.uid), house.pilar.actor
    write_section(actor, version, "problem", [StatementData("Más grande", kind="picture", uid=uid)])
    assert pictures(version)[0].picture_id == row.picture_id
    ProjectVersion.objects.filter(pk=version.pk).update(state="in_force", viable_at="2026-01-01T00:00Z")
    version.refresh_from_db()
    assert pictures(continue_version(actor, version))[0].picture_id == row.picture_id


def test_a_row_that_is_no_picture_any_more_shows_none(house: House, version: ProjectVersion) -> None:
    (row,) = pictures(version)
    data = [StatementData("Solo texto", kind="paragraph", uid=str(row.uid))]
    write_section(house.pilar.actor, version, "problem", data)
    assert not Statement.objects.filter(version=version, picture__isnull=False).exists()
