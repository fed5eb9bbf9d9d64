"""How the targets that stand in sentences are counted: asked by what their sentences say, and one by one where that
differs."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from rumbo.apps.intake.actions import Answered
from rumbo.apps.intake.queries.documents import CountingQuestion, Questions
from rumbo.domain.plan.counting import Telling
from rumbo.layouts.outline.telling import pointer

TELLS = {
    Telling.AT_MOST: __("La frase dice «máximo»: cada periodo se mide por separado y nada lo compensa."),
    Telling.AT_LEAST: __("La frase dice «mínimo»: cada periodo se mide por separado y nada lo compensa."),
    Telling.EQUAL: __("La frase dice una cantidad exacta."),
    Telling.EVERY_PERIOD: __("La frase dice un porcentaje de cada mes o trimestre."),
    Telling.AMOUNT: __("La frase dice una cantidad de cosas: lo de cada periodo se suma."),
    Telling.SHARE_OF_YEAR: __(
        "La frase dice un porcentaje sin decir de qué periodo: puede mantenerse en cada uno o valer el último dato."
    ),
    Telling.NOTHING: __("En la frase no se leyó ninguna meta."),
}
ASKED = {
    Telling.AT_MOST: __("¿Cómo se cuentan las metas «como máximo»?"),
    Telling.AT_LEAST: __("¿Cómo se cuentan las metas «como mínimo»?"),
    Telling.EQUAL: __("¿Cómo se cuentan las metas de una cantidad exacta?"),
    Telling.EVERY_PERIOD: __("¿Cómo se cuentan los porcentajes de cada periodo?"),
    Telling.AMOUNT: __("¿Cómo se cuentan las cantidades?"),
    Telling.SHARE_OF_YEAR: __("¿Cómo se cuentan los porcentajes que no dicen de qué periodo son?"),
    Telling.NOTHING: __("¿Cómo se cuentan los indicadores sin meta?"),
}
RULES = {
    "floor": __("Mínimo que se mantiene en cada periodo"),
    "ceiling": __("Máximo que no se pasa en ningún periodo"),
    "exact": __("Valor exacto en cada periodo"),
    "sum": __("Se suma lo de cada periodo"),
    "constant": __("Vale el último dato del año"),
    "unsaid": __("Todavía no se sabe: no se mide"),
}
NO_ANSWER = ("", __("Sin decir"))


@dataclass(frozen=True, slots=True)
class CountingCard:
    """A group as its page shows it: what its sentences say, its field, and each target with the field of its own."""

    asked: CountingQuestion
    tells: str
    field: Any
    targets: list[tuple[str, Any]]


def counting_fields(asked: Questions) -> Iterator[tuple[str, str, str, list[tuple[str, Any]]]]:
    """For each group a field, and one for each of its targets that says "as the group" until somebody says more."""
    offered = list(RULES.items())
    for number, group in enumerate(asked.counting):
        usual = _usual(group)
        yield f"counting{number}", str(ASKED[group.telling]), usual, [NO_ANSWER, *offered]
        for at, each in enumerate(group.targets):
            own = each.choice if each.choice not in ("", usual) else ""
            yield f"counting{number}_{at}", each.statement, own, [("", _("Como las demás")), *offered]


def counting_cards(asked: Questions, form: Any) -> list[CountingCard]:
    """The groups for the page."""
    return [
        CountingCard(
            group,
            str(TELLS[group.telling]),
            form[f"counting{number}"],
            [(each.choice, form[f"counting{number}_{at}"]) for at, each in enumerate(group.targets)],
        )
        for number, group in enumerate(asked.counting)
    ]


def counting_answers(said: Mapping[str, str], asked: Questions) -> list[Answered]:
    """What the form says of each target: its own answer, else that of its group."""
    return [
        Answered("counting", pointer(each.path), choice)
        for number, group in enumerate(asked.counting)
        for at, each in enumerate(group.targets)
        if (choice := said[f"counting{number}_{at}"] or said[f"counting{number}"])
    ]


def certain_counting(asked: Questions) -> list[Answered]:
    """What the sentences themselves speak for, of the targets without answer."""
    return [
        Answered("counting", pointer(each.path), group.proposed)
        for group in asked.counting
        for each in group.targets
        if group.proposed and not each.choice
    ]


def _usual(group: CountingQuestion) -> str:
    """The answer that most of a group have, else what is proposed."""
    said = Counter(each.choice for each in group.targets if each.choice)
    return said.most_common(1)[0][0] if said else group.proposed or ""
