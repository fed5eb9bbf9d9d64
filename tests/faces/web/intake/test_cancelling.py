"""From the finding "cancelled in the narrative" of a document being brought in, one step leads to the request."""

import pytest
from django.urls import reverse

from rumbo.apps.intake.actions import choose_destination, propose_document, receive_file
from rumbo.apps.intake.models import Intake
from rumbo.apps.measurement.actions import approve_intake
from rumbo.apps.plans.models import Placement
from tests.apps.intake.test_interrupted import ready
from tests.apps.intake.test_story import ACT, EXAMPLES
from tests.characters import House

pytestmark = pytest.mark.django_db


def approved(house: House) -> Intake:
    intake = ready(house)
    propose_document(house.pilar.actor, intake)
    approve_intake(house.pilar.actor, intake, ACT)
    return intake


def test_the_line_of_a_follow_up_leads_to_asking_that_its_target_be_cancelled(house: House) -> None:
    first = approved(house)
    text = (EXAMPLES / "seguimiento-2024-t2.txt").read_text().replace("II TRIMESTRE", "III TRIMESTRE")
    intake = receive_file(house.pilar.actor, house.entity, text.encode(), "t3.txt")
    pilar, page = house.pilar.browser(), reverse("web:intake-table", args=[intake.uid])
    step = reverse("web:intake-cancel", args=[intake.uid, 4])
    assert step not in pilar.get(page).text, "of no plan yet"
    choose_destination(house.pilar.actor, intake, plan=first.plan, reports_only=True)
    assert step in pilar.get(page).text
    assert step in pilar.get(reverse("web:intake-line", args=[intake.uid, 4])).text
    target = Placement.objects.get(version=first.version, number="4").revision.target
    asks = pilar.get(step)
    assert asks.url.startswith(reverse("web:changing-ask", args=[target.uid, "cancel"]))
    form = pilar.get(asks.url).text
    assert "la acción no se realizará" in form
    assert 'value="2024-07-01"' in form
    assert step not in house.irene.browser().get(page).text
    assert house.irene.browser().get(step).url == reverse("web:intake-line", args=[intake.uid, 4])


def test_where_nobody_knows_which_action_a_line_is_that_is_asked_first(house: House) -> None:
    first = approved(house)
    text = (EXAMPLES / "seguimiento-2024-t2.txt").read_text().replace("Organizar el encuentro", "Hacer la reunión")
    intake = receive_file(house.pilar.actor, house.entity, text.replace("II TRIM", "III TRIM").encode(), "t3.txt")
    choose_destination(house.pilar.actor, intake, plan=first.plan, reports_only=True)
    asks = house.pilar.browser().get(reverse("web:intake-cancel", args=[intake.uid, 4]), follow=True)
    assert asks.redirect_chain[-1][0] == reverse("web:intake-continuity", args=[intake.uid])
    assert "Diga primero qué acción" in asks.text
