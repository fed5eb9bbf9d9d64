"""Numbers and names of a catalogue must belong together, and names should be the official ones (V02)."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from rumbo.domain.checks.reference import CatalogueNames, Check, Reference, asked, finding, not_made
from rumbo.domain.plan.draft import PlanDraft
from rumbo.domain.plan.matrix import Alignment
from rumbo.findings import CheckResult, Finding, Sentences, Severity, Where, declare, marked

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
NO_EDITION = marked("una edición del catálogo de «{header}» para esa vigencia")
Faulty = Callable[[Alignment, CatalogueNames], bool]
Told = Callable[[Alignment, CatalogueNames, Where], Finding]


def _each(sentences: Sentences, faulty: Faulty, told: Told) -> Check:
    """A check of every entry with the catalogue of its column, which also tells the catalogues that were lacking."""

    def run(draft: PlanDraft, reference: Reference) -> Iterable[CheckResult]:
        used = dict.fromkeys([entry.catalogue for line in draft.matrix.lines for entry in line.alignments])
        if not used:
            return not_made(sentences, NO_COLUMN)
        known = {name: reference.catalogues[name] for name in used if name in reference.catalogues}
        lacking = [not_made(sentences, NO_EDITION, header=_header(reference, name))[0] for name in used - known.keys()]
        made = asked(sentences, _found(draft, known, faulty, told)) if known else ()
        return (*made, *lacking)

    return Check(sentences, run)


def _header(reference: Reference, name: str) -> str:
    return reference.headers.get(name, name)


def _found(draft: PlanDraft, known: Mapping[str, CatalogueNames], faulty: Faulty, told: Told) -> Iterator[Finding]:
    """Each object is judged once: lines that say the same share their entries."""
    verdicts: dict[int, bool] = {}
    for at, line in enumerate(draft.matrix.lines):
        for entry in line.alignments:
            wrong = verdicts.get(id(entry))
            if wrong is None:
                names = known.get(entry.catalogue)
                wrong = verdicts[id(entry)] = names is not None and faulty(entry, names)
            if wrong:
                yield told(entry, known[entry.catalogue], draft.where(at, entry.catalogue))


def _mismatched(entry: Alignment, names: CatalogueNames) -> bool:
    return bool(entry.number and entry.code and entry.number != entry.code)


def _tell_mismatch(entry: Alignment, names: CatalogueNames, where: Where) -> Finding:
    return finding(
        NUMBER_AND_NAME,
        where,
        f"{entry.code}. {names.names[entry.code]}",
        number=entry.number,
        name=entry.name,
        code=entry.code,
        name_of_number=names.names.get(entry.number, "—"),
    )


def _unofficial(entry: Alignment, names: CatalogueNames) -> bool:
    return bool(entry.code and entry.name and not names.is_official(entry.code, entry.name))


def _tell_unofficial(entry: Alignment, names: CatalogueNames, where: Where) -> Finding:
    right = names.names[entry.code]
    return finding(UNOFFICIAL_NAME, where, right, name=entry.name, code=entry.code, catalogue=names.title)


def _unknown(entry: Alignment, names: CatalogueNames) -> bool:
    return not entry.code


def _tell_unknown(entry: Alignment, names: CatalogueNames, where: Where) -> Finding:
    return finding(UNKNOWN_ENTRY, where, name=entry.name, catalogue=names.title)


CHECKS = (
    _each(NUMBER_AND_NAME, _mismatched, _tell_mismatch),
    _each(UNOFFICIAL_NAME, _unofficial, _tell_unofficial),
    _each(UNKNOWN_ENTRY, _unknown, _tell_unknown),
)
