"""Norms that a document cites (V24): in force at its date, and not issued after it. What is not confirmed is asked.

A norm that the catalogue does not hold is passed over: that nobody wrote it down here says nothing of the document.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from rumbo.domain.checks.reference import asked, finding, not_made
from rumbo.domain.norms import UNVERIFIED, Citation, Norm, citations
from rumbo.findings import CheckResult, Finding, Sentences, Severity, Where, declare, marked

HOW = marked("Compruebe la cita en el texto oficial y, si hace falta, cite la norma que rige.")
NOT_IN_FORCE = declare(
    Sentences(
        "norm.not_in_force",
        Severity.WARNING,
        marked("Norma que ya no regía"),
        marked("«{written}» dejó de regir el {ended} ({by}), antes de este documento."),
        marked("Un plan que se apoya en una norma derogada se queda sin ese fundamento."),
        HOW,
    )
)
ARTICLE_CHANGED = declare(
    Sentences(
        "norm.article_changed",
        Severity.WARNING,
        marked("Artículo modificado antes del documento"),
        marked("El artículo {article} de «{written}» cambió el {changed}, antes de este documento: {by}."),
        marked("Lo que el documento dice del artículo puede ser lo que decía antes del cambio."),
        HOW,
    )
)
DOUBTFUL = declare(
    Sentences(
        "norm.doubtful",
        Severity.NOTICE,
        marked("Vigencia por confirmar"),
        marked("«{written}» pudo dejar de regir o cambiar antes de este documento ({by})."),
        marked("La fuente de ese dato no se ha confirmado: es una pregunta, no un error."),
        marked("Consulte la vigencia en el texto oficial y deje la cita si todavía rige."),
    )
)
ISSUED_LATER = declare(
    Sentences(
        "norm.issued_later",
        Severity.WARNING,
        marked("Norma posterior al documento"),
        marked("«{written}» es de {year}, y el documento es de {document_year}."),
        marked("Un documento no puede apoyarse en una norma que todavía no existía: la cita o la fecha está mal."),
        marked("Corrija el año de la norma o la fecha del documento."),
    )
)
LAW_YEAR = declare(
    Sentences(
        "norm.law_year_differs",
        Severity.NOTICE,
        marked("Ley citada con otro año"),
        marked("Dice «{written}»; la ley con ese número que conoce el catálogo es «{suggestion}»."),
        marked("Las leyes se numeran seguido de un año a otro: con otro año, la cita no lleva a ninguna parte."),
        marked("Si es la misma ley, escriba «{suggestion}»."),
    )
)
NO_CITATION = marked("citas de normas con número y año («Ley 152 de 1994»)")
UNKNOWN_ONES = marked("en el catálogo de normas, las que cita (por ejemplo «{first}»)")
NO_DATE = marked("la fecha o la vigencia del documento")
Texts = Iterable[tuple[str, Where]]
Days = tuple[date, date]


def year_days(year: int | None) -> Days | None:
    """The days on which a document of which only the year is known may have been issued."""
    return (date(year, 1, 1), date(year, 12, 31)) if year else None


@dataclass(frozen=True, slots=True)
class _Cited:
    """A citation with what is known of it: the norm, its article, and the law that has the same number."""

    citation: Citation
    where: Where
    norm: Norm | None
    article: Norm | None
    namesake: Norm | None


def _cited(texts: Texts, known: Iterable[Norm]) -> Iterator[_Cited]:
    """Each citation of a text once."""
    norms = {(norm.kind, norm.number, norm.year, norm.article): norm for norm in known}
    laws = {norm.number: norm for norm in norms.values() if norm.kind == "ley" and not norm.article}
    for text, where in texts:
        for each in dict.fromkeys(citations(text)):
            norm = norms.get((each.kind, each.number, each.year, ""))
            article = norms.get((each.kind, each.number, each.year, each.article)) if each.article else None
            namesake = laws.get(each.number) if each.kind == "ley" and norm is None else None
            yield _Cited(each, where, norm, article, namesake)


def _not_in_force(cited: _Cited, days: Days) -> Finding | None:
    norm = cited.norm
    if norm is None or norm.ended is None or norm.ended >= days[0] or norm.confidence == UNVERIFIED:
        return None
    return finding(
        NOT_IN_FORCE, cited.where, written=cited.citation.written, ended=_worded(norm.ended), by=norm.by or "—"
    )


def _article_changed(cited: _Cited, days: Days) -> Finding | None:
    norm = cited.article
    if norm is None or norm.changed is None or norm.changed >= days[0] or norm.confidence == UNVERIFIED:
        return None
    facts = {"written": cited.citation.written, "article": norm.article, "by": norm.by or "—"}
    return finding(ARTICLE_CHANGED, cited.where, changed=_worded(norm.changed), **facts)


def _doubtful(cited: _Cited, days: Days) -> Finding | None:
    for norm in (cited.article, cited.norm):
        if norm is None or norm.confidence != UNVERIFIED:
            continue
        if any(day is not None and day < days[0] for day in (norm.ended, norm.changed)):
            return finding(DOUBTFUL, cited.where, written=cited.citation.written, by=norm.by or "—")
    return None


def _issued_later(cited: _Cited, days: Days) -> Finding | None:
    year = cited.citation.year
    if year <= days[1].year:
        return None
    return finding(ISSUED_LATER, cited.where, written=cited.citation.written, year=year, document_year=days[1].year)


def _law_year(cited: _Cited, days: Days) -> Finding | None:
    if cited.namesake is None:
        return None
    return finding(LAW_YEAR, cited.where, cited.namesake.name, written=cited.citation.written)


Ask = Callable[[_Cited, Days], Finding | None]
RULES: tuple[tuple[Sentences, Ask], ...] = (
    (NOT_IN_FORCE, _not_in_force),
    (ARTICLE_CHANGED, _article_changed),
    (DOUBTFUL, _doubtful),
    (ISSUED_LATER, _issued_later),
    (LAW_YEAR, _law_year),
)


def ask_norms(
    sentences: Sentences, ask: Ask, texts: Texts, known: Iterable[Norm], days: Days | None
) -> tuple[CheckResult, ...]:
    """One rule asked of every citation of some texts, for a document issued within these days."""
    if days is None:
        return not_made(sentences, NO_DATE)
    cited = list(_cited(texts, known))
    if not cited:
        return not_made(sentences, NO_CITATION)
    if sentences is not ISSUED_LATER and not any(each.norm or each.namesake for each in cited):
        return not_made(sentences, UNKNOWN_ONES, first=cited[0].citation.written)
    return asked(sentences, (told for each in cited if (told := ask(each, days))))


def check_norms(texts: Texts, known: Iterable[Norm], days: Days | None) -> tuple[CheckResult, ...]:
    """Every rule of citations, for texts of any kind of record."""
    listed, norms = list(texts), tuple(known)
    return tuple(result for sentences, ask in RULES for result in ask_norms(sentences, ask, listed, norms, days))


def _worded(day: date) -> str:
    return f"{day.day}/{day.month:02d}/{day.year}"
