"""The review of everything that an entity keeps: every finding, the records and the rules they are of, and the report
that the planning office sends to the units."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rumbo.apps.followup.access import reads_everything
from rumbo.apps.reviewing.queries import Record, records_of, review_asked
from rumbo.faces.kit.papers import manner
from rumbo.faces.kit.pieces import Fact, Link
from rumbo.faces.web.issuing import issued
from rumbo.faces.web.reviewing.showing import KINDS, card_of, review_address
from rumbo.faces.web.session import actor_of, entity_id_of, person_of
from rumbo.findings import CheckResult, Finding, Outcome, Severity, Where, marked, sentences_of, word
from rumbo.layouts.drawing.review import GRAVEST, SEVERITIES, Reviewed, draw_review
from rumbo.papers import writing

PAGE = 25
FORMS = ("pdf", "docx", "xlsx", "html")
WHOLE = marked("Toda la entidad")
UNIT, NO_UNIT = marked("Dependencia"), marked("Sin dependencia que responda")


@dataclass(frozen=True, slots=True)
class Line:
    """A finding on a page: the record it is of, where it is mended, and the unit that answers."""

    record: Record
    finding: Finding
    href: str
    unit: str


@dataclass(frozen=True, slots=True)
class Narrow:
    """What the findings are narrowed by."""

    words: str = ""
    kind: str = ""
    severity: str = ""
    unit: str = ""
    rule: str = ""

    def takes(self, line: Line) -> bool:
        """Whether a finding fulfils all of it."""
        told = (self.kind in ("", line.record.kind), self.severity in ("", line.finding.severity))
        answers = self.unit in ("", line.unit) and self.rule in ("", line.finding.code)
        return all(told) and answers and (not self.words or self._says(line))

    def _says(self, line: Line) -> bool:
        worded = word(line.finding, _)
        told = f"{line.record.name} {worded.title} {worded.what} {line.finding.where or ''}"
        return self.words.casefold() in told.casefold()


@require_safe
def entity(request: HttpRequest) -> HttpResponse:
    """Every finding, narrowed and by pages; or the records or the rules, with how much is found in each. What was found
    last is shown while the task worker reviews again; where nothing was, how far it has come."""
    review, job = review_asked(_entity_asked(request), timezone.localdate())
    if review is None:
        return render(request, "web/reviewing/working.html", {"job": job})
    records, narrow = review.records, narrow_asked(request.GET)
    lines = _ordered(line for line in lines_of(records) if narrow.takes(line))
    seen = request.GET.get("ver", "")
    every = list(lines_of(records))
    page = Paginator(lines, PAGE).get_page(request.GET.get("pagina"))
    context = {
        "review": review,
        "job": job,
        "tabs": _tabs(seen),
        "seen": seen,
        "tiles": _tiles(lines, records),
        "page": page,
        "by_record": _by_record(records, lines) if seen == "registros" else [],
        "by_rule": _by_rule(lines) if seen == "reglas" else [],
        "narrow": narrow,
        "narrowed": narrow != Narrow(),
        "kinds": KINDS.items(),
        "severities": [(each.value, _(words)) for each, words in SEVERITIES.items()],
        "units": sorted({line.unit for line in every if line.unit}),
        "rules": sorted({(_(sentences_of(line.finding.code).title), line.finding.code) for line in every}),
        "forms": FORMS,
        "asked": _asked(request.GET),
    }
    return render(request, "web/reviewing/entity.html", context)


@require_safe
def report(request: HttpRequest, form: str) -> HttpResponse:
    """The same to send: a part for each unit with what it has to mend, and at the end what held in the whole entity."""
    if form not in FORMS:
        raise Http404
    records, narrow = records_of(_entity_asked(request), timezone.localdate()), narrow_asked(request.GET)
    lines = _ordered(line for line in lines_of(records) if narrow.takes(line))
    moment = timezone.now().replace(microsecond=0)
    parts = [*_by_unit(lines), Reviewed(_(WHOLE), "", (), _held(records))]
    document = draw_review(parts, person_of(request).entity.name, moment, manner(), UNIT)
    document = issued(request, document, manner())
    answer = HttpResponse(writing.render(document, form), content_type=writing.MEDIA_TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="revision-{moment.date().isoformat()}.{form}"'
    return answer


def narrow_asked(asked: QueryDict) -> Narrow:
    """What the address narrows by; what is no such thing narrows nothing."""
    kind, severity = asked.get("tipo", ""), asked.get("gravedad", "")
    return Narrow(
        words=asked.get("buscar", "").strip()[:200],
        kind=kind if kind in KINDS else "",
        severity=severity if severity in set(Severity) else "",
        unit=asked.get("dependencia", "")[:300],
        rule=asked.get("regla", "")[:100],
    )


def lines_of(records: Iterable[Record]) -> Iterator[Line]:
    """Every finding of some records, with where it is mended and who answers for it."""
    for record in records:
        for told in record.told():
            finding, href = card_of(record, told)
            yield Line(record, finding, href, told.about.unit)


def _entity_asked(request: HttpRequest) -> int:
    """The entity, for those who read everything of it."""
    if not reads_everything(actor_of(request)):
        raise Http404
    return entity_id_of(request)


def _ordered(lines: Iterable[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: GRAVEST.index(line.finding.severity))


def _tiles(lines: Sequence[Line], records: Sequence[Record]) -> list[Fact]:
    counts = Counter(line.finding.severity for line in lines)
    named = {Severity.ERROR: _("Errores"), Severity.WARNING: _("Advertencias"), Severity.NOTICE: _("Avisos")}
    return [
        *(Fact(named[each], counts[each]) for each in GRAVEST),
        Fact(_("Registros revisados"), sum(record.mended is None for record in records)),
        Fact(_("Sin ningún hallazgo"), sum(not any(each.findings for each in record.checks) for record in records)),
    ]


def _by_record(records: Sequence[Record], lines: Sequence[Line]) -> list[dict[str, Any]]:
    """The records with a finding that is shown, the gravest first, each with its counts and its own review."""
    counts: dict[int, Counter[Severity]] = {}
    for line in lines:
        counts.setdefault(id(line.record), Counter())[line.finding.severity] += 1
    rows = [
        {
            "kind": KINDS[record.kind],
            "name": record.name,
            "unit": record.unit,
            "href": review_address(record),
            "counts": [counts[id(record)][each] for each in GRAVEST],
            "passed": sum(each.outcome is Outcome.PASSED for each in record.checks),
            "lacking": sum(each.outcome is Outcome.NOT_MADE for each in record.checks),
        }
        for record in records
        if id(record) in counts
    ]
    return sorted(rows, key=lambda row: [-count for count in row["counts"]])


def _by_rule(lines: Sequence[Line]) -> list[dict[str, Any]]:
    """The rules that found something, the gravest and commonest first: how often, and in how many records."""
    found = Counter(line.finding.code for line in lines)
    records = Counter(code for code, _record in {(line.finding.code, id(line.record)) for line in lines})
    severity = {line.finding.code: line.finding.severity for line in lines}
    rows = [
        {
            "code": code,
            "title": _(sentences_of(code).title),
            "severity": severity[code].value,
            "word": _(SEVERITIES[severity[code]]),
            "found": number,
            "records": records[code],
        }
        for code, number in found.items()
    ]
    return sorted(rows, key=lambda row: (GRAVEST.index(severity[row["code"]]), -row["found"], row["title"]))


def _by_unit(lines: Sequence[Line]) -> list[Reviewed]:
    """A part of the report for each unit, by name; what no unit answers for comes last. Places say in which record."""
    parts: dict[str, list[Finding]] = {}
    for line in lines:
        where = replace(line.finding.where or Where(), file=f"{KINDS[line.record.kind]}: {line.record.name}")
        parts.setdefault(line.unit, []).append(replace(line.finding, where=where))
    named = sorted(parts, key=lambda unit: (not unit, unit.casefold()))
    return [Reviewed(unit or _(NO_UNIT), "", tuple(parts[unit]), files=True) for unit in named]


def _held(records: Iterable[Record]) -> tuple[CheckResult, ...]:
    """The rules that found nothing in any record: that held where they were asked, or never could be."""
    answers: dict[str, CheckResult] = {}
    found: set[str] = set()
    for result in (each for record in records for each in record.checks):
        if result.outcome is Outcome.FOUND:
            found.add(result.code)
        elif result.code not in answers or result.outcome is Outcome.PASSED:
            answers[result.code] = replace(result, facts={} if result.outcome is Outcome.PASSED else result.facts)
    return tuple(result for code, result in answers.items() if code not in found)


def _tabs(seen: str) -> list[Link]:
    here = reverse("web:reviewing-entity")
    shown = (("", _("Hallazgos")), ("registros", _("Por registro")), ("reglas", _("Por regla")))
    return [Link(label, f"{here}?ver={key}" if key else here, key == seen) for key, label in shown]


def _asked(given: QueryDict) -> str:
    """The filter as an address carries it, for the report."""
    kept = given.copy()
    for name in ("pagina", "ver"):
        kept.pop(name, None)
    return kept.urlencode()
