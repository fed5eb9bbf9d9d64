"""The screens of the entity without script: who sees what, what returns to its field, fixed numbers of queries."""

from datetime import date

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from rumbo.apps.audit.actor import Role
from rumbo.apps.audit.models import VerbLine
from rumbo.apps.catalogs.models import Catalogue, Entry
from rumbo.apps.notices.models import Message
from rumbo.apps.people.actions import create_unit
from rumbo.apps.people.models import Entity, Membership, Unit, UnitAlias, User
from tests.characters import Character, House, welcome

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>'
DATA = {"name": "Entidad nueva", "short_name": "EN", "nit": "899999061-9", "document_code": "DE-01"}
NO_ROWS = {"firma-TOTAL_FORMS": "0", "firma-INITIAL_FORMS": "0"}
EVERYBODY = {"pilar", "lucia", "leonardo", "irene", "diana", "andres"}
WATCHERS = {"pilar", "irene", "andres"}
KEEPERS = {"pilar", "andres"}
ADMINISTRATOR = {"andres"}


def screen(name: str, *args: object) -> str:
    return reverse(f"web:people-{name}", args=args)


@pytest.fixture
def catalogue(db: None) -> Catalogue:
    made = Catalogue.objects.create(key="ods", edition="2015", title="ODS", source="ONU")
    Entry.objects.create(catalogue=made, code="16", name="Paz, justicia e instituciones sólidas")
    Entry.objects.create(catalogue=made, code="04", name="Educación de calidad")
    return made


def of_house(house: House) -> dict[str, set[str]]:
    """The screens that show rows of a house."""
    unit, irene = house.units["Oficina Jurídica"], house.irene.user
    role = Membership.objects.get(entity=house.entity, person=irene)
    line = VerbLine.objects.filter(entity_id=house.entity.pk).latest("pk")
    return {
        screen("unit", unit.uid): EVERYBODY,
        screen("unit-rename", unit.uid): KEEPERS,
        screen("unit-move", unit.uid): KEEPERS,
        screen("unit-alias", unit.uid): KEEPERS,
        screen("unit-close", unit.uid): KEEPERS,
        screen("person", irene.uid): WATCHERS,
        screen("grant", irene.uid): ADMINISTRATOR,
        screen("end", role.uid): ADMINISTRATOR,
        screen("deed", line.uid): WATCHERS,
        screen("record", "unit", unit.uid): WATCHERS,
    }


def test_who_sees_which_screen(house: House, ester: Character, catalogue: Catalogue) -> None:
    own = {
        screen("entity"): EVERYBODY,
        screen("units"): EVERYBODY,
        screen("settings"): EVERYBODY,
        screen("setting", "bands"): EVERYBODY,
        screen("setting", "cap"): EVERYBODY,
        screen("catalogues"): EVERYBODY,
        screen("catalogue", catalogue.uid): EVERYBODY,
        screen("list"): WATCHERS,
        screen("trail"): WATCHERS,
        screen("unit-new"): KEEPERS,
        screen("describe"): ADMINISTRATOR,
        screen("zone"): ADMINISTRATOR,
        screen("invite"): ADMINISTRATOR,
    }
    for address, allowed in (own | of_house(house)).items():
        for name, person in house.people.items():
            expected = 200 if name in allowed else 404
            assert person.browser().get(address).status_code == expected, (address, name)
        assert Client().get(address).status_code == 302


def test_rows_of_another_entity_do_not_exist(house: House, other_house: House) -> None:
    Entity.objects.filter(pk=house.entity.pk).update(logo_svg=LOGO)
    browsers = [each.browser() for each in other_house.people.values()]
    for address in (*of_house(house), screen("logo", house.entity.uid), screen("mail", house.irene.user.uid)):
        for browser in browsers:
            assert browser.get(address).status_code in (404, 405)
            assert browser.post(address, {"name": "Mía", "last_day": "2025-01-01"}).status_code in (404, 405)
    assert not VerbLine.objects.filter(entity_id=house.entity.pk, actor_id=other_house.andres.user.pk).exists()


def test_who_may_not_write_is_answered_as_a_stranger(house: House) -> None:
    unit = house.units["Oficina Jurídica"]
    for name in EVERYBODY - KEEPERS:
        browser = house.people[name].browser()
        assert browser.post(screen("unit-rename", unit.uid), {"name": "Otra"}).status_code == 404
        assert browser.post(screen("setting", "cap"), {"value": "90", "valid_from": "2030-01-01"}).status_code == 404
    for name in EVERYBODY - ADMINISTRATOR:
        browser = house.people[name].browser()
        assert browser.post(screen("describe"), DATA | NO_ROWS).status_code == 404
        assert browser.post(screen("mail", house.irene.user.uid)).status_code == 404
    assert Unit.objects.get(pk=unit.pk).name == "Oficina Jurídica"
    assert not mail.outbox


def test_the_entity_with_its_logo_and_its_signatories(house: House) -> None:
    browser = house.andres.browser()
    rows = {
        "firma-TOTAL_FORMS": "3",
        "firma-INITIAL_FORMS": "0",
        "firma-0-label": "Elaboró",
        "firma-0-name": "Ana Ruiz",
        "firma-2-label": "Aprobó",
    }
    logo = SimpleUploadedFile("logo.svg", LOGO.encode())
    assert browser.post(screen("describe"), DATA | rows | {"logo": logo}).status_code == 302
    entity = Entity.objects.get(pk=house.entity.pk)
    assert (entity.name, entity.document_code, entity.slug) == ("Entidad nueva", "DE-01", "primera")
    assert [row["label"] for row in entity.signatories] == ["Elaboró", "Aprobó"]
    drawing = browser.get(screen("logo", entity.uid))
    assert drawing["Content-Type"].startswith("image/svg+xml")
    assert "default-src 'none'" in drawing["Content-Security-Policy"]
    assert "sandbox" in drawing["Content-Security-Policy"]
    assert drawing.content.decode() == entity.logo_svg
    assert "Ana Ruiz" in browser.get(screen("entity")).content.decode()
    browser.post(screen("describe"), DATA | NO_ROWS | {"without_logo": "on"})
    assert not Entity.objects.get(pk=house.entity.pk).logo_svg
    assert browser.get(screen("logo", entity.uid)).status_code == 404


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"nit": "899999061-1"}, "no cuadra con su dígito"),
        ({"name": ""}, "obligatorio"),
        ({"logo": LOGO.replace("<path", "<script/><path")}, "«&lt;script&gt;»"),
        ({"logo": "\x89PNG"}, "imagen PNG o JPEG completa"),
        ({"firma-TOTAL_FORMS": "1", "firma-0-name": "Ana"}, "en qué calidad firma"),
    ],
)
def test_what_is_wrong_with_the_entity_is_said_and_nothing_is_kept(
    house: House, changed: dict[str, str], said: str
) -> None:
    sent: dict[str, object] = DATA | NO_ROWS | changed
    if "logo" in changed:
        sent["logo"] = SimpleUploadedFile("logo.svg", changed["logo"].encode("latin-1"))
    answer = house.andres.browser().post(screen("describe"), sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Entity.objects.get(pk=house.entity.pk).name == "Entidad primera"


def test_units_are_made_renamed_moved_and_closed(house: House) -> None:
    browser, parent = house.pilar.browser(), house.units["Secretaría General"]
    asked = {"name": "Grupo de Archivo", "parent": str(parent.uid), "valid_from": "2024-01-01"}
    assert browser.post(screen("unit-new"), asked).status_code == 302
    unit = Unit.objects.get(entity=house.entity, name="Grupo de Archivo")
    assert unit.parent == parent
    browser.post(screen("unit-rename", unit.uid), {"name": "Gestión Documental", "reason": "Decreto 10"})
    browser.post(screen("unit-alias", unit.uid), {"name": "GD"})
    browser.post(screen("unit-move", unit.uid), {"parent": ""})
    browser.post(screen("unit-close", unit.uid), {"last_day": "2024-12-31", "reason": "Decreto 20"})
    unit.refresh_from_db()
    assert (unit.name, unit.parent, unit.valid_to) == ("Gestión Documental", None, date(2024, 12, 31))
    assert set(UnitAlias.objects.filter(unit=unit).values_list("name", flat=True)) == {"Grupo de Archivo", "GD"}
    page = browser.get(screen("units")).content.decode()
    assert "GD; Grupo de Archivo" in page
    assert "hasta 31/12/2024" in page
    story = browser.get(screen("record", "unit", unit.uid)).content.decode()
    assert all(word in story for word in ("Decreto 10", "Decreto 20", "Grupo de Archivo", "Gestión Documental"))


def test_what_is_wrong_with_a_unit_is_said_beside_its_field(house: House, other_house: House) -> None:
    browser, unit = house.pilar.browser(), house.units["Oficina Jurídica"]
    foreign = other_house.units["Oficina Jurídica"]
    for address, sent, said in (
        (screen("unit-new"), {"name": "Una; otra"}, "punto y coma"),
        (screen("unit-new"), {"name": "Nueva", "parent": str(foreign.uid)}, "Ninguna"),
        (screen("unit-rename", unit.uid), {"name": "Secretaría General"}, "Ya hay una dependencia vigente"),
        (screen("unit-alias", unit.uid), {"name": "OP"}, "ya es un nombre de la dependencia"),
        (screen("unit-close", unit.uid), {"last_day": "1990-01-01"}, "es anterior al primero"),
        (screen("unit-close", unit.uid), {"last_day": "mañana"}, "fecha"),
    ):
        answer = browser.post(address, sent)
        assert answer.status_code == 422, address
        assert said in answer.content.decode()
    assert Unit.objects.filter(entity=house.entity).count() == 3


def invitation(house: House, **changed: str) -> dict[str, str]:
    unit = str(house.units["Oficina Jurídica"].uid)
    known = {
        "name": "Nora Nueva",
        "email": "Nora@primera.gov.co",
        "role": "liaison",
        "unit": unit,
        "post": "Profesional",
    }
    return known | {"since": "2024-01-01"} | changed


def test_whoever_is_invited_sets_a_password_by_mail(house: House) -> None:
    answer = house.andres.browser().post(screen("invite"), invitation(house))
    nora = User.objects.get(email="nora@primera.gov.co")
    assert answer["Location"] == screen("person", nora.uid)
    assert not nora.has_usable_password()
    (letter,) = mail.outbox
    assert letter.to == ["nora@primera.gov.co"]
    assert "cuenta en Rumbo" in letter.subject
    link = next(word for word in letter.body.split() if word.startswith("http"))
    visitor = Client()
    form = visitor.get(link, follow=True)
    chosen = {"password1": "una-clave-bien-larga", "password2": "una-clave-bien-larga"}
    visitor.post(form.redirect_chain[-1][0], chosen)
    nora.refresh_from_db()
    assert nora.check_password("una-clave-bien-larga")
    assert Character(nora, house.entity).browser().get(screen("entity")).status_code == 200


def test_somebody_of_another_entity_is_who_this_one_says(house: House, other_house: House) -> None:
    """Whether an address is known elsewhere, under which name and since when, shows nowhere in the entity."""
    stranger = other_house.irene.user
    User.objects.filter(pk=stranger.pk).update(name="Dicho En Otra Parte", last_login=timezone.now())
    browser = house.andres.browser()
    browser.post(screen("invite"), invitation(house, email=stranger.email))
    role = Membership.objects.get(entity=house.entity, person=stranger)
    told = {"subject": "Lo que debe", "sections": [], "written_at": timezone.now()}
    Message.objects.create(entity=house.entity, person=stranger, day=date(2024, 2, 1), language="es", **told)
    unit = house.units["Oficina Jurídica"].uid
    pages = (
        *(screen("list"), screen("person", stranger.uid), screen("grant", stranger.uid), screen("end", role.uid)),
        *(screen("unit", unit), screen("record", "membership", role.uid), reverse("web:notices-outbox")),
    )
    for page in pages:
        told = browser.get(page).content.decode()
        assert "Nora Nueva" in told, page
        assert "Dicho En Otra Parte" not in told, page
    assert "Todavía no ha entrado" in browser.get(screen("person", stranger.uid)).content.decode()
    browser.post(screen("grant", stranger.uid), {"role": "director", "since": "2024-01-01"})
    assert set(role.person.memberships.filter(entity=house.entity).values_list("known_as", flat=True)) == {"Nora Nueva"}


def test_when_the_mail_fails_it_is_told_and_the_invitation_stands(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **more: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", broken)
    answer = house.andres.browser().post(screen("invite"), invitation(house), follow=True)
    assert "no se pudo enviar" in answer.content.decode()
    nora = User.objects.get(email="nora@primera.gov.co")
    monkeypatch.undo()
    house.andres.browser().post(screen("mail", nora.uid))
    assert len(mail.outbox) == 1


def test_what_is_wrong_with_an_invitation(house: House) -> None:
    browser = house.andres.browser()
    for changed, said in (
        ({"unit": ""}, "no se indicó cuál"),
        ({"email": "nora"}, "correo"),
        ({"role": "king"}, "king"),
    ):
        answer = browser.post(screen("invite"), invitation(house, **changed))
        assert answer.status_code == 422
        assert said in answer.content.decode()
    assert not User.objects.filter(name="Nora Nueva").exists()
    assert not mail.outbox


def test_a_role_is_given_and_ended_but_never_the_last_administrator(house: House) -> None:
    browser = house.andres.browser()
    mine = Membership.objects.get(entity=house.entity, person=house.andres.user)
    answer = browser.post(screen("end", mine.uid), {"last_day": "2025-01-01"})
    assert answer.status_code == 422
    assert "nadie tendría el rol de administración" in answer.content.decode()
    assert browser.post(screen("end", mine.uid), {"last_day": "2019-01-01"}).status_code == 422
    browser.post(screen("grant", house.irene.user.uid), {"role": "administrator", "since": "2024-01-01"})
    assert Role.ADMINISTRATOR in {grant.role for grant in house.irene.actor.grants}
    assert browser.post(screen("end", mine.uid), {"last_day": "2025-01-01", "reason": "Traslado"}).status_code == 302
    assert browser.get(screen("entity")).status_code == 404
    assert "Traslado" in house.irene.browser().get(screen("trail")).content.decode()


def test_the_trail_is_narrowed_by_its_address(house: House) -> None:
    browser = house.irene.browser()
    house.andres.browser().post(screen("invite"), invitation(house))
    andres = "Andrés Administrador"
    page = browser.get(screen("trail"), {"persona": andres, "verbo": "people.member.invite"})
    assert [row[0].verb for row in page.context["rows"]] == ["people.member.invite"]
    assert not browser.get(screen("trail"), {"hasta": "2000-01-01"}).context["rows"]
    for wrong in ({"desde": "mañana"}, {"verbo": "nada"}, {"persona": "nadie"}, {"pagina": "-3"}):
        assert browser.get(screen("trail"), wrong).status_code == 200
    line = page.context["rows"][0][0]
    deed = browser.get(screen("deed", line.uid)).content.decode()
    assert andres in deed
    story = browser.get(screen("record", "entity", house.entity.uid)).content.decode()
    assert "Invitó a una persona" in story


def test_a_record_that_two_entities_share_tells_only_what_this_one_did(house: House, other_house: House) -> None:
    """A person is of the installation; what another entity did with them is not told here."""
    lines = VerbLine.objects.filter(entity_id=other_house.entity.pk)
    known = set(lines.exclude(subject_uid=None).values_list("subject_kind", "subject_uid"))
    known |= {("user", other_house.pilar.user.uid), ("verbline", lines[0].uid), ("nothing", lines[0].uid)}
    for kind, uid in known:
        assert house.andres.browser().get(screen("record", kind, uid)).status_code == 404


def test_catalogues_are_read_and_searched(house: House, catalogue: Catalogue, other_house: House) -> None:
    browser = house.lucia.browser()
    assert "ONU" in browser.get(screen("catalogue", catalogue.uid)).content.decode()
    found = browser.get(screen("catalogue", catalogue.uid), {"palabras": "educación"})
    assert [entry.code for entry in found.context["page"]] == ["04"]
    nothing = browser.get(screen("catalogue", catalogue.uid), {"palabras": "zzz"})
    assert "responde a esa búsqueda" in nothing.content.decode()
    Catalogue.objects.filter(pk=catalogue.pk).update(entity=other_house.entity)
    assert browser.get(screen("catalogue", catalogue.uid)).status_code == 404


@pytest.mark.parametrize("name", ["entity", "units", "list", "settings", "catalogues", "trail"])
def test_the_number_of_queries_does_not_grow(house: House, catalogue: Catalogue, name: str) -> None:
    def counted() -> int:
        browser = house.pilar.browser()
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert browser.get(screen(name)).status_code == 200
        return len(asked)

    before = counted()
    for n in range(6):
        create_unit(house.pilar.actor, house.entity, f"Grupo {n}", parent=house.units["Secretaría General"])
        welcome(house, f"p{n}", f"Persona {n}", Role.LIAISON, "Oficina Jurídica")
        Catalogue.objects.create(key=f"c{n}", edition="1", title=f"Lista {n}", source="ONU")
    assert counted() == before
    assert before <= 12
