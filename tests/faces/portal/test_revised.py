"""What a citizen reads of a closing that was corrected, and of a plan that was changed."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from rumbo.apps.changing.models import Kind
from rumbo.apps.followup.models import Reopening
from rumbo.apps.measurement.actions import close_period
from rumbo.apps.people.models import Entity
from rumbo.apps.plans.queries import version_in_force
from rumbo.apps.publishing.actions import prepare_publication, publish
from rumbo.apps.publishing.queries import published_dossier
from rumbo.domain.calendar.windows import day_in_zone
from rumbo.domain.numbers import Quantity
from rumbo.faces.kit.written import written_day
from tests.apps.changing.asking import WHY, asked, decided, opined
from tests.apps.measurement.quarters import answer, open_quarter, report_of
from tests.apps.measurement.test_corrections import corrected, reopened
from tests.characters import House
from tests.faces.portal.test_portal import POST, address, out
from tests.faces.web.measurement.test_screens import text_of


def test_both_publications_of_a_corrected_closing_tell_it_and_lead_to_each_other(house: House) -> None:
    first, citizen = open_quarter(house, 1), Client()
    answer(house, first, "1", quantity=Quantity.of(4))
    close_period(house.pilar.actor, first)
    before, report = out(house, first), report_of(first, "1")
    reopened(house, report)
    corrected(house, report)
    after = out(house, first, reason="Corrige una visita contada dos veces")
    told = published_dossier(after)
    assert told is not None
    assert published_dossier(before).corrections == ()  # type: ignore[union-attr]
    (correction,) = told.corrections
    assert (correction.number, correction.act, correction.published) == (
        "1",
        "Acta 7",
        f"{before.number}-{before.year}",
    )
    (target,) = (each for each in correction.figures if each.kind == "target")
    assert (target.before.value, target.after.value) == (400_000_000_000, 300_000_000_000)
    page = citizen.get(address(after))
    assert f'href="{address(before)}"' in page.content.decode()
    shown = text_of(page)
    for words in ("Esta publicación trae cifras corregidas", "sumó dos veces", "Acta 7", "antes 40 %; corregida 30 %"):
        assert words in shown
    assert 'href="#correcciones"' in page.content.decode(), "the figure itself says that it was corrected"
    assert "Pilar" not in shown, "posts go out, people do not"
    page = citizen.get(address(before))
    assert f'href="{address(after)}"' in page.content.decode()
    assert "40 % publicado, 30 % corregido" in text_of(page)
    # The day of a moment is that of the entity whose publication it is: these two are never on the same day.
    for zone in ("Pacific/Kiritimati", "Etc/GMT+12"):
        Entity.objects.filter(pk=house.entity.pk).update(time_zone=zone)
        day = day_in_zone(Reopening.objects.get().ended_at or timezone.now(), zone)
        assert f"corregida el {written_day(day)}" in text_of(citizen.get(address(before)))
    assert timezone.get_current_timezone_name() == "America/Bogota"


def test_the_change_log_points_out_what_is_promised_less_and_what_was_cancelled(house: House) -> None:
    first = open_quarter(house, 1)
    assert published_dossier(out(house)).changes == ()  # type: ignore[union-attr]
    day = first.period.last_day + timedelta(days=1)
    edit, stop = asked(house), asked(house, Kind.CANCEL, since=day)
    decided(house, opined(house, edit), opined(house, stop))
    version = version_in_force(house.version.plan)
    assert version is not None
    made = prepare_publication(house.pilar.actor, version, title="Plan 2024, versión 2", reason="Cambia una meta")
    made = publish(house.diana.actor, made, approver=POST)
    told = published_dossier(made)
    assert told is not None
    assert [(each.kind, each.field, each.version) for each in told.changes] == [
        ("edit", "quantity", version.label),
        ("cancel", "", version.label),
    ]
    assert told.changes[0].weaker[0].code == "weakening.quantity"
    (standing,) = told.standings
    assert (standing.kind, standing.since, standing.reason) == ("cancelled", day, WHY)
    shown = text_of(Client().get(address(made)))
    for words in ("Control de cambios", "se pide menos", WHY, "Acciones canceladas y suspendidas"):
        assert words in shown
