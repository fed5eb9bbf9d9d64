"""The mail with which a person sets their password: the sign-in library's own, whoever asks for it."""

import logging
from collections.abc import Sequence
from itertools import takewhile
from smtplib import SMTPException
from typing import Any

from allauth.account.forms import ResetPasswordForm
from django.contrib import messages
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext as _

log = logging.getLogger(__name__)


def send_password_mail(request: HttpRequest, person: Any) -> None:
    """Sends it in the person's language and says so; a failure of the mail is told and undoes nothing."""
    if _sent(request, person):
        text = _("Se envió a {email} un correo con el enlace para poner su contraseña.")
        messages.info(request, text.format(email=person.email))
    else:
        text = _("El correo para {email} no se pudo enviar. Lo demás quedó hecho: envíelo de nuevo más tarde.")
        messages.error(request, text.format(email=person.email))


def send_password_mails(request: HttpRequest, people: Sequence[Any]) -> None:
    """Sends it to several. Once the mail fails nobody waits for it again: who got none is told."""
    sent = len(list(takewhile(lambda person: _sent(request, person), people)))
    if sent:
        messages.info(request, _("Correos enviados para poner contraseña: {n}.").format(n=sent))
    if left := people[sent:]:
        text = _("El correo falló. No se envió a: {emails}. Envíelo más tarde desde la página de cada persona.")
        messages.error(request, text.format(emails=", ".join(person.email for person in left)))


def _sent(request: HttpRequest, person: Any) -> bool:
    form = ResetPasswordForm({"email": person.email})
    try:
        with translation.override(person.language):
            if form.is_valid():
                form.save(request)
    except (OSError, SMTPException):
        log.exception("the password mail could not be sent")
        return False
    return True
