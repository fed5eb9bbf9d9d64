"""The words of measuring: Spanish source texts for the sentences, formulas, reasons and marks of a trace, by code.

`labels` has those of what went in; `explaining` fills them.
"""

from rumbo.findings import marked

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
    "unreadable": marked("La explicación que se guardó de esta cifra no se puede leer."),
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
    "counts_twice": marked(
        "La versión la hace contar en dos lugares y nadie dijo en cuál pesa: conserva su cifra y no pesa en ninguno."
    ),
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
    "unreadable": marked(
        "Lo que se guardó no se puede leer: no lo escribió este sistema, o alguien lo cambió por fuera de él. No se "
        "supone qué decía."
    ),
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
        "Incluye lo hecho en años que el plan no programó o programó en cero: suma y no hay con qué compararlo; por "
        "eso puede pasar del 100 %. Si esos años tenían programación, escríbala en el plan; si son de antes de él, "
        "dígalos como valor de apertura."
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
