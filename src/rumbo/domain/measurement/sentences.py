"""The words of a trace: Spanish source texts for its sentences, formulas, labels, reasons and marks, and how to fill
them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from rumbo.domain.measurement.trace import Fact, Input, Percent, Trace
from rumbo.domain.numbers import SHOWN_DECIMALS, figure_of, shown_points
from rumbo.findings import marked

Translate = Callable[[str], str]
Show = Callable[[Fraction | Percent], str]

SENTENCES: dict[str, str] = {
    "year": marked("Avance del año {year}: {result}."),
    "to_date": marked("Avance frente a lo programado hasta {year}: {result}."),
    "term": marked("Avance frente a la meta de todo el periodo, a {year}: {result}."),
    "expected": marked("Lo que debía estar alcanzado del año {year} a la fecha de corte: {result}."),
    "at_cutoff": marked("Avance frente a lo que debía estar alcanzado a la fecha de corte en {year}: {result}."),
    "compliance": marked("Promedio de cumplimiento de los años transcurridos hasta {year}: {result}."),
    "projected": marked("Proyección al cierre de {year}: {result}."),
    "projected_ended": marked("El año {year} terminó en {result}."),
    "projected_held": marked("Si se mantiene como va, {year} cierra en {result}."),
    "projected_on_programme": marked(
        "Si lo que falta se hace en la misma proporción que lo que ya se debía, {year} cierra en {result}."
    ),
    "projected_linear": marked("Si sigue al ritmo de {told} de {periods} periodos, {year} cierra en {result}."),
    "share_measured": marked("Con cifra: {part} de {whole} metas, {result}."),
    "share_met": marked("Cumplidas: {part} de las {whole} que tienen cifra, {result}."),
    "share_in_band": marked("En este rango: {part} de las {whole} que tienen cifra, {result}."),
    "group_mean": marked("Promedio simple del grupo: {result}. Contaron {counted} de {children} metas."),
    "consolidated": marked(
        "Promedio de {items} metas de {entities} entidades, en {closings} cierres (huella {read}): {result}. Contaron "
        "{counted}; no contaron {excluded}."
    ),
    "consolidated_plans": marked("Promedio de sus planes, todos con igual peso: {result}. Contaron {counted} planes."),
    "consolidated_light": marked("En «{band}»: {part} de las {whole} que tienen cifra, {result}."),
    "consolidated_excluded": marked("No contaron {part} metas."),
    "committed_of_definitive": marked("Comprometido sobre la apropiación definitiva: {result}."),
    "obligated_of_definitive": marked("Obligado sobre la apropiación definitiva: {result}."),
    "paid_of_definitive": marked("Pagado sobre la apropiación definitiva: {result}."),
    "paid_of_committed": marked("Pagado sobre lo comprometido: {result}."),
    "executed_of_definitive": marked("Ejecutado, como lo llama el archivo, sobre la apropiación definitiva: {result}."),
    "step_year": marked("Año {year}: {result}."),
    "node": marked("Promedio ponderado: {result}. Contaron {counted} de {children} elementos."),
    "node_at_cutoff": marked(
        "Promedio de lo alcanzado frente a lo esperado: {result}. Contaron {counted} de {children} elementos."
    ),
}
"""The first line of a trace, by code. `{result}` is the percentage or "sin porcentaje"."""

FORMULAS: dict[str, str] = {
    "course": marked("({level} − {start}) ÷ ({wanted} − {start})"),
    "course_from_zero": marked("{level} ÷ {wanted}"),
    "share": marked("parte alcanzada que se reportó: {part}"),
    "counted_as_zero": marked("nadie reportó y, según el ajuste de la entidad, cuenta como {part}"),
    "kept_whole": marked("debe cumplirse todo el tiempo: en cualquier fecha se espera {part}"),
    "mean": marked("({terms}) ÷ {divisor}"),
    "mean_capped": marked("({terms}) ÷ {divisor}, cada año con tope de {cap}"),
    "mean_of_periods": marked("({terms}) ÷ {divisor}, cada periodo frente a la meta, sin pasar del 100 %"),
    "part": marked("{part} ÷ {whole}"),
    "simple_mean": marked("suma de los avances que cuentan {total} ÷ {counted} metas = {result}"),
    "ratio_of_sums": marked("$ {above} ÷ $ {below}, sumas de {counted} filas; sin alguno de los dos datos: {excluded}"),
    "sum_by_weights": marked(
        "{total} % ÷ {weights} = {result}; arriba la suma de avance × peso, abajo la de los pesos"
    ),
    "weighted_mean": marked("suma de avance × peso ÷ suma de pesos = {result}; suma de pesos: {weights}"),
}

NOTES: dict[str, str] = {
    "node_at_cutoff": marked(
        "Cada elemento se compara con lo que él mismo debía tener a la fecha, y esas comparaciones se promedian; por "
        "eso esta cifra puede ser distinta del avance de este nivel dividido entre lo esperado."
    ),
    "node_at_cutoff_capped": marked(
        "Cada elemento se compara con lo que él mismo debía tener a la fecha y cuenta hasta {cap}, para que lo que uno "
        "adelanta no tape lo que otro atrasa; por eso esta cifra puede ser menor que el avance de este nivel dividido "
        "entre lo esperado."
    ),
    "group_mean": marked("Cada meta cuenta una vez y todas pesan lo mismo: los pesos son de los niveles del plan."),
    "group_mean_capped": marked(
        "Cada meta cuenta una vez, hasta {cap}, y todas pesan lo mismo: los pesos son de los niveles del plan."
    ),
}
"""What a reader would ask about a figure, answered beside its formula."""

LABELS: dict[str, str] = {
    "target": marked("Meta: {value}"),
    "baseline": marked("Línea base: {value}"),
    "opening": marked("Alcanzado antes del primer periodo: {value} ({origin})"),
    "opening_dated": marked("Alcanzado antes del primer periodo, a {day}: {value} ({origin})"),
    "from_start": marked("La meta empieza con su primer periodo: nada la precede"),
    "programme": marked("Programado en {year}: {value}"),
    "programme_increment": marked("Programado como incremento de {year}: {value}"),
    "not_programmed": marked("{year}: no programado"),
    "report": marked("Reporte {year}-{period}: {value}"),
    "report_ratio": marked("Reporte {year}-{period}: {numerator} de {denominator}"),
    "report_share": marked("Reporte {year}-{period}: {value} de la meta"),
    "report_undefined": marked("Reporte {year}-{period}: sin valor calculable"),
    "report_not_reported": marked("Reporte {year}-{period}: no reportado"),
    "counted_own": marked("Reporte {year}-{period}, lo hecho por «{unit}», que reporta: {value}"),
    "counted_own_ratio": marked(
        "Reporte {year}-{period}, lo hecho por «{unit}», que reporta: {numerator} de {denominator}"
    ),
    "counted_adds": marked("Reporte {year}-{period}, se suma lo de «{unit}»: {value}"),
    "counted_adds_ratio": marked("Reporte {year}-{period}, se suma lo de «{unit}»: {numerator} de {denominator}"),
    "counted_part": marked("Reporte {year}-{period}, lo de «{unit}» ya está contado: {value}"),
    "counted_part_ratio": marked(
        "Reporte {year}-{period}, lo de «{unit}» ya está contado: {numerator} de {denominator}"
    ),
    "counted_informs": marked("Reporte {year}-{period}, «{unit}» informa, sin sumar: {value}"),
    "counted_informs_ratio": marked(
        "Reporte {year}-{period}, «{unit}» informa, sin sumar: {numerator} de {denominator}"
    ),
    "counted_missing": marked(
        "Reporte {year}-{period}, «{unit}» no ha dicho lo suyo: no está en el total, y no es un cero"
    ),
    "loaded_from": marked("Resultado {year}-{period} cargado de «{origin}», del {day}: no se reportó en Rumbo"),
    "report_of_year": marked("Resultado de todo {year}: {value}"),
    "report_ratio_of_year": marked("Resultado de todo {year}: {numerator} de {denominator}"),
    "report_share_of_year": marked("Resultado de todo {year}: {value} de la meta"),
    "loaded_of_year": marked("Resultado de todo {year} cargado de «{origin}», del {day}: no se reportó en Rumbo"),
    "report_not_applicable": marked("Reporte {year}-{period}: no aplica ({reason})"),
    "in_part": marked("{name}: {figure}"),
    "beside_part": marked("{name}: {figure}, que no entra en esta parte"),
    "due_share": marked("Parte que los hitos prometen a la fecha: {value}"),
}

REASONS: dict[str, str] = {
    "not_programmed": marked("El año no está programado: no es un cero, y no hay con qué comparar."),
    "zero_target": marked("La meta es cero: no hay porcentaje. Lo ejecutado sí cuenta para el periodo."),
    "no_target": marked("Falta la meta de todo el periodo."),
    "no_baseline": marked("Falta la línea base, desde donde se cuenta el avance; no se supone."),
    "no_basis": marked(
        "No se sabe si cada año de la programación es el nivel por alcanzar o lo que el año agrega: no se mide hasta "
        "que alguien lo diga, una vez para todo el plan."
    ),
    "no_rule": marked(
        "El documento no dice cómo se cuenta esta meta (si se mantiene en cada periodo, si se suma o si vale el último "
        "dato): no se mide hasta que alguien lo diga."
    ),
    "target_at_start": marked("La meta es igual al punto de partida: no hay porcentaje, solo si se cumple o no."),
    "against_trend": marked("La meta va en contra de su tipo: un resultado peor parecería un avance."),
    "no_opening": marked("No se sabe lo alcanzado antes del primer periodo; no se supone."),
    "no_previous_level": marked("No se conoce el nivel del año anterior; no se supone."),
    "period_not_programmed": marked("El plan no programó nada hasta este periodo: no es un cero, ni falta un reporte."),
    "not_reported": marked("Estaba programado y nadie reportó: no es un cero."),
    "cancelled": marked("La meta se canceló por acto: desde su fecha no se mide ni cuenta en su nivel."),
    "suspended": marked("La meta está suspendida por acto: en esas fechas no se mide ni cuenta en su nivel."),
    "counts_elsewhere": marked("Se muestra aquí y cuenta en otro nivel, para que no pese dos veces."),
    "left_out": marked("La entidad decidió no medirlo aquí: se muestra y no cuenta en lo de arriba."),
    "not_applicable": marked("La dependencia informó que no aplica: no cuenta a favor ni en contra."),
    "not_due": marked("A la fecha de corte todavía no se esperaba nada."),
    "no_period_programme": marked("No se puede esperar nada a la fecha: el plan no tiene programación por periodo."),
    "zero_denominator": marked("El denominador reportado es cero: no hay cociente."),
    "no_milestones": marked("Los hitos no tienen pesos con qué calcular."),
    "out_of_range": marked("El resultado es tan grande que la escala de los datos tiene que estar equivocada."),
    "nothing_measured": marked("Ningún elemento de este nivel se pudo medir: no es un cero."),
    "no_weight": marked("No tiene peso."),
    "not_by_type": marked("Este tipo de anualización no publica ese promedio."),
}

MONEY_REASONS: dict[str, str] = {
    "nothing_measured": marked("Ningún rubro dice ambos datos: lo que no se dice no es cero."),
    "zero_denominator": marked("La suma de lo de abajo es cero: no hay con qué dividir."),
}
"""The same reasons as a ratio of money has them."""

MARKS: dict[str, str] = {
    "over": marked("Supera el 100 %; se conserva y se muestra completo."),
    "below_start": marked("Está por debajo del punto de partida: el resultado empeoró."),
    "met": marked("La meta se cumple."),
    "carried": marked("Sin reporte en el año: se conserva el último nivel conocido."),
    "incomplete": marked("Faltan reportes; lo no reportado no se contó."),
    "counted_as_zero": marked("No se reportó y, según el ajuste de la entidad, cuenta como cero."),
    "report_without_programme": marked("Hay ejecución reportada sin meta programada."),
    "no_demand": marked("No hubo solicitudes; según el ajuste de la entidad cuenta como cumplido."),
}

AHEAD: dict[str, str] = {
    "short": marked("Así, el año cerraría sin alcanzar su meta."),
    "done_unprogrammed": marked(
        "Incluye lo hecho en años que el plan no programó: suma y no hay con qué compararlo; por eso puede pasar del "
        "100 %."
    ),
    "trend_better": marked("Va mejor que en el corte anterior del mismo año."),
    "trend_same": marked("Va igual que en el corte anterior del mismo año."),
    "trend_worse": marked("Va peor que en el corte anterior del mismo año."),
}
"""What stands beside a projection or an explanation, and no figure is kept with."""

WITHOUT_LIGHT = marked("Sin semáforo en {n} de {total} metas. {reason}")
OF_SOME = {"no_period_programme": marked("Sin programación por periodo no se puede esperar nada a la fecha.")}
"""Reasons that are said in another way where they hold for some targets of a plan only."""
NO_RESULT = marked("sin porcentaje")
RULE = marked("Regla: {rule}, edición {edition}. Fuente: {source}")
ACCEPTED = marked("{input}. Aceptado por {accepted_by}")
VERSION = marked("Versión del plan: {version}")
WEIGHED = marked("{uid}: {figure}, peso {weight}")
WEIGHED_CAPPED = marked("{uid}: {figure}, cuenta con {counted}, peso {weight}")
EXCLUDED = marked("{uid} no cuenta. {reason}")
WEIGHED_BY: dict[str, str] = {
    "equal": marked("Todos los elementos pesan igual."),
    "shared": marked("Ningún elemento tiene peso: todos pesan igual."),
    "explicit": marked("Cada elemento pesa lo que el plan dice; los pesos se reparten entre lo que cuenta."),
    "budget": marked(
        "Cada elemento pesa los recursos que el plan aprobado le asigna, y un nivel los suyos o la suma de lo que "
        "tiene debajo."
    ),
}
"""What the weights of a level are; a trace of before it was told says nothing of it."""
UNITS_OF_WEIGHT = {"explicit": 10_000, "budget": 100}
"""How many units of a kept weight are one of those that a person writes: ten-thousandths, centavos."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an explanation. `depth` is 0 for the figure itself; `role` says what the line is, for its drawing;
    `uid` is the row behind it, if any."""

    depth: int
    role: str
    text: str
    uid: str = ""


def shown(value: Fraction | Percent) -> str:
    """A number as Spanish writes it: decimal comma, dot of thousands; four decimals at most, two for a percentage."""
    if isinstance(value, Percent):
        return f"{_decimal(Fraction(shown_points(value.figure)), SHOWN_DECIMALS)} %"
    return _decimal(value, 4)


def _decimal(value: Fraction, digits: int) -> str:
    scaled = Decimal(round(value * 10**digits)).scaleb(-digits).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_EVEN)
    text = f"{scaled:,f}".rstrip("0").rstrip(".") if digits else f"{scaled:,f}"
    return text.translate(str.maketrans(",.", ".,")).replace("-", "−")


def explain(
    trace: Trace, translate: Translate = marked, show: Show = shown, names: Mapping[str, str] | None = None
) -> tuple[Line, ...]:
    """The trace in lines. `show` writes numbers in the reader's language; `names` gives what children are called, by
    uid."""
    return tuple(_lines(trace, 0, translate, show, names or {}))


def note_of(code: str, *, capped: bool) -> str:
    """What a figure of a kind is asked about, answered; empty for most. `{cap}` is open where there is a cap."""
    return NOTES.get(f"{code}_capped" if capped else code, "")


def without_light(reason: str, missing: int, targets: int, translate: Translate = marked) -> str:
    """Why so many of so many targets have no light; `reason` is a code of `REASONS`."""
    why = REASONS.get(reason, "") if missing == targets else OF_SOME.get(reason) or REASONS.get(reason, "")
    facts = {"n": missing, "total": targets, "reason": translate(why) if why else ""}
    return translate(WITHOUT_LIGHT).format_map(facts).strip()


def _lines(trace: Trace, depth: int, translate: Translate, show: Show, names: Mapping[str, str]) -> Iterator[Line]:
    facts = _filled(trace.facts, show)
    facts.setdefault("result", translate(NO_RESULT))
    if "weights" in trace.facts:
        facts["weights"] = _weight(trace, sum(each.weight for each in trace.weights), show)
    yield Line(depth, "sentence", translate(SENTENCES[trace.code]).format_map(facts))
    if trace.reason:
        of_money = MONEY_REASONS if trace.formula == "ratio_of_sums" else {}
        yield Line(depth, "reason", translate(of_money.get(trace.reason) or REASONS[trace.reason]))
    if trace.formula:
        yield Line(depth, "formula", translate(FORMULAS[trace.formula]).format_map(facts))
    if note := note_of(trace.code, capped="cap" in trace.facts):
        yield Line(depth, "note", translate(note).format_map(facts))
    if weighed := WEIGHED_BY.get(str(trace.facts.get("weighed"))):
        yield Line(depth, "weighed", translate(weighed))
    for mark in trace.marks:
        yield Line(depth, "mark", translate(MARKS.get(mark) or AHEAD[mark]))
    yield from _inputs(trace, depth, translate, show, names)
    yield from _children(trace, depth, translate, show, names)
    for child in trace.children:
        yield from _lines(child, depth + 1, translate, show, names)
    if trace.rule:
        rule = trace.rule
        facts = {"rule": rule.id, "edition": rule.edition, "source": translate(rule.source)}
        yield Line(depth, "rule", translate(RULE).format_map(facts))


def _inputs(trace: Trace, depth: int, translate: Translate, show: Show, names: Mapping[str, str]) -> Iterator[Line]:
    versions = dict.fromkeys(each.source.version for each in trace.inputs if each.source.version)
    for version in versions:
        yield Line(depth, "version", translate(VERSION).format_map({"version": version}))
    for each in trace.inputs:
        yield Line(depth, "input", _input(each, translate, show, names), each.source.uid)


def _input(each: Input, translate: Translate, show: Show, names: Mapping[str, str]) -> str:
    facts = {"name": names.get(each.source.uid, each.source.uid), **_filled(each.facts, show)}
    text = translate(LABELS[each.label]).format_map(facts)
    if not each.source.accepted_by:
        return text
    return translate(ACCEPTED).format_map({"input": text, "accepted_by": each.source.accepted_by})


def _children(trace: Trace, depth: int, translate: Translate, show: Show, names: Mapping[str, str]) -> Iterator[Line]:
    total = sum(each.weight for each in trace.weights)
    for each in trace.weights:
        text = WEIGHED if each.counted == each.figure else WEIGHED_CAPPED
        figures = {"figure": show(Percent(each.figure)), "counted": show(Percent(each.counted))}
        facts = {"uid": names.get(each.uid, each.uid), "weight": _of_all(trace, each.weight, total, show), **figures}
        yield Line(depth + 1, "weight", translate(text).format_map(facts), each.uid)
    for absent in trace.excluded:
        reason = translate(REASONS[absent.reason])
        facts = {"uid": names.get(absent.uid, absent.uid), "reason": reason}
        yield Line(depth + 1, "excluded", translate(EXCLUDED).format_map(facts), absent.uid)


def _of_all(trace: Trace, weight: int, total: int, show: Show) -> str:
    """A weight, and which part it is of all the weights that counted."""
    part = f" ({show(Percent(figure_of(Fraction(weight, total))))})" if total else ""
    return f"{_weight(trace, weight, show)}{part}"


def _weight(trace: Trace, weight: int, show: Show) -> str:
    """A weight as a person writes it: money in pesos, a written weight as it was written."""
    weighed = str(trace.facts.get("weighed"))
    written = show(Fraction(weight, UNITS_OF_WEIGHT.get(weighed, 1)))
    return f"$ {written}" if weighed == "budget" else written


def _filled(facts: Mapping[str, Fact], show: Show) -> dict[str, str]:
    return {key: _fact(fact, show) for key, fact in facts.items()}


def _fact(fact: Fact, show: Show) -> str:
    if isinstance(fact, tuple):
        return " + ".join(show(each) for each in fact)
    return show(fact) if isinstance(fact, Fraction | Percent) else str(fact)
