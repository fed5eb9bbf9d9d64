"""What the document does not say by itself: how its growing programmes are written, where a target counts, which
targets a plan of the entity already has."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from rumbo.apps.intake.actions import Answered, answer_questions
from rumbo.apps.intake.bridge import DocumentReading
from rumbo.apps.intake.queries.continuing import DIFFERENT
from rumbo.apps.intake.queries.documents import KNOWN, NEW, NOBODY, Questions, names_a_unit, questions_of
from rumbo.apps.intake.queries.one_target import SAME
from rumbo.apps.people.queries import unit_by_uid, unit_choices
from rumbo.apps.processes.queries import processes_listed
from rumbo.domain.document import Path, at
from rumbo.domain.plan.basis import Sign
from rumbo.faces.kit.written import written_quantity
from rumbo.faces.web.intake.documents.counting import (
    certain_counting,
    counting_answers,
    counting_cards,
    counting_fields,
)
from rumbo.faces.web.intake.documents.forms import QuestionsForm
from rumbo.faces.web.intake.documents.indicators import (
    evidence_of,
    indicator_answers,
    indicator_fields,
    sheet_differences,
)
from rumbo.faces.web.intake.documents.pages import opened_parts, shared_parts
from rumbo.faces.web.intake.documents.risks import risk_answers, risk_fields
from rumbo.faces.web.intake.pages import edit_of, refuse_unless_settling, settles
from rumbo.faces.web.session import actor_of, attempt, entity_id_of
from rumbo.faces.web.words import ANNUALIZATIONS
from rumbo.layouts.engine.folding import folded
from rumbo.layouts.engine.unit_names import near_equal
from rumbo.layouts.outline.telling import pointer

SIGNS = {
    Sign.ADDS_UP: __("Los años suman la meta de todo el periodo: cada año se escribe lo que agrega."),
    Sign.RISES_TO: __("Los años nunca bajan y el último llega a la meta: cada año se escribe el nivel."),
    Sign.LAST_UNDER: __(
        "En el último año se programa menos que la meta: o es lo que el año agrega, o el plan no llega a su meta."
    ),
    Sign.LAST_EQUALS: __("En el último año se programa la meta completa: parece el nivel al que se llega."),
}
BASES = {
    "increment": __("Incremental: cada año es lo que el año agrega"),
    "cumulative": __("Acumulada: cada año es el nivel al que se llega"),
    "": __("Todavía no se sabe"),
}
SAMES = {SAME: __("Es la misma: se reporta una vez y se ve en los dos"), DIFFERENT: __("Son distintas")}
NEW_PROCESS = {
    "strategic": __("Es nuevo, estratégico"),
    "mission": __("Es nuevo, misional"),
    "support": __("Es nuevo, de apoyo"),
    "evaluation": __("Es nuevo, de evaluación"),
}
FIELDS = {
    "annualization": __("Anualización"),
    "term": __("Meta del periodo"),
    "year": __("Lo programado para la vigencia"),
    "statement": __("Enunciado"),
}


@require_http_methods(["GET", "POST"])
def questions(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Every question with its evidence and what is proposed; what was answered may be answered again."""
    intake, reading = opened_parts(request, uid)
    asked = questions_of(intake, reading)
    decides, status = settles(request, intake), 200
    form = QuestionsForm(request.POST or None, asked=list(_fields(request, reading, asked)), decides=decides)
    certain = _certain(request, asked)
    if request.method == "POST":
        refuse_unless_settling(request, intake)
        status = 422
        if form.is_valid():
            only = request.POST.get("accept", "")
            told = certain.get(only, []) if only else _answers(request, form.cleaned_data, asked)
            answers, actor, edit = told, actor_of(request), edit_of(request)
            number = len(answers)
            done = ngettext("Quedó {n} respuesta.", "Quedaron {n} respuestas.", number).format(n=number)
            _rows, refusals = attempt(request, lambda: answer_questions(actor, intake, answers, edit=edit), done)
            if not refusals:
                return redirect(request.path)
            intake.refresh_from_db()
    context = shared_parts(request, intake, reading, "web:intake-questions") | {
        "asked": asked,
        "answered": len(asked.asked) - asked.left,
        "waiting": bool(asked.basis) + len(asked.counting),
        "certain": {name: len(answers) for name, answers in certain.items()},
        "counting": counting_cards(asked, form),
        "form": form,
        "basis": form["basis"] if asked.basis else None,
        "signs": [_sign(each) for each in asked.basis.signs] if asked.basis else [],
        "shared": [(each, form[f"shared{number}"]) for number, each in enumerate(asked.shared)],
        "units": [(each, form[f"unit{number}"]) for number, each in enumerate(asked.units)],
        "rest_unit": form["rest_unit"] if any(not names_a_unit(each.path) for each in asked.units) else None,
        "units_left": [each.choice for each in asked.units].count(""),
        "processes": [(each, form[f"process{number}"]) for number, each in enumerate(asked.processes)],
        "rest_process": form["rest_process"] if asked.processes else None,
        "processes_left": [each.choice for each in asked.processes].count(""),
        "risks": [(each, form[f"risk{number}"]) for number, each in enumerate(asked.risks)],
        "projects": [(each, form[f"project{number}"]) for number, each in enumerate(asked.projects)],
        "sheets": [(each, form[f"sheet{n}"], sheet_differences(each)) for n, each in enumerate(asked.sheets)],
        "variables": [(each, form[f"variable{n}"], evidence_of(each)) for n, each in enumerate(asked.variables)],
        "same": [(each, form[f"same{number}"], _differences(each)) for number, each in enumerate(asked.same)],
    }
    return render(request, "web/intake/documents/questions.html", context, status=status)


def _fields(
    request: HttpRequest, reading: DocumentReading, asked: Questions
) -> Iterator[tuple[str, str, str, list[tuple[str, str]]]]:
    """Each question as a field of the form: what was answered, else what is proposed."""
    if asked.basis:
        words = _("¿Cómo está escrita la programación de las metas crecientes?")
        yield (
            "basis",
            words,
            asked.basis_said or asked.basis.proposed or "",
            [(key, str(w)) for key, w in BASES.items()],
        )
    for number, each in enumerate(asked.shared):
        words = _("¿Dónde cuenta «{target}»?").format(target=each.target.statement)
        told = _("Es una sola y suma en {place}")
        places = [(pointer(path), told.format(place=_above(reading, path))) for path in each.paths]
        choices = [*places, (DIFFERENT, _("Son metas distintas"))]
        yield f"shared{number}", words, each.choice or each.path, choices
    for number, same in enumerate(asked.same):
        words = _("¿Es la misma meta? «{target}»").format(target=same.statement)
        yield f"same{number}", words, same.choice or SAME, [(key, str(told)) for key, told in SAMES.items()]
    if asked.units:
        listed = unit_choices(entity_id_of(request))
        names = Counter({name: 2 for _uid, name in listed})
        owners = _owners(request)
        yield "rest_unit", _("Las que queden sin decir las reporta"), "", [("", _("Sin decir")), *listed]
        for number, unit in enumerate(asked.units):
            named = names_a_unit(unit.path)
            words = _("¿Qué dependencia es «{name}»?") if named else _("¿Qué dependencia reporta «{name}»?")
            near = dict(near_equal(names + Counter([unit.text]))).get(unit.text)
            usual = NEW if named else owners.get(folded(unit.text), "")
            likely = next((uid for uid, name in listed if name == near), usual)
            initial = str(unit.unit.uid) if unit.unit else unit.choice or likely
            first = [(NEW, _("Es nueva")), (NOBODY, _("Ninguna por ahora"))] if named else [("", _("Sin decir"))]
            first = first[:1] if unit.needed else first
            yield f"unit{number}", words.format(name=unit.text), initial, [*first, *listed]
    if asked.processes:
        standing = [(str(each.uid), each.name) for each in processes_listed(entity_id_of(request))]
        kinds = [(key, str(told)) for key, told in NEW_PROCESS.items()]
        yield "rest_process", _("Los que queden sin decir son"), "", [("", _("Sin decir")), *kinds]
        for number, process in enumerate(asked.processes):
            words = _("¿Qué proceso es «{name}»?").format(name=process.text)
            yield f"process{number}", words, process.choice, [("", _("Sin decir")), *kinds, *standing]
    yield from indicator_fields(asked, entity_id_of(request))
    yield from risk_fields(asked, entity_id_of(request))
    yield from counting_fields(asked)
    for number, project in enumerate(asked.projects):
        words = _("El código {code} ya es de «{name}». ¿Es el mismo proyecto?")
        told = words.format(code=project.standing.code, name=project.standing.name)
        choices = [(SAME, _("Sí: es su versión siguiente")), (DIFFERENT, _("No: uno de los dos códigos está mal"))]
        yield f"project{number}", told, project.choice or SAME, choices


def _above(reading: DocumentReading, path: Path) -> str:
    """What a target hangs from, by its number and name."""
    holder = at(reading.content, path[:-2])
    number = getattr(holder, "number", "") or getattr(holder, "code", "")
    return f"{number}. {getattr(holder, 'statement', '') or getattr(holder, 'name', '')}"


def _answers(request: HttpRequest, said: Mapping[str, str], asked: Questions) -> list[Answered]:
    """What the form says; a question left without answer stays open."""
    answers = [Answered("basis", "", said["basis"])] if asked.basis else []
    for number, each in enumerate(asked.shared):
        if choice := said[f"shared{number}"]:
            answers.append(Answered("shared", each.path, choice))
    for number, same in enumerate(asked.same):
        if choice := said[f"same{number}"]:
            target = same.placement.revision.target
            answers.append(Answered("same_target", pointer(same.path), choice, target=target))
    for number, unit in enumerate(asked.units):
        if choice := said[f"unit{number}"] or ("" if names_a_unit(unit.path) else said["rest_unit"]):
            answers.append(_unit_answer(request, pointer(unit.path), choice))
    for number, process in enumerate(asked.processes):
        if choice := said[f"process{number}"] or said["rest_process"]:
            answers.append(Answered("process", pointer(process.path), choice))
    answers += indicator_answers(said, asked)
    answers += risk_answers(said, asked, entity_id_of(request))
    answers += counting_answers(said, asked)
    for number, project in enumerate(asked.projects):
        if choice := said[f"project{number}"]:
            answers.append(Answered("project", pointer(project.path), choice))
    return answers


def _certain(request: HttpRequest, asked: Questions) -> dict[str, list[Answered]]:
    """What may be accepted at once, by group: what the documents themselves leave no doubt of, not yet answered."""
    targets = [(each, each.placement.revision.target) for each in asked.same if each.sure and not each.choice]
    owners = _owners(request) if asked.units else {}
    answering = [(each, owners[folded(each.text)]) for each in asked.units if folded(each.text) in owners]
    return {
        "shared": [Answered("shared", each.path, each.path) for each in asked.shared if not each.choice],
        "same": [Answered("same_target", pointer(each.path), SAME, target=target) for each, target in targets],
        "unit": [_unit_answer(request, pointer(each.path), uid) for each, uid in answering if not each.choice],
        "counting": certain_counting(asked),
    }


def _owners(request: HttpRequest) -> dict[str, str]:
    """The uid of the unit that owns each process, by the name of the process."""
    listed = processes_listed(entity_id_of(request))
    return {folded(each.name): str(each.owner.uid) for each in listed if each.owner}


def _unit_answer(request: HttpRequest, path: str, choice: str) -> Answered:
    if choice in (NEW, NOBODY):
        return Answered("unit", path, choice)
    return Answered("unit", path, KNOWN, unit=unit_by_uid(entity_id_of(request), UUID(choice)))


def _sign(sign: tuple[Any, int, Any]) -> tuple[str, int, str, str]:
    """What speaks for a basis: in words, how often, and an example with its amounts."""
    which, count, target = sign
    amounts = ", ".join(f"{each.year}: {written_quantity(each.quantity)}" for each in target.years if each.quantity)
    return str(SIGNS[which]), count, target.statement, f"{amounts} / {written_quantity(target.term)}"


def _differences(same: Any) -> list[tuple[str, str, str]]:
    """What the two documents say differently, in words."""
    return [(str(FIELDS[each.field]), _said(each, each.before), _said(each, each.after)) for each in same.differences]


def _said(difference: Any, value: Any) -> str:
    if difference.field == "annualization":
        return str(ANNUALIZATIONS.get(value, value))
    return value if isinstance(value, str) else written_quantity(value)
