"""Every text a person reads is gathered and said in English, and there is one way to say it on each floor."""

import ast
import re
from gettext import GNUTranslations
from io import BytesIO

import pytest
from babel.messages import Catalog, Message
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from docs.gather_messages import (
    as_po,
    catalogue_as_written,
    catalogue_path,
    compiled,
    gathered,
    languages,
    untranslated,
)
from tests.house.sources import SRC, named, nodes

PLACEHOLDER = re.compile(r"\{\w*\}|%\(\w+\)[sd]|%%")
LANGUAGES = languages()
# A sentence ends as a sentence; shorter than this it may be an abbreviation.
ENDS, SHORT = (".", "?", ":", "…"), 12


def by_key(catalogue: Catalog) -> dict[tuple[object, str | None], Message]:
    return {(message.id, message.context): message for message in catalogue if message.id}


def forms(message: Message) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The source texts of a message and their translations: one of each, or singular and plural."""
    if message.pluralizable:
        return tuple(message.id), tuple(message.string)
    return (str(message.id),), (str(message.string),)


def test_the_languages_offered_are_those_that_have_words() -> None:
    assert {code for code, _ in settings.LANGUAGES} == {"es", *LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_that_is_said_is_missing_and_nothing_else_is_kept(language: str) -> None:
    written, said = by_key(catalogue_as_written(language)), by_key(gathered(language))
    assert written.keys() - said.keys() == set(), "run `make messages`: nobody says these any more"
    assert said.keys() - written.keys() == set(), "run `make messages` and translate these"
    assert catalogue_path(language).read_bytes() == as_po(gathered(language)), "run `make messages`"


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_has_its_words(language: str) -> None:
    catalogue = catalogue_as_written(language)
    assert untranslated(catalogue) == []
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_and_edges_are_kept(language: str) -> None:
    for message in by_key(catalogue_as_written(language)).values():
        sources, translations = forms(message)
        for source, translated in zip(sources, translations, strict=True):
            found = set(PLACEHOLDER.findall(translated))
            # A singular may say "one" in place of its number.
            allowed = {*PLACEHOLDER.findall(source), *PLACEHOLDER.findall(sources[-1])}
            assert found <= allowed, (source, translated)
            assert len(sources) > 1 or found == allowed, (source, translated)
            assert source[:1].isspace() == translated[:1].isspace(), (source, translated)
            assert source[-1:].isspace() == translated[-1:].isspace(), (source, translated)
            assert source.endswith(ENDS) == translated.endswith(ENDS) or len(source) < SHORT, (source, translated)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_program_reads_is_what_people_translated(language: str) -> None:
    with catalogue_path(language, ".mo").open("rb") as file:
        assert GNUTranslations(file)._catalog == GNUTranslations(BytesIO(compiled(language)))._catalog


def test_what_libraries_say_is_said_in_both_languages() -> None:
    with translation.override("es"):
        assert gettext("This field is required.") == "Este campo es obligatorio."
        assert gettext("The email address and/or password you specified are not correct.").startswith("La dirección")
        assert gettext("Sin permiso") == "Sin permiso"
    with translation.override("en"):
        assert gettext("This field is required.") == "This field is required."
        assert gettext("Sin permiso") == "Not permitted"


def test_each_floor_says_its_texts_in_one_way() -> None:
    below = ("findings", "domain", "notation", "papers", "content", "layouts")
    found = []
    for place in nodes(SRC):
        match place.node:
            case ast.Import(names=[*names]):
                modules = {name.name for name in names}
            case ast.ImportFrom(module=str(module)):
                modules = {module}
            case _:
                continue
        floor = place.path.relative_to(SRC).parts
        if "gettext" in modules and named(place.path) != "src/rumbo/faces/cli/language.py":
            found.append(f"{place}: the command line alone reads the catalogue by itself")
        if floor[0] in below and any(module.startswith(("gettext", "babel", "django")) for module in modules):
            found.append(f"{place}: below Django a text is only marked")
    assert found == []


def test_no_text_is_put_together_before_it_is_translated() -> None:
    """An f-string or a sum inside the call would never be found in a catalogue."""
    says = {"_", "__", "marked", "gettext", "gettext_lazy", "ngettext", "pgettext", "ngettext_lazy", "pgettext_lazy"}
    found = [
        str(place)
        for place in nodes(SRC)
        if isinstance(place.node, ast.Call)
        and isinstance(place.node.func, ast.Name)
        and place.node.func.id in says
        and any(isinstance(argument, ast.JoinedStr | ast.BinOp) for argument in place.node.args[:2])
    ]
    assert found == []
