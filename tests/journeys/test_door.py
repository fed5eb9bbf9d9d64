"""The door: five wrong passwords close it for a while, and a letter opens it again."""

import re
from typing import Any

from tests.characters import PASSWORD, House
from tests.journeys.mailbox import Mailbox

NEW_PASSWORD = "otra-clave-larga-de-prueba"


def test_five_wrong_passwords_close_the_door(arrives: Any, served_house: House) -> None:
    pilar = served_house.pilar.user.email
    with arrives() as visitor:
        for guess in range(5):
            visitor.sign_in(pilar, f"adivinanza {guess}")
            assert visitor.page.url.endswith("/cuenta/login/")
        visitor.sign_in(pilar, PASSWORD)
        visitor.reads("Demasiados intentos")
        assert visitor.page.url.endswith("/cuenta/login/"), "even the right password waits"


def test_a_forgotten_password_is_chosen_again_by_letter(arrives: Any, served_house: House, settings: Any) -> None:
    pilar = served_house.pilar.user.email
    with Mailbox() as mailbox, arrives() as visitor:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", mailbox.port
        visitor.go("/cuenta/login/")
        visitor.page.get_by_role("link", name=re.compile("contraseña")).click()
        visitor.type_in("Correo electrónico", pilar).press("Enviar el enlace").reads("Revise su correo")
        assert [letter["To"] for letter in mailbox.letters] == [pilar]
        visitor.go(mailbox.link())
        for field in visitor.page.locator("input[type=password]").all():
            field.fill(NEW_PASSWORD)
        visitor.press("Guardar la contraseña").reads("Contraseña guardada")
        visitor.sign_in(pilar, NEW_PASSWORD)
        assert visitor.page.url == f"{visitor.address}/"
