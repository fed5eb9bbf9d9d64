"""What continues what: the earlier actions beside the new ones, and a person's answer to each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from rumbo.apps.intake.actions import ContinuityAnswer, settle_continuity
from rumbo.apps.intake.bridge import Reading, document_reading_of, is_document
from rumbo.apps.intake.queries import ContinuityLine, ContinuityTable, EarlierTarget, Lined, continuity_table, kind_of
from rumbo.apps.intake.queries.continuing import DocumentLines, lines_of_document
from rumbo.domain.plan.matrix import PlanLine
from rumbo.faces.web.intake.documents.pages import opened_parts, shared_parts
from rumbo.faces.web.intake.pages import edit_of, intake_asked, opened, refuse_unless_settling, shared
from rumbo.faces.web.session import actor_of, attempt
from rumbo.faces.web.words import FIELDS, said

LINES_A_PAGE = 50
SAME = 100
MOST_OFFERED = 60
"""With more earlier actions the person writes the number of the one meant, instead of choosing among all."""
KINDS = {
    "same": __("Es la misma"),
    "reworded": __("Es la misma, redactada de nuevo"),
    "split": __("Se desprende de una anterior que se dividió"),
    "merged": __("Reúne varias anteriores"),
    "replaced": __("Reemplaza a una anterior"),
    "new": __("Es nueva"),
}
REPORTED = {
    "same": __("Reporta esta acción"),
    "reworded": __("Reporta esta acción, redactada de otra manera"),
    "new": __("No es de esta versión: no traer su reporte"),
}


@dataclass(frozen=True, slots=True)
class ContinuityRow:
    """A line with the earlier action it continues: as settled or as proposed, and the fields that changed."""

    number: int
    said: ContinuityLine
    line: PlanLine
    earlier: EarlierTarget | None
    changes: list[tuple[str, str, str]]
    others: list[EarlierTarget]

    @property
    def target(self) -> str:
        """The value of the field that names the earlier action."""
        return str(self.earlier.target.uid) if self.earlier else ""

    @property
    def merged(self) -> str:
        """The value of the field that names the further ones that it merges: their numbers."""
        return ", ".join(each.number for each in self.others)


@require_http_methods(["GET", "POST"])
def continuity(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Left the earlier actions, right the new ones; one button a line, and one for all of the page."""
    intake, reading = _opened(request, uid)
    table = continuity_table(intake, reading)
    status = 200
    if request.method == "POST":
        refuse_unless_settling(request, intake)
        if table is not None and _settle(request, intake, reading, table):
            return redirect(request.get_full_path())
        intake.refresh_from_db()
        intake, reading = _opened(request, uid)
        table, status = continuity_table(intake, reading), 422
    context = _shared(request, intake, reading)
    if table is not None:
        alike = {each.line for each in unchanged(table)}
        lines = table.lines
        if len(lines) > LINES_A_PAGE:
            # Of many, those that a person has to look at stand first.
            lines = tuple(sorted(lines, key=lambda each: (each.settled, each.line in alike)))
        page = Paginator(lines, LINES_A_PAGE).get_page(request.GET.get("pagina"))
        context |= {
            "table": table,
            "unchanged": len(alike),
            "page_obj": page,
            "rows": [_row(each, reading, table) for each in page.object_list],
            "endings": [(each, table.earlier[each.before]) for each in table.endings[:LINES_A_PAGE]],
            "kinds": REPORTED if intake.reports_only else KINDS,
            "offered": table.earlier if len(table.earlier) <= MOST_OFFERED else (),
        }
    return render(request, "web/intake/continuity.html", context, status=status)


def _opened(request: HttpRequest, uid: UUID) -> tuple[Any, Reading | DocumentLines]:
    """A document with its targets line by line, whatever its layout."""
    intake = intake_asked(request, uid)
    if not is_document(intake):
        return opened(request, uid)
    intake, parts = opened_parts(request, uid)
    return intake, lines_of_document(intake, parts)


def _shared(request: HttpRequest, intake: Any, reading: Reading | DocumentLines) -> dict[str, Any]:
    if isinstance(reading, Reading):
        return shared(request, intake, reading, "web:intake-continuity")
    return shared_parts(request, intake, document_reading_of(intake), "web:intake-continuity")


def _row(each: ContinuityLine, reading: Lined, table: ContinuityTable) -> ContinuityRow:
    earlier = table.earlier[each.before] if each.before is not None else None
    others = [table.earlier[at] for at in each.others]
    # The line of a document is called by the level right above it, that of a version by its highest: no change.
    left = {"statement"} if isinstance(reading, Reading) else {"statement", "objective"}
    told = [change for change in each.changes if change.field not in left]
    changes = {change.field: (str(FIELDS[change.field]), said(change.before), said(change.after)) for change in told}
    return ContinuityRow(each.line + 1, each, reading.matrix.lines[each.line], earlier, list(changes.values()), others)


def _settle(request: HttpRequest, intake: Any, reading: Lined, table: ContinuityTable) -> bool:
    """Keeps the line whose button was pressed, or everything that the page says."""
    answers = _answers(request, reading, table)
    if answers is None:
        messages.error(request, _("Falta decir a qué acción anterior se refiere, o su número no está en el plan."))
        return False
    actor, edit = actor_of(request), edit_of(request)
    done = ngettext("Quedó {n} respuesta.", "Quedaron {n} respuestas.", len(answers)).format(n=len(answers))
    _rows, refusals = attempt(request, lambda: settle_continuity(actor, intake, answers, edit=edit), done)
    return not refusals


def _answers(request: HttpRequest, reading: Lined, table: ContinuityTable) -> list[ContinuityAnswer] | None:
    told = request.POST
    if "unchanged" in told:
        return [ContinuityAnswer(kind_of("same"), each.line, _target(each, table)) for each in unchanged(table)]
    known = _known(table)
    only = told.get("only", "")
    answers: list[ContinuityAnswer] = []
    for at in range(len(reading.matrix.lines)):
        kind = told.get(f"kind{at + 1}")
        if kind is None or only not in ("", str(at + 1)):
            continue
        if kind not in KINDS:
            raise Http404
        targets = [known.get(name) for name in _named(told, at + 1, kind)]
        if kind != "new" and None in targets:
            return None
        reason = told.get(f"reason{at + 1}", "")
        answers += [ContinuityAnswer(kind_of(kind), at, target, reason) for target in dict.fromkeys(targets)]
    spoken = {answer.target for answer in answers if answer.target is not None}
    for place in table.endings:
        ending = table.earlier[place.before].target
        reason = told.get(f"end{ending.uid}", "").strip()
        if reason and ending not in spoken and only in ("", str(ending.uid)):
            answers.append(ContinuityAnswer(kind_of("dropped"), None, ending, reason))
    return answers


def unchanged(table: ContinuityTable) -> list[ContinuityLine]:
    """The lines that say word by word what an earlier one says, and wait for an answer."""
    return [each for each in table.lines if each.kind == "same" and each.similarity == SAME and not each.settled]


def _target(each: ContinuityLine, table: ContinuityTable) -> Any:
    return table.earlier[each.before].target if each.before is not None else None


def _known(table: ContinuityTable) -> dict[str, Any]:
    """The earlier targets by uid and by number; of two with one number, the first."""
    known = {str(each.target.uid): each.target for each in table.earlier}
    return known | {each.number: each.target for each in reversed(table.earlier) if each.number not in known}


def _named(told: Mapping[str, str], number: int, kind: str) -> list[str]:
    """What the fields of a line name: nothing for a new one, one earlier target, or all that it merges."""
    if kind == "new":
        return [""]
    one = told.get(f"target{number}", "").strip()
    if kind != "merged":
        return [one]
    others = [part.strip(" .") for part in told.get(f"others{number}", "").replace(";", ",").split(",")]
    return [name for name in (one, *others) if name] or [""]
