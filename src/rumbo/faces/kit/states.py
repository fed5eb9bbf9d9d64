"""How a state is shown: the tone (and with it the shape) of its pill and the word that is read.

The keys are the words of the glossary; what may follow what is decided below, in the apps.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TONES = ("neutral", "draft", "waiting", "done", "returned", "stopped", "absent")

STATES: dict[str, tuple[str, Promise]] = {
    # a version of a plan
    "draft": ("draft", _("Borrador")),
    "proposed": ("waiting", _("Propuesta")),
    "approved": ("done", _("Aprobada")),
    "superseded": ("stopped", _("Reemplazada")),
    "discarded": ("stopped", _("Descartada")),
    # a report of a period
    "not_reported": ("absent", _("Sin reportar")),
    "in_progress": ("draft", _("En elaboración")),
    "submitted": ("waiting", _("Enviado")),
    "endorsed": ("waiting", _("Avalado")),
    "returned": ("returned", _("Devuelto")),
    "accepted": ("done", _("Aceptado")),
    "not_applicable": ("neutral", _("No aplica")),
    "not_programmed": ("absent", _("No programado")),
    # a period
    "planned": ("absent", _("Por abrir")),
    "open": ("waiting", _("Abierto")),
    "closed": ("done", _("Cerrado")),
    # a publication
    "published": ("done", _("Publicada")),
    "withdrawn": ("stopped", _("Retirada")),
    # a check
    "found": ("returned", _("Con hallazgos")),
    "passed": ("done", _("Sin hallazgos")),
    "not_made": ("absent", _("No se pudo revisar")),
    # a file on its way in
    "received": ("draft", _("Recibido")),
    "reading": ("waiting", _("En lectura")),
    "read": ("waiting", _("Leído")),
    "writing": ("waiting", _("En escritura")),
    "settled": ("waiting", _("Resuelto")),
    "applied": ("done", _("Incorporado")),
    "refused": ("stopped", _("Rechazado")),
}
