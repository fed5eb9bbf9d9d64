"""Why a row of results from before cannot be taken: each with what to do."""

from rumbo.findings import Finding, Sentences, Severity, Where, declare, marked
from rumbo.findings.types import Fact


def _error(code: str, title: str, what: str, why: str, how: str) -> Sentences:
    return declare(Sentences(f"earlier.{code}", Severity.ERROR, title, what, why, how))


UNKNOWN_TARGET = _error(
    "unknown_target",
    marked("El plan no tiene esa meta"),
    marked("El número «{written}» no es de ninguna meta de la versión que rige."),
    marked("Un resultado sin meta no tiene dónde contar."),
    marked("Escriba el número como está en el plan, o quite la fila."),
)
TWO_TARGETS = _error(
    "number_of_several",
    marked("El número es de varias metas"),
    marked("El número «{written}» es de {number} metas del plan."),
    marked("No se sabe de cuál de ellas es el resultado."),
    marked("Use la plantilla descargada de aquí: su columna de clave dice de qué meta es cada fila."),
)
BAD_PERIOD = _error(
    "bad_period",
    marked("No se entiende de qué periodo es"),
    marked("«{written}» no es un periodo."),
    marked("Del periodo depende en qué año cuenta el resultado."),
    marked("Escriba el año (2024), o el año con el trimestre (2024-T1), el semestre (2024-S1) o el mes (2024-M03)."),
)
NOT_ENDED = _error(
    "not_ended",
    marked("El periodo no ha terminado"),
    marked("El periodo {period} termina el {day}."),
    marked("Lo que todavía no termina se reporta aquí, con su revisión y sus soportes."),
    marked("Quite la fila y repórtela cuando se abra el seguimiento."),
)
OUT_OF_TERM = _error(
    "out_of_term",
    marked("El periodo está por fuera del plan"),
    marked("El plan va de {first} a {last} y el periodo es {period}."),
    marked("Lo que se hizo fuera de los años del plan no cuenta en sus metas."),
    marked("Corrija el periodo. Lo alcanzado antes del plan se escribe en la meta, como valor de apertura."),
)
REPORTED_HERE = _error(
    "reported_here",
    marked("De ese periodo ya se reporta aquí"),
    marked("El periodo {period} coincide con un seguimiento que ya se abrió en Rumbo."),
    marked("Un resultado cargado y otro reportado del mismo periodo se contarían dos veces."),
    marked("Quite la fila. Si lo reportado está mal, corríjalo en su seguimiento."),
)
OVERLAP = _error(
    "periods_overlap",
    marked("Dos periodos de la misma meta se cruzan"),
    marked("El periodo {period} se cruza con {other}, que ya tiene un resultado cargado."),
    marked("Lo que se hizo en los días comunes se contaría dos veces."),
    marked("Deje el año completo, o sus partes, pero no los dos."),
)
TWICE = _error(
    "row_twice",
    marked("Fila repetida"),
    marked("La misma meta y el mismo periodo están en la fila {row}."),
    marked("De dos resultados del mismo periodo no se sabe cuál vale."),
    marked("Deje una sola fila."),
)
NO_VALUE = _error(
    "value_missing",
    marked("Falta el resultado"),
    marked("La meta se reporta así: {kind}. En la fila falta «{column}»."),
    marked("Una celda vacía no es un cero: si no hubo avance hay que decirlo."),
    marked("Escriba el resultado, un 0 si no hubo avance, o deje vacía la fila si no lo conoce."),
)
OTHER_COLUMN = _error(
    "value_elsewhere",
    marked("El resultado está en otra columna"),
    marked("La meta se reporta así: {kind}. La columna «{column}» no es de ella."),
    marked("El número se leería como lo que no es."),
    marked("Escriba el resultado en la columna que corresponde y deje vacías las demás."),
)
LATER_SOURCE = _error(
    "source_of_tomorrow",
    marked("El documento es de una fecha que no ha llegado"),
    marked("El documento fuente tiene fecha {day}."),
    marked("Un documento que todavía no existe no puede ser la fuente."),
    marked("Corrija la fecha del documento."),
)
IN_OPENING = _error(
    "in_opening",
    marked("La meta ya dice lo alcanzado antes"),
    marked("La meta tiene un valor de apertura que cuenta lo hecho hasta {day}, y el periodo {period} queda dentro."),
    marked("Lo mismo se contaría dos veces."),
    marked("Cargue solo los periodos posteriores, o quite el valor de apertura en la próxima versión del plan."),
)
NOT_TAKEN = _error(
    "rows_to_mend",
    marked("Hay filas por corregir"),
    marked("{number} filas tienen problemas, así que no se cargó ninguna."),
    marked("Un archivo cargado a medias no dejaría saber qué falta."),
    marked("Corrija las filas señaladas y suba el archivo de nuevo."),
)
NOTHING_NEW = _error(
    "nothing_new",
    marked("El archivo no cambia nada"),
    marked("Todo lo que dice ya está cargado."),
    marked("Cargarlo otra vez solo repetiría lo mismo."),
    marked("No hay que hacer nada."),
)
LOADED_PERIOD = _error(
    "period_loaded",
    marked("De ese periodo hay resultados cargados"),
    marked("{number} metas del plan ya tienen un resultado cargado de ese periodo, hecho antes de usar Rumbo."),
    marked("Un resultado cargado y otro reportado del mismo periodo se contarían dos veces."),
    marked("Abra un periodo posterior. Si lo cargado está mal, corríjalo con otra carga."),
)


def told(sentences: Sentences, where: Where | None = None, **facts: Fact) -> Finding:
    """The finding of sentences at a place."""
    return Finding(sentences.code, sentences.severity, where, facts)
