"""Numbers and names of a catalogue must belong together, and names should be the official ones (V02)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from rumbo.domain.checks.reference import CatalogueNames, Check, Reference, asked, finding, not_made
from rumbo.domain.plan.draft import PlanDraft
from rumbo.domain.plan.matrix import Alignment
from rumbo.findings import CheckResult, Finding, Sentences, Severity, declare, marked

NUMBER_AND_NAME = declare(
    Sentences(
        "alignment.number_and_name",
        Severity.ERROR,
        marked("El número y el nombre no son de la misma entrada"),
        marked("Dice «{number}. {name}», pero el {number} es «{name_of_number}» y ese nombre es el {code}."),
        marked("Quien agrupe por número y quien agrupe por nombre contará esta acción en lugares distintos."),
        marked("Confirme con la dependencia cuál quiso citar; si el nombre es el correcto, escriba «{suggestion}»."),
        source=marked("Catálogo citado en la columna"),
    )
)
UNOFFICIAL_NAME = declare(
    Sentences(
        "alignment.unofficial_name",
        Severity.WARNING,
        marked("El nombre no es el oficial"),
        marked("«{name}» no es el nombre oficial de {code} en {catalogue}."),
        marked("Los nombres distintos separan lo que debería sumarse junto."),
        marked("Escriba «{suggestion}»."),
    )
)
UNKNOWN_ENTRY = declare(
    Sentences(
        "alignment.unknown_entry",
        Severity.WARNING,
        marked("No está en el catálogo"),
        marked("«{name}» no se encontró en {catalogue}."),
        marked("Una articulación que no está en el catálogo no se puede agrupar ni publicar con su código."),
        marked("Corrija el nombre, o proponga la entrada nueva al aprobar el borrador."),
    )
)
NO_COLUMN = marked("columnas de articulación (ODS, PND, políticas o planes asociados)")
NO_EDITION = marked("una edición del catálogo de {header} para esa vigencia")
Entries = list[tuple[int, Alignment]]
Ask = Callable[[PlanDraft, CatalogueNames, str, Entries], Iterable[Finding]]


def _each(sentences: Sentences, ask: Ask) -> Check:
    """A check that asks each column of alignments with its catalogue, and tells the catalogues it lacked."""

    def run(draft: PlanDraft, reference: Reference) -> Iterable[CheckResult]:
        used = _by_catalogue(draft)
        if not used:
            return not_made(sentences, NO_COLUMN)
        known = [name for name in used if name in reference.catalogues]
        results = [
            not_made(sentences, NO_EDITION.format(header=reference.headers.get(name, name)))[0]
            for name in used
            if name not in reference.catalogues
        ]
        if known:
            found = [told for name in known for told in ask(draft, reference.catalogues[name], name, used[name])]
            results = [*asked(sentences, found), *results]
        return results

    return Check(sentences, run)


def _by_catalogue(draft: PlanDraft) -> dict[str, Entries]:
    """All entries with the index of their line, by catalogue, in one pass."""
    found: dict[str, Entries] = defaultdict(list)
    for at, line in enumerate(draft.matrix.lines):
        for entry in line.alignments:
            found[entry.catalogue].append((at, entry))
    return found


def _numbers(draft: PlanDraft, names: CatalogueNames, name: str, entries: Entries) -> Iterator[Finding]:
    for at, entry in entries:
        if entry.number and entry.code and entry.number != entry.code:
            yield finding(
                NUMBER_AND_NAME,
                draft.where(at, name),
                f"{entry.code}. {names.names[entry.code]}",
                number=entry.number,
                name=entry.name,
                code=entry.code,
                name_of_number=names.names.get(entry.number, "—"),
            )


def _unofficial(draft: PlanDraft, names: CatalogueNames, name: str, entries: Entries) -> Iterator[Finding]:
    official: dict[tuple[str, str], bool] = {}
    for at, entry in entries:
        key = (entry.code, entry.name)
        if key not in official:
            official[key] = not all(key) or names.is_official(*key)
        if not official[key]:
            where, right = draft.where(at, name), names.names[entry.code]
            facts = {"name": entry.name, "code": entry.code, "catalogue": names.title}
            yield finding(UNOFFICIAL_NAME, where, right, **facts)


def _unknown(draft: PlanDraft, names: CatalogueNames, name: str, entries: Entries) -> Iterator[Finding]:
    for at, entry in entries:
        if not entry.code:
            yield finding(UNKNOWN_ENTRY, draft.where(at, name), name=entry.name, catalogue=names.title)


CHECKS = (_each(NUMBER_AND_NAME, _numbers), _each(UNOFFICIAL_NAME, _unofficial), _each(UNKNOWN_ENTRY, _unknown))
