"""The words of a trace: Spanish source texts for its sentences, formulas, labels, reasons and marks, and how to fill
them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from rumbo.domain.annualization import rule_of
from rumbo.domain.measurement.labels import LABELS
from rumbo.domain.measurement.rules import MEASURING_RULES
from rumbo.domain.measurement.trace import Fact, Input, Percent, Trace
from rumbo.domain.numbers import FIGURE_UNITS, SHOWN_DECIMALS, figure_of, shown_points
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
        "Si lo que falta se cumple en la misma proporción que lo programado hasta el corte, {year} cierra en {result}."
    ),
    "projected_linear": marked(
        "Si sigue al ritmo que lleva ({told} de {periods} periodos), {year} cierra en {result}."
    ),
    "share_measured": marked("Metas con cifra: {part} de {whole}, {result}."),
    "share_met": marked("Metas cumplidas, de las que tienen cifra: {part} de {whole}, {result}."),
    "share_in_band": marked("Metas en este rango, de las que tienen cifra: {part} de {whole}, {result}."),
    "group_mean": marked("Promedio simple del grupo: {result}. Metas que contaron: {counted} de {children}."),
    "consolidated": marked(
        "Promedio consolidado: {result}. Entidades: {entities}; cierres leídos: {closings} (huella {read}). Metas: "
        "{items}; contaron: {counted}; no contaron: {excluded}."
    ),
    "consolidated_stated": marked(
        "Promedio consolidado, en que cada plan pesa 1 y lo reparte entre sus metas como pesaron en su cifra: "
        "{result}. Entidades: {entities}; cierres leídos: {closings} (huella {read}). Metas: {items}; contaron: "
        "{counted}; no contaron: {excluded}."
    ),
    "consolidated_plans": marked(
        "Promedio de sus planes, todos con igual peso: {result}. Planes que contaron: {counted}."
    ),
    "consolidated_light": marked("Metas en «{band}», de las que tienen cifra: {part} de {whole}, {result}."),
    "consolidated_excluded": marked("Metas que no contaron: {part}."),
    "committed_of_definitive": marked("Comprometido sobre la apropiación definitiva: {result}."),
    "obligated_of_definitive": marked("Obligado sobre la apropiación definitiva: {result}."),
    "paid_of_definitive": marked("Pagado sobre la apropiación definitiva: {result}."),
    "paid_of_committed": marked("Pagado sobre lo comprometido: {result}."),
    "executed_of_definitive": marked("Ejecutado, como lo llama el archivo, sobre la apropiación definitiva: {result}."),
    "step_year": marked("Año {year}: {result}."),
    "node": marked("Promedio ponderado: {result}. Elementos que contaron: {counted} de {children}."),
    "node_at_cutoff": marked(
        "Promedio de lo alcanzado frente a lo esperado: {result}. Elementos que contaron: {counted} de {children}."
    ),
}
"""The first line of a trace, by code. `{result}` is the percentage or "sin porcentaje"."""

FORMULAS: dict[str, str] = {
    "course": marked("({level} − {start}) ÷ ({wanted} − {start}){equals}"),
    "course_from_zero": marked("{level} ÷ {wanted}{equals}"),
    "share": marked("parte de la meta que se da por alcanzada: {part}"),
    "counted_as_zero": marked("nadie reportó y, según el ajuste de la entidad, cuenta como {part}"),
    "kept_whole": marked("debe cumplirse todo el tiempo: en cualquier fecha se espera {part}"),
    "mean": marked("({terms}) ÷ {divisor}{equals}"),
    "mean_capped": marked("({terms}) ÷ {divisor}{equals}; cada año cuenta hasta {cap}"),
    "mean_of_periods": marked(
        "({terms}) ÷ {divisor}{equals}; cada periodo se compara con la meta y cuenta hasta 100 %"
    ),
    "part": marked("{part} ÷ {whole}{equals}"),
    "simple_mean": marked("{total} ÷ {counted}{equals}; {total} es la suma de los avances que cuentan"),
    "ratio_of_sums": marked(
        "$ {above} ÷ $ {below}{equals}; filas sumadas: {counted}; filas sin alguno de los dos datos: {excluded}"
    ),
    "sum_by_weights": marked(
        "{total} % ÷ {weights}{equals}; la suma de cada avance por su peso, dividida entre la suma de los pesos"
    ),
    "weighted_mean": marked(
        "{total} ÷ {weights}{equals}; la suma de cada avance por su peso, dividida entre la suma de los pesos"
    ),
}
"""How a figure is computed, by code. `{equals}` is " = " and the result, or nothing where there is none."""
FORMULA_OF_EQUALS = marked("{total} ÷ {weights}{equals}; la suma de los avances, dividida entre cuántos son")
"""How a weighted mean is told where everything weighs the same."""

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

REASONS: dict[str, str] = {
    "not_programmed": marked("El año no está programado: no es un cero, y no hay con qué comparar."),
    "zero_target": marked(
        "La meta es cero: no hay con qué calcular un porcentaje. Lo ejecutado se conserva y se muestra."
    ),
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
    "target_at_start": marked(
        "La meta es igual al punto de partida: no hay porcentaje; solo se dice si se cumple o no."
    ),
    "against_trend": marked("La meta va en sentido contrario al de su tipo: un resultado peor parecería un avance."),
    "no_opening": marked("No se sabe lo alcanzado antes del primer periodo; no se supone."),
    "no_previous_level": marked("No se conoce el nivel del año anterior; no se supone."),
    "period_not_programmed": marked("El plan no programó nada hasta este periodo: no es un cero, ni falta un reporte."),
    "not_reported": marked("Estaba programado y nadie reportó: no es un cero."),
    "cancelled": marked("La meta se canceló por acto: desde su fecha no se mide ni cuenta en su nivel."),
    "suspended": marked("La meta está suspendida por acto: en esas fechas no se mide ni cuenta en su nivel."),
    "counts_elsewhere": marked("Se muestra aquí y cuenta en otro nivel, para que no pese dos veces."),
    "left_out": marked("La entidad decidió no medirlo aquí: se muestra y no cuenta en el nivel superior."),
    "not_applicable": marked(
        "La dependencia informó que no aplica, o que no hubo solicitudes: no cuenta a favor ni en contra."
    ),
    "not_due": marked("A la fecha de corte todavía no se esperaba nada."),
    "no_period_programme": marked("No se puede esperar nada a la fecha: el plan no tiene programación por periodo."),
    "zero_denominator": marked("El denominador reportado es cero: no hay con qué dividir."),
    "no_milestones": marked("Los hitos no tienen pesos con qué calcular."),
    "out_of_range": marked(
        "El resultado es tan grande que alguno de los datos tiene que estar en otra escala: hay que revisarlos."
    ),
    "nothing_measured": marked("Nada de lo que hay aquí se pudo medir: no es un cero."),
    "no_weight": marked("No tiene peso."),
    "not_by_type": marked("Ese promedio no se calcula para este tipo de anualización."),
}

MONEY_REASONS: dict[str, str] = {
    "nothing_measured": marked("Ningún rubro dice ambos datos: lo que no se dice no es cero."),
    "zero_denominator": marked("La suma entre la que se divide es cero: no hay porcentaje."),
}
"""The same reasons as a ratio of money has them."""

AHEAD_REASONS: dict[str, str] = {
    "no_period_programme": marked("No hay periodos con los cuales seguir un ritmo hasta el cierre del año."),
}
"""The same reasons as a projection has them."""

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


def rule_name(rule: str, edition: str) -> str:
    """What a person calls a rule, as a Spanish source text; its key where this program does not have it."""
    for each in MEASURING_RULES:
        if each.id == rule:
            return each.name
    try:
        return rule_of(f"{rule}@{edition}").name
    except KeyError:
        return rule


def reason_words(trace: Trace) -> str:
    """Why a figure is missing, as a Spanish source text, in the words of its kind; empty where it is not. KeyError for
    a reason that this program does not know."""
    if not trace.reason:
        return ""
    ahead = trace.code.startswith("projected")
    own = AHEAD_REASONS if ahead else MONEY_REASONS if trace.formula == "ratio_of_sums" else {}
    return own.get(trace.reason) or REASONS[trace.reason]


def note_of(code: str, *, capped: bool) -> str:
    """What a figure of a kind is asked about, answered; empty for most. `{cap}` is open where there is a cap."""
    return NOTES.get(f"{code}_capped" if capped else code, "")


def without_light(reason: str, missing: int, targets: int, translate: Translate = marked) -> str:
    """Why so many of so many targets have no light; `reason` is a code of `REASONS`."""
    why = REASONS.get(reason, "") if missing == targets else OF_SOME.get(reason) or REASONS.get(reason, "")
    facts = {"n": missing, "total": targets, "reason": translate(why) if why else ""}
    return translate(WITHOUT_LIGHT).format_map(facts).strip()


def _lines(trace: Trace, depth: int, translate: Translate, show: Show, names: Mapping[str, str]) -> Iterator[Line]:
    facts = _facts(trace, translate, show)
    yield Line(depth, "sentence", translate(SENTENCES[trace.code]).format_map(facts))
    if trace.reason:
        yield Line(depth, "reason", translate(reason_words(trace)))
    if trace.formula:
        yield Line(depth, "formula", translate(_formula(trace)).format_map(facts))
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
        named = translate(rule_name(rule.id, rule.edition))
        facts = {"rule": named, "edition": rule.edition, "source": translate(rule.source)}
        yield Line(depth, "rule", translate(RULE).format_map(facts))


def _formula(trace: Trace) -> str:
    alike = trace.formula == "weighted_mean" and trace.facts.get("weighed") in ("equal", "shared")
    return FORMULA_OF_EQUALS if alike else FORMULAS[trace.formula]


def _facts(trace: Trace, translate: Translate, show: Show) -> dict[str, str]:
    """What fills the sentence and the formula of a trace: its facts, and what follows from them."""
    facts = _filled(trace.facts, show)
    facts["equals"] = f" = {facts['result']}" if "result" in facts else ""
    facts.setdefault("result", translate(NO_RESULT))
    if trace.formula == "weighted_mean":
        facts |= _weighed_sums(trace, show)
    terms, cap = trace.facts.get("terms"), trace.facts.get("cap")
    if isinstance(terms, tuple) and isinstance(cap, Percent):
        facts["terms"] = _fact(tuple(Percent(min(each.figure, cap.figure)) for each in terms), show)
    return facts


def _weighed_sums(trace: Trace, show: Show) -> dict[str, str]:
    """The sum of what each child counted with by its weight, and that of the weights: in percent, or of money in the
    pesos that were earned by progress."""
    weights = sum(each.weight for each in trace.weights)
    total = sum(each.counted * each.weight for each in trace.weights)
    if trace.facts.get("weighed") == "budget":
        return {
            "total": _weight(trace, round(Fraction(total, FIGURE_UNITS)), show),
            "weights": _weight(trace, weights, show),
        }
    unit = UNITS_OF_WEIGHT.get(str(trace.facts.get("weighed")), 1)
    return {"total": show(Percent(round(Fraction(total, unit)))), "weights": _weight(trace, weights, show)}


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
