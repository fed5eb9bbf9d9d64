"""What a map of risks asks: which map, which edition, whose each risk is, who answers, and what it goes on with."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.utils.translation import ngettext

from rumbo.apps.intake.actions import Answered
from rumbo.apps.intake.queries.documents import KNOWN, NEW, Questions
from rumbo.apps.intake.queries.risks import ANOTHER, SAME, RiskQuestion, left_out
from rumbo.apps.people.queries import unit_by_uid, unit_choices
from rumbo.apps.processes.queries import processes_listed
from rumbo.apps.risks.queries import maps_of
from rumbo.faces.web.risks.editions import editions
from rumbo.layouts.outline.telling import pointer

Choices = list[tuple[str, str]]
KINDS = {
    "strategic": __("Es un proceso nuevo, estratégico"),
    "mission": __("Es un proceso nuevo, misional"),
    "support": __("Es un proceso nuevo, de apoyo"),
    "evaluation": __("Es un proceso nuevo, de evaluación"),
}

LEFT = {
    "removed": __("Se retiró: ya no puede pasar o dejó de importar"),
    "merged": __("Se unió con otro riesgo de este documento"),
    "elsewhere": __("Pasó a otro mapa"),
    "another": __("Otro riesgo tomó su lugar"),
}
"""Why a risk of the version in force is not in the next edition."""


def risk_fields(asked: Questions, entity_id: int) -> Iterator[tuple[str, str, str, Choices]]:
    """Each question as a field: its name, its words, what was answered or is proposed, and what may be chosen."""
    if not asked.risks:
        return
    offered = _offered(entity_id)
    for number, each in enumerate(asked.risks):
        if left_out(each):
            yield (
                f"risk{number}",
                _words(each),
                _initial(each),
                [("", _("Sin decir")), *((key, str(words)) for key, words in LEFT.items())],
            )
            continue
        choices = [*offered["unit"], (NEW, _("Es nueva"))] if each.names_a_unit else None
        yield f"risk{number}", _words(each), _initial(each), choices or offered[each.question]


def risk_answers(said: Mapping[str, str], asked: Questions, entity_id: int) -> list[Answered]:
    """What the form says of a map of risks."""
    answers = []
    for number, each in enumerate(asked.risks):
        if not (choice := said[f"risk{number}"]):
            continue
        if each.question == "unit" and choice != NEW:
            unit = unit_by_uid(entity_id, UUID(choice))
            answers.append(Answered("unit", pointer(each.path), KNOWN, unit=unit))
        else:
            answers.append(Answered(each.question, pointer(each.path), choice))
    return answers


def _offered(entity_id: int) -> dict[str, Choices]:
    unsaid = ("", _("Sin decir"))
    maps = [(str(each.uid), _("La versión siguiente de «{map}»").format(map=each.name)) for each in maps_of(entity_id)]
    return {
        "risk_map": [(NEW, _("La primera versión de un mapa nuevo")), *maps],
        "risk_class": [
            unsaid,
            *(
                (f"{each.key}:{known.code}", f"{known.name}. {each.name}")
                for each in editions()
                for known in each.classes
            ),
        ],
        "process": [
            unsaid,
            *((key, str(words)) for key, words in KINDS.items()),
            *((str(each.uid), each.name) for each in processes_listed(entity_id)),
        ],
        "unit": [unsaid, *unit_choices(entity_id)],
        "risk": [(SAME, _("Sí: es el mismo, valorado de nuevo")), (ANOTHER, _("No: es otro riesgo"))],
    }


def _initial(each: RiskQuestion) -> str:
    return str(each.unit.uid) if each.unit else each.choice or each.proposed


def _words(each: RiskQuestion) -> str:
    told = {
        "risk_map": _("¿De qué mapa es este documento?"),
        "risk_class": _("¿Con qué metodología se valoran los riesgos de clase «{name}»? ({risks})"),
        "process": _("¿De qué proceso son los riesgos de «{name}»? ({risks})"),
        "unit": _("¿Qué dependencia responde por los riesgos de «{name}»? ({risks})"),
        "risk": _("¿Sigue siendo el mismo riesgo? «{name}». En la versión vigente: «{standing}»"),
    }[each.question]
    if each.names_a_unit:
        told = _("¿Qué dependencia es «{name}»? ({risks})")
    if left_out(each):
        told = _("El documento no trae el riesgo «{standing}» de la versión vigente. ¿Por qué?")
    standing = f"{each.standing.code} {each.standing.statement}" if each.standing else ""
    risks = ngettext("{n} riesgo", "{n} riesgos", each.count).format(n=each.count)
    return told.format(name=each.text or _("sin decir"), risks=risks, standing=standing)
