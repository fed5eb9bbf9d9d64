"""What is drawn on paper, as the one who reads the page is offered it: in which manner, and in which files."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from rumbo.faces.kit.pieces import Download
from rumbo.layouts.drawing import Manner

FORMS: dict[str, Promise] = {
    "pdf": __("Documento para leer e imprimir"),
    "docx": __("Documento en Word"),
    "xlsx": __("Matriz en hoja de cálculo"),
    "html": __("Documento como página"),
    "csv": __("Datos abiertos en tablas (CSV comprimido)"),
    "json": __("Expediente completo de datos (JSON)"),
}


def manner() -> Manner:
    """The language and conventions in which something is drawn for this reader."""
    return Manner("en" if (get_language() or "es").startswith("en") else "es-CO", _)


def downloads(files: Mapping[str, Any], address: Callable[[str], str]) -> list[Download]:
    """The stored files of a publication by their form, each with what it is for, its size and digest."""
    return [
        Download(
            label=str(FORMS[form]),
            href=address(form),
            form=form.upper(),
            size=files[form].size,
            digest=files[form].digest,
        )
        for form in FORMS
        if form in files
    ]
