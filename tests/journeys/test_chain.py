"""A report through its whole chain: the liaison, who loses nothing when the session ends, the lead, planning that
returns it by field, internal control."""

import base64
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from rumbo.apps.followup.actions import record_chain
from rumbo.apps.people.models import Membership
from rumbo.domain.followup.chain import CHAINS
from tests.characters import PASSWORD, YEAR, House
from tests.journeys.axe import violations
from tests.journeys.touring import OVERFLOW
from tests.journeys.visitor import NARROW, WIDE, Visitor
from tests.rounds import open_round, report_of

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
POSTS = {"leonardo": "Jefe de Proyectos", "pilar": "Profesional de planeación", "irene": "Jefa de control interno"}


def test_from_the_liaison_to_internal_control(arrives: Any, served_house: House, tmp_path: Path) -> None:
    house = served_house
    for name, post in POSTS.items():
        Membership.objects.filter(person=house.people[name].user).update(post=post)
    record_chain(house.andres.actor, house.entity, CHAINS[3], valid_from=date(YEAR, 1, 1))
    here = f"/seguimiento/reportes/{report_of(open_round(house), '1').uid}/"
    with arrives() as lucia, arrives() as leonardo, arrives() as pilar, arrives() as irene:
        come_in(house, lucia=lucia, leonardo=leonardo, pilar=pilar, irene=irene)
        begin(lucia, house, here)
        attach(lucia, tmp_path)
        write(lucia, "Se hicieron visitas.").reads("El reporte se envió a revisión.")
        endorse(leonardo).reads("Reporte avalado")
        pilar.go("/").press("Revisar reportes").press("Realizar diez").reads("Avalado", "Jefe de Proyectos")
        pilar.unfold("Observación a: Avance cualitativo").type_in(
            "Observación a: Avance cualitativo", "Diga en qué municipios y con qué resultado."
        )
        pilar.press("Devolver con la observación").reads("Reporte devuelto")
        lucia.go(here).reads("La oficina de planeación devolvió", "Diga en qué municipios y con qué resultado.")
        write(fits(lucia), "Se hicieron visitas en Tunja y Paipa, con acta.")
        endorse(leonardo.go(here))
        pilar.go(here).reads("Lo que se pidió y lo que cambió", "en Tunja y Paipa, con acta.")
        fits(pilar).press("Aceptar el reporte").reads("Reporte aceptado")
        irene.go("/").press("Evaluar reportes").press("Realizar diez")
        irene.page.get_by_label("Conforme con observaciones").check()
        irene.type_in("Qué revisó y qué encontró", "Las actas coinciden; falta la fecha de una.")
        irene.press("Firmar la evaluación").reads("Conforme con observaciones")
        fits(irene)
        lucia.go(here).reads("Evaluación de control interno", "Jefa de control interno")


def come_in(house: House, **visitors: Visitor) -> None:
    for name, visitor in visitors.items():
        visitor.sign_in(house.people[name].user.email, PASSWORD)


def begin(lucia: Visitor, house: House, here: str) -> None:
    """The draft keeps itself; then the session ends in the middle of a sentence, which is there after signing in."""
    lucia.page.clock.install()
    lucia.go(here).type_in("Cantidad lograda", "3").type_in("Avance cualitativo", "Se hicieron")
    lucia.page.clock.fast_forward(6000)
    lucia.page.get_by_text("Borrador guardado:").wait_for()
    lucia.type_in("Avance cualitativo", "Se hicieron tres visitas a")
    lucia.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    lucia.press("Guardar borrador")
    lucia.type_in("Correo electrónico", house.lucia.user.email).type_in("Contraseña", PASSWORD).press("Entrar")
    assert lucia.page.get_by_label("Avance cualitativo").input_value() == "Se hicieron tres visitas a"
    assert lucia.page.get_by_label("Cantidad lograda").input_value() == "3"


def attach(lucia: Visitor, folder: Path) -> None:
    """Evidence with its own date, looked at without leaving the report."""
    file = folder / "acta.png"
    file.write_bytes(PICTURE)
    lucia.attach("Archivos", file).type_in("Fecha de estos archivos", f"{YEAR}-05-02").press("Guardar borrador")
    lucia.reads("El borrador quedó guardado.", "acta.png", "Interno").unfold("Ver aquí «acta.png»")
    picture = lucia.page.get_by_role("img", name="acta.png")
    picture.wait_for()
    assert picture.evaluate("drawn => drawn.decode().then(() => drawn.naturalWidth)") == 1


def write(lucia: Visitor, words: str) -> Visitor:
    lucia.type_in("Cantidad lograda", "3").type_in("Avance cualitativo", words)
    return lucia.press("Enviar a revisión")


def endorse(leonardo: Visitor) -> Visitor:
    if "Avalar el reporte" not in leonardo.text:
        leonardo.go("/").press("Avalar reportes").press("Realizar diez")
    return leonardo.press("Avalar el reporte")


def fits(visitor: Visitor) -> Visitor:
    """The page fits a desk and a hand, and says nothing wrong to whoever only hears it."""
    visitor.page.set_viewport_size(NARROW)
    assert visitor.page.evaluate(OVERFLOW) <= 0, visitor.page.url
    visitor.page.set_viewport_size(WIDE)
    assert not violations(visitor.page), visitor.page.url
    return visitor
