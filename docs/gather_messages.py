"""Gather the texts that a person reads and write the catalogue of their translations: `python -m docs.gather_messages`.

The source is Spanish and stands where it is said: gettext and its kin in Django code, `translate` and `blocktranslate`
in templates, `marked` below Django, and the titles of the layouts, which are data. What was translated is kept, what
nobody says any more goes, and the compiled catalogue is written beside. It ends with 1 while a text waits for its
translation.
"""

import ast
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import yaml
from babel.messages import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from rumbo.content.risk_methods import methods, words_of

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "rumbo"
PLURAL, CONTEXT, PLURAL_IN_CONTEXT = (1, 2), ((1, "c"), 2), ((1, "c"), 2, 3)
KEYWORDS = {
    **dict.fromkeys(("marked", "said", "_", "__", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), PLURAL),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), CONTEXT),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), PLURAL_IN_CONTEXT),
}
FIRST_DAY = datetime(2026, 1, 1, tzinfo=UTC)
Said = tuple[str, str | tuple[str, ...], str | None]


def catalogue_path(language: str, suffix: str = ".po") -> Path:
    """Where the catalogue of a language stands: .po for people, .mo for the program."""
    return SOURCE / "locale" / language / "LC_MESSAGES" / f"django{suffix}"


def said_in_code(path: Path) -> Iterator[Said]:
    """The texts of a module: (file, text or its singular and plural, context). Read as Python reads it, so that a
    text inside another is found too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
            given = [part.value for part in node.args if isinstance(part, ast.Constant) and isinstance(part.value, str)]
            context = given.pop(0) if given and "pgettext" in node.func.id else None
            texts = given[: 2 if "ngettext" in node.func.id else 1]
            # A call with anything but texts in their places says a text that stands elsewhere.
            if texts and isinstance(node.args[0], ast.Constant):
                yield path.relative_to(ROOT).as_posix(), texts[0] if len(texts) == 1 else tuple(texts), context


def said_in_template(path: Path) -> Iterator[Said]:
    """The texts of a template, read as Django reads them."""
    code = templatize(path.read_text(encoding="utf-8"), origin=str(path)).encode()
    for _line, message, _notes, context in extract("python", BytesIO(code), KEYWORDS, options={"encoding": "utf-8"}):
        yield path.relative_to(ROOT).as_posix(), message, context


def everything_said() -> Iterator[Said]:
    """Every text of the product, in the order of the files."""
    for path in sorted(SOURCE.rglob("*.py")):
        yield from said_in_code(path)
    for path in sorted(path for suffix in ("html", "txt") for path in SOURCE.rglob(f"templates/**/*.{suffix}")):
        yield from said_in_template(path)
    for path in sorted((SOURCE / "layouts").glob("*/*.yaml")):
        yield path.relative_to(ROOT).as_posix(), yaml.safe_load(path.read_text(encoding="utf-8"))["title"], None
    for method in methods():
        for text in words_of(method):
            yield f"src/rumbo/content/risk_methods/{method.key}.yaml", text, None


def gathered(language: str) -> Catalog:
    """The catalogue as it should stand: every text that is said, with the translations there are."""
    catalogue = Catalog(locale=language, project="Rumbo", fuzzy=False)
    for file, message, context in everything_said():
        if message and any(message):
            catalogue.add(message, locations=[(file, None)], context=context)
    known = catalogue_as_written(language)
    for message in catalogue:
        former = known.get(message.id, context=message.context) if message.id else None
        if former is not None and former.pluralizable == message.pluralizable and not former.fuzzy:
            message.string = former.string
    return catalogue


def catalogue_as_written(language: str) -> Catalog:
    """The catalogue in the tree; an empty one for a language that begins."""
    path = catalogue_path(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def as_po(catalogue: Catalog) -> bytes:
    """The catalogue as text, in the order of the sources; no day stands in it, so that only words make a difference."""
    written = BytesIO()
    write_po(written, catalogue, width=110, sort_by_file=False, ignore_obsolete=True, omit_header=True)
    head = (
        'msgid ""\nmsgstr ""\n"Project-Id-Version: Rumbo\\n"\n'
        f'"Language: {catalogue.locale}\\n"\n"Plural-Forms: {catalogue.plural_forms}\\n"\n'
        '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n\n'
    )
    return head.encode() + written.getvalue()


def compiled(language: str) -> bytes:
    """The catalogue as the program reads it. No day stands in it either."""
    catalogue = catalogue_as_written(language)
    catalogue.creation_date = catalogue.revision_date = FIRST_DAY
    catalogue.last_translator = catalogue.language_team = catalogue.project
    made = BytesIO()
    write_mo(made, catalogue)
    return made.getvalue()


def untranslated(catalogue: Catalog) -> list[str]:
    """The texts that wait for words."""
    return [
        str(message.id)
        for message in catalogue
        if message.id and not all(message.string if message.pluralizable else (message.string,))
    ]


def write(language: str) -> list[str]:
    """Write both catalogues of a language; what still waits for a translation."""
    path = catalogue_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(as_po(gathered(language)))
    catalogue_path(language, ".mo").write_bytes(compiled(language))
    return untranslated(catalogue_as_written(language))


def languages() -> list[str]:
    """The languages that have a catalogue; Spanish needs none."""
    return sorted(path.name for path in (SOURCE / "locale").iterdir() if path.is_dir())


if __name__ == "__main__":
    waiting = {language: write(language) for language in sys.argv[1:] or languages()}
    for language, texts in waiting.items():
        print(f"{language}: {len(texts)} texts wait for a translation", *texts[:20], sep="\n  ")
    sys.exit(1 if any(waiting.values()) else 0)
