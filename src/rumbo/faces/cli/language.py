"""The language of the command line: `--language`, or the LANG of the terminal. The source is Spanish.

The words come from the same catalogue as those of the screens, read without Django.
"""

import gettext
import os
from contextvars import ContextVar
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated

import typer

from rumbo.findings import marked

CATALOGUES = Path(__file__).parents[2] / "locale"


class Language(StrEnum):
    """The languages a catalogue stands for, and the one of the source."""

    SPANISH = "es"
    ENGLISH = "en"


_spoken: ContextVar[Language] = ContextVar("spoken", default=Language.SPANISH)


def of_the_terminal() -> Language:
    """What the terminal asks for, by the first of its variables that says anything; Spanish for any other language."""
    asked = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return Language.ENGLISH if asked.startswith("en") else Language.SPANISH


def speak(asked: Language | None) -> Language:
    """Speaks the language that was asked for from here on; that of the terminal where none was."""
    language = asked or of_the_terminal()
    _spoken.set(language)
    return language


def spoken() -> str:
    """The language being spoken, as its code."""
    return _spoken.get().value


Spoken = Annotated[
    Language | None,
    typer.Option(
        "--language", callback=speak, is_eager=True, help=marked("Idioma de lo que se dice; si falta, el de LANG.")
    ),
]


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("django", CATALOGUES, [language], fallback=language == "es")


def said(text: str) -> str:
    """A Spanish source text in the language being spoken."""
    return _catalogue(spoken()).gettext(text) if text else ""


def said_by_number(one: str, many: str, number: int) -> str:
    """The same, of a text that depends on how many there are."""
    return _catalogue(spoken()).ngettext(one, many, number)
