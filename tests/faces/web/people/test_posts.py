"""Posts and the codes of units on their screens: made, changed, ended."""

import pytest
from django.urls import reverse

from rumbo.apps.people.actions import create_post, title_membership
from rumbo.apps.people.models import Membership, Post, Unit
from tests.characters import House

pytestmark = pytest.mark.django_db


def screen(name: str, *args: object) -> str:
    return reverse(f"web:people-{name}", args=args)


def test_a_post_is_made_changed_and_ended(house: House, other_house: House) -> None:
    browser, unit = house.pilar.browser(), house.units["Oficina de Proyectos"]
    assert browser.post(screen("post-new"), {"title": "Asesora", "unit": str(unit.uid)}).status_code == 302
    again = browser.post(screen("post-new"), {"title": "Asesora", "unit": str(unit.uid)})
    assert (again.status_code, "Ya hay un cargo" in again.content.decode()) == (422, True)
    post = Post.objects.get(title="Asesora")
    assert "Asesora" in browser.get(screen("posts")).content.decode()
    assert browser.post(screen("post", post.uid), {"title": "Asesora jurídica", "unit": ""}).status_code == 302
    post.refresh_from_db()
    assert (post.title, post.unit) == ("Asesora jurídica", None)
    of_others = create_post(other_house.pilar.actor, other_house.entity, "Ajeno")
    for name in ("post", "post-end"):
        assert browser.get(screen(name, of_others.uid)).status_code == 404
    assert browser.get(screen("post-end", post.uid)).status_code == 200
    assert browser.post(screen("post-end", post.uid), {"reason": "Se suprimió"}).status_code == 302
    assert not Post.objects.filter(pk=post.pk).exists()


def test_a_post_that_somebody_holds_does_not_end(house: House) -> None:
    post = create_post(house.pilar.actor, house.entity, "Enlace", unit=house.units["Oficina de Proyectos"])
    held = Membership.objects.get(person=house.lucia.user)
    title_membership(house.andres.actor, held, "Enlace")
    answer = house.pilar.browser().post(screen("post-end", post.uid))
    assert answer.status_code == 422
    assert "Lucía Enlace" in answer.content.decode()
    assert Post.objects.filter(pk=post.pk).exists()


def test_a_unit_gets_its_code_and_its_kind(house: House) -> None:
    browser, unit = house.pilar.browser(), house.units["Oficina Jurídica"]
    sent = {"code": "110", "kind": "Oficina asesora", "reason": ""}
    assert browser.post(screen("unit-describe", unit.uid), sent).status_code == 302
    page = browser.get(screen("unit", unit.uid)).content.decode()
    assert "Oficina asesora" in page
    assert "110" in browser.get(screen("units")).content.decode()
    other = house.units["Oficina de Proyectos"]
    refused = browser.post(screen("unit-describe", other.uid), sent)
    assert (refused.status_code, "ya es de la dependencia" in refused.content.decode()) == (422, True)
    new = {"name": "Grupo nuevo", "code": "120", "kind": "Grupo", "parent": "", "valid_from": ""}
    assert browser.post(screen("unit-new"), new).status_code == 302
    assert Unit.objects.get(name="Grupo nuevo").code == "120"
