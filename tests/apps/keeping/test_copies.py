"""A copy put back is the installation that was copied: every row, file, key and seal; or nothing was put back."""

import json
import os
import subprocess
import sys
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult
from typer.testing import CliRunner

from rumbo.apps.audit import triggers
from rumbo.apps.audit.actions import seal_trail
from rumbo.apps.audit.actor import system_actor
from rumbo.apps.audit.doorway import Forbidden, Refused
from rumbo.apps.audit.models import VerbLine
from rumbo.apps.evidence.actions import provide_file
from rumbo.apps.evidence.bridge import place_of
from rumbo.apps.keeping.actions import restore_copy
from rumbo.apps.keeping.bridge import copied_models, owned_by
from rumbo.apps.keeping.queries import Copy, Unreadable, differences, opened, write_copy
from rumbo.apps.people.models import Entity, User
from rumbo.apps.people.queries import entity_by_slug
from rumbo.apps.plans.models import Target
from rumbo.faces.cli.main import app
from tests.apps.audit.test_trail import AT_ONCE
from tests.characters import House

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[3]
BYTES = b"Acta de la mesa de trabajo, con firmas.\n"


@pytest.fixture
def filled(house: House, other_house: House, settings: Any, tmp_path: Path) -> House:
    """Two entities, one of them with evidence and a sealed trail."""
    settings.FILES_DIR = tmp_path / "files"
    provide_file(house.lucia.actor, house.entity, "acta.txt", BYTES, own_date=date(2024, 3, 1))
    seal_trail(house.system, settled_after=AT_ONCE)
    return house


def restore(place: Path) -> Copy:
    with opened(place) as (archive, copy):
        return restore_copy(system_actor("cli"), copy, archive)


def empty(*, of: Entity | None = None) -> None:
    """What a lost disk leaves, or somebody who deletes an entity past every guard."""
    connection.check_constraints()
    triggers.remove()
    # The changes of rows are found by their lines: those go last.
    for model in sorted(copied_models(), key=lambda each: each is VerbLine):
        rows = model._base_manager.all() if of is None else owned_by(model, of)
        if rows is not None:
            model._base_manager.filter(pk__in=list(rows.order_by().values_list("pk", flat=True)))._raw_delete(rows.db)
    connection.check_constraints()
    triggers.install()


def codes(refused: Any) -> list[str]:
    return [finding.code for finding in refused.value.findings]


def test_the_installation_comes_back_whole(filled: House, tmp_path: Path) -> None:
    copy = write_copy(tmp_path / "copia.zip")
    lines = VerbLine.objects.count()
    place_of(copy.files[0]).unlink()
    empty()
    restore(tmp_path / "copia.zip")
    assert place_of(copy.files[0]).read_bytes() == BYTES
    assert Entity.objects.count() == 2
    assert User.objects.get(pk=filled.lucia.user.pk).check_password("una-clave-de-prueba")
    assert VerbLine.objects.count() == lines + 1
    assert VerbLine.objects.latest("pk").verb == "keeping.copy.restore"
    assert copy.head == "" or len(copy.head) == 64


def test_work_that_waited_waits_on_with_its_moments(filled: House, tmp_path: Path) -> None:
    long_ago = datetime(2024, 3, 1, 8, 0, 0, 123456, tzinfo=UTC)
    DBTaskResult.objects.create(task_path="a.b", args_kwargs={}, backend_name="default", exception_class_path="")
    DBTaskResult.objects.update(enqueued_at=long_ago)
    write_copy(tmp_path / "copia.zip")
    empty()
    restore(tmp_path / "copia.zip")
    assert DBTaskResult.objects.get().enqueued_at == long_ago


def test_what_comes_next_gets_the_next_key_and_is_watched(filled: House, tmp_path: Path) -> None:
    write_copy(tmp_path / "copia.zip")
    empty()
    restore(tmp_path / "copia.zip")
    provide_file(
        filled.lucia.actor, Entity.objects.get(pk=filled.entity.pk), "otra.txt", b"x", own_date=date(2024, 3, 1)
    )
    with pytest.raises(Exception, match="never removed"):
        VerbLine.objects.filter(verb="evidence.evidence.attach").delete()


def test_one_entity_comes_back_beside_the_others(filled: House, other_house: House, tmp_path: Path) -> None:
    copy = write_copy(tmp_path / "una.zip", filled.entity)
    targets = set(Target.objects.values_list("pk", flat=True))
    empty(of=filled.entity)
    assert set(Target.objects.values_list("entity_id", flat=True)) == {other_house.entity.pk}
    restore(tmp_path / "una.zip")
    assert set(Target.objects.values_list("pk", flat=True)) == targets
    assert copy.head, "the trail of the entity was sealed"
    assert differences(copy, entity_by_slug(filled.entity.slug)) == []


# An installation of its own in a SQLite file: puts a copy back and writes one of all and one of an entity.
ELSEWHERE = """
import sys, django
from pathlib import Path
django.setup()
from django.db import connection
assert connection.vendor == "sqlite"
connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
from rumbo.apps.audit.actor import system_actor
from rumbo.apps.keeping.actions import restore_copy
from rumbo.apps.keeping.queries import opened, write_copy
from rumbo.apps.people.queries import entity_by_slug
came, whole, one, slug = sys.argv[1:]
with opened(Path(came)) as (archive, copy):
    restore_copy(system_actor("cli"), copy, archive)
write_copy(Path(whole))
write_copy(Path(one), entity_by_slug(slug))
"""


def parts_of(copy: Copy) -> dict[str, str]:
    """The digest of every part, less the lines of the trail: each restoring adds its own at the end."""
    return {part.name: part.digest for part in copy.parts if part.name != VerbLine._meta.label_lower}


def test_a_copy_crosses_to_sqlite_and_comes_back_equal(filled: House, other_house: House, tmp_path: Path) -> None:
    """On PostgreSQL this goes from one engine to the other and back; on SQLite to another installation."""
    here = write_copy(tmp_path / "aqui.zip")
    whole, one = tmp_path / "todo.zip", tmp_path / "una.zip"
    arguments = [sys.executable, "-c", ELSEWHERE, *map(str, (tmp_path / "aqui.zip", whole, one)), filled.entity.slug]
    environment = {**os.environ, "RUMBO_DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "tests.settings"}
    there = subprocess.run(arguments, env=environment, cwd=ROOT, capture_output=True, text=True)
    assert there.returncode == 0, there.stderr
    with opened(whole) as (_archive, crossed):
        assert parts_of(crossed) == parts_of(here)
        assert (crossed.files, crossed.head) == (here.files, here.head)
    empty()
    assert parts_of(restore(whole)) == parts_of(here)
    assert parts_of(write_copy(tmp_path / "vuelta.zip")) == parts_of(here)
    kept = set(Target.objects.values_list("pk", flat=True))
    empty(of=Entity.objects.get(slug=filled.entity.slug))
    copy = restore(one)
    assert set(Target.objects.values_list("pk", flat=True)) == kept
    assert differences(copy, entity_by_slug(filled.entity.slug)) == []


def test_a_copy_of_one_entity_tells_nothing_of_another(filled: House, other_house: House, tmp_path: Path) -> None:
    write_copy(tmp_path / "una.zip", filled.entity)
    with zipfile.ZipFile(tmp_path / "una.zip") as archive:
        told = b"".join(archive.read(name) for name in archive.namelist()).decode()
    assert filled.entity.name in told
    for stranger in (other_house.entity.name, str(other_house.entity.uid), other_house.pilar.user.email):
        assert stranger not in told


def test_one_entity_comes_back_in_an_empty_installation(filled: House, tmp_path: Path) -> None:
    write_copy(tmp_path / "una.zip", filled.entity)
    empty()
    restore(tmp_path / "una.zip")
    assert [entity.slug for entity in Entity.objects.all()] == [filled.entity.slug]
    assert User.objects.get(email=filled.lucia.user.email).check_password("una-clave-de-prueba")


def test_nothing_is_put_back_over_what_stands(filled: House, tmp_path: Path) -> None:
    write_copy(tmp_path / "todo.zip")
    write_copy(tmp_path / "una.zip", filled.entity)
    with pytest.raises(Refused) as whole:
        restore(tmp_path / "todo.zip")
    assert codes(whole) == ["keeping.not_empty"]
    with pytest.raises(Refused) as one:
        restore(tmp_path / "una.zip")
    assert codes(one) == ["keeping.entity_stands"]


def altered(place: Path, name: str, change: Any) -> Path:
    """A copy in which somebody changed one part."""
    other = place.with_name("alterada.zip")
    with zipfile.ZipFile(place) as source, zipfile.ZipFile(other, "w") as target:
        for each in source.namelist():
            content = source.read(each)
            target.writestr(each, change(content) if each == name else content)
    return other


def test_an_altered_copy_is_refused_and_names_the_part(filled: House, tmp_path: Path) -> None:
    copy = write_copy(tmp_path / "copia.zip")
    empty()
    rows = altered(tmp_path / "copia.zip", "rows/people.entity.jsonl", lambda told: told.replace(b"Bogota", b"Lima"))
    with pytest.raises(Refused) as refused:
        restore(rows)
    assert [finding.facts["part"] for finding in refused.value.findings] == ["people.entity"]
    file = altered(tmp_path / "copia.zip", f"files/{copy.files[0]}", lambda told: told + b"y")
    with pytest.raises(Refused):
        restore(file)
    assert not Entity.objects.exists()


def test_whoever_alters_rows_and_digests_breaks_the_seals(filled: House, tmp_path: Path) -> None:
    """The digests of a copy say that it arrived; the seals say that nobody wrote another trail into it."""
    from hashlib import sha256

    place = tmp_path / "copia.zip"
    write_copy(place)
    with zipfile.ZipFile(place) as archive:
        told = archive.read("rows/audit.verbline.jsonl").replace(b"people.unit.create", b"people.unit.rename")

    def digests(about: bytes) -> bytes:
        read = json.loads(about)
        for part in read["parts"]:
            if part["name"] == "audit.verbline":
                part["digest"] = sha256(told).hexdigest()
        return json.dumps(read).encode()

    rows = altered(place, "rows/audit.verbline.jsonl", lambda _old: told).rename(tmp_path / "filas.zip")
    both = altered(rows, "copy.json", digests)
    empty()
    with pytest.raises(Refused) as refused:
        restore(both)
    assert "audit.seal_broken" in codes(refused)


def test_a_copy_of_other_tables_is_refused(filled: House, tmp_path: Path) -> None:
    write_copy(tmp_path / "copia.zip")
    empty()

    def later(about: bytes) -> bytes:
        read = json.loads(about)
        return json.dumps({**read, "migrations": [*read["migrations"], "plans.0999_later"]}).encode()

    with pytest.raises(Refused) as refused:
        restore(altered(tmp_path / "copia.zip", "copy.json", later))
    assert codes(refused) == ["keeping.other_form"]


@pytest.mark.parametrize("content", [b"", b"nada", b"PK\x03\x04" + bytes(40)])
def test_what_is_no_copy_is_told(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "nada.zip").write_bytes(content)
    with pytest.raises(Unreadable):
        restore(tmp_path / "nada.zip")
    answer = CliRunner().invoke(app, ["restore", str(tmp_path / "nada.zip")])
    assert answer.exit_code == 1
    assert "no es una copia de seguridad" in answer.output


def test_a_file_that_is_gone_is_told_and_does_not_stop_the_copy(filled: House, tmp_path: Path) -> None:
    whole = write_copy(tmp_path / "antes.zip")
    place_of(whole.files[0]).unlink()
    answer = CliRunner().invoke(app, ["backup", str(tmp_path / "copia.zip")])
    assert answer.exit_code == 1
    assert whole.files[0] in answer.output.replace("\n", "")
    with opened(tmp_path / "copia.zip") as (_archive, copy):
        assert copy.missing == whole.files


def test_an_interrupted_copy_leaves_nothing_under_its_name(filled: House, tmp_path: Path) -> None:
    def full(name: str, count: int) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        write_copy(tmp_path / "copia.zip", told=full)
    assert not list(tmp_path.glob("copia*"))


def test_no_person_puts_a_copy_back(filled: House, tmp_path: Path) -> None:
    write_copy(tmp_path / "copia.zip")
    with opened(tmp_path / "copia.zip") as (archive, copy), pytest.raises(Forbidden):
        restore_copy(filled.andres.actor, copy, archive)
