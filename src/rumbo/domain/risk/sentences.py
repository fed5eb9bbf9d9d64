"""The words of an assessment: Spanish source texts for each step, its formula, and how to fill them."""

from collections.abc import Callable
from fractions import Fraction

from rumbo.domain.risk.tracing import Share, Step
from rumbo.findings import marked

Translate = Callable[[str], str]
Show = Callable[[Fraction | Share], str]

SENTENCES: dict[str, str] = {
    "probability_times": marked("Probabilidad {level}: la actividad se realiza {times} veces al año."),
    "probability_history": marked("Probabilidad {level}: {criterion}."),
    "probability_stated": marked("Probabilidad {level}, como la dice el documento: no dice con qué frecuencia ocurre."),
    "impact_stated": marked("Impacto {level}, como lo dice el documento: no dice qué afectación lo sustenta."),
    "residual_stated": marked(
        "Los niveles con controles son los del documento: a algún control le falta lo que se pondera."
    ),
    "impact_money": marked("Impacto {level}: la afectación económica sería de {money} salarios mínimos mensuales."),
    "impact_reputation": marked("Impacto {level}: {criterion}."),
    "impact_answers": marked("Impacto {level}: {yes} de {total} preguntas se respondieron afirmativamente."),
    "impact_forced": marked("Impacto {level}: la pregunta {question} se respondió que sí, y basta por sí sola."),
    "impact_level": marked("Impacto {level}, como lo valoró quien identifica el riesgo."),
    "zone_inherent": marked("Zona inherente {zone}: la casilla {probability} y {impact} del mapa."),
    "control_weight": marked("Control {position}, {kind} y {way}: quita {strength} de lo que quedaba en {axis}."),
    "control_rating": marked("Control {position}, {kind}: su solidez es {rating}, la menor entre diseño y ejecución."),
    "control_nothing": marked(
        "Control {position}, {kind}: en esta metodología no mueve ni la probabilidad ni el impacto."
    ),
    "set_moves": marked(
        "Los controles sobre {axis} son un conjunto {rating}, que baja hasta {levels} niveles: queda en {level}."
    ),
    "band_probability": marked("Probabilidad residual {level}: {value} está en su franja."),
    "band_impact": marked("Impacto residual {level}: {value} está en su franja."),
    "zone_residual": marked("Zona residual {zone}: la casilla {probability} y {impact} del mapa."),
}

FORMULAS: dict[str, str] = {
    "band_below": marked("la franja es de menos de {upper}"),
    "band_from": marked("la franja es desde {lower}"),
    "band_above": marked("la franja es de más de {lower}"),
    "band_from_below": marked("la franja es desde {lower} y menos de {upper}"),
    "band_from_to": marked("la franja es desde {lower} y hasta {upper}"),
    "band_above_below": marked("la franja es de más de {lower} y menos de {upper}"),
    "band_above_to": marked("la franja es de más de {lower} y hasta {upper}"),
    "graver": marked("el mayor entre {money_level} por lo económico y {reputation_level} por lo reputacional"),
    "taken": marked("{kind_weight} + {way_weight} = {strength}; {before} − {before} × {strength} = {after}"),
    "mean": marked("promedio de la solidez de los controles: {mean}"),
    "cell": marked("se lee en la casilla del mapa; no se multiplica"),
}

AXES: dict[str, str] = {"probability": marked("la probabilidad"), "impact": marked("el impacto")}


def said(step: Step, translate: Translate, show: Show) -> str:
    """The sentence of a step, in the reader's language."""
    return _filled(SENTENCES[step.code], step, translate, show)


def reckoned(step: Step, translate: Translate, show: Show) -> str:
    """The formula of a step with its numbers; empty where there is none."""
    return _filled(FORMULAS[step.formula], step, translate, show) if step.formula else ""


def _filled(text: str, step: Step, translate: Translate, show: Show) -> str:
    facts = {key: show(fact) if isinstance(fact, Fraction | Share) else fact for key, fact in step.facts.items()}
    if "axis" in facts:
        facts["axis"] = translate(AXES[str(facts["axis"])])
    return translate(text).format_map(facts)
