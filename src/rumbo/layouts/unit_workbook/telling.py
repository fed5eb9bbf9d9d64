"""Why a workbook, or a row or cell of one, cannot be taken: each with what to do."""

from rumbo.findings import Finding, Sentences, Severity, Where, declare, marked


def _error(code: str, title: str, what: str, why: str, how: str) -> Sentences:
    return declare(Sentences(f"workbook.{code}", Severity.ERROR, title, what, why, how))


FRESH = marked("Descargue de nuevo el libro de esta dependencia y este periodo y pase a él lo que llenó.")

NOT_OURS = _error(
    "not_a_workbook",
    marked("El archivo no es un libro de reporte"),
    marked("«{file}» no trae la tabla de un libro de reporte descargado de aquí."),
    marked("Solo se puede comparar fila por fila el libro que dice de qué dependencia, periodo y versión es."),
    marked("Descargue el libro de la dependencia y el periodo, llénelo y súbalo sin cambiar sus encabezados."),
)
OTHER_ENTITY = _error(
    "other_entity",
    marked("El libro es de otra entidad"),
    marked("El libro dice «{found}» y aquí se espera el de «{expected}»."),
    marked("Lo que responde una entidad no cuenta en el seguimiento de otra."),
    FRESH,
)
OTHER_UNIT = _error(
    "other_unit",
    marked("El libro es de otra dependencia"),
    marked("El libro dice «{found}» y aquí se espera el de «{expected}»."),
    marked("Cada dependencia responde por lo que el plan le asigna."),
    FRESH,
)
OTHER_PERIOD = _error(
    "other_period",
    marked("El libro es de otro periodo"),
    marked("El libro dice «{found}» y aquí se espera el de «{expected}»."),
    marked("Un avance contado en el periodo equivocado cambia las cifras de dos periodos."),
    FRESH,
)
OTHER_VERSION = _error(
    "other_version",
    marked("El plan cambió desde que se descargó el libro"),
    marked("El libro es de «{found}» y el seguimiento mide ahora «{expected}»."),
    marked("Las metas, sus programaciones o sus indicadores pueden ser otros que los que el libro muestra."),
    FRESH,
)
ALTERED = _error(
    "altered",
    marked("La identificación del libro no es la que se descargó"),
    marked("La huella del libro no corresponde a la entidad, la dependencia, el periodo y la versión que muestra."),
    marked("Un libro copiado de otro o con el encabezado cambiado guardaría el avance donde no es."),
    FRESH,
)
COLUMN_MISSING = _error(
    "column_missing",
    marked("Falta una columna"),
    marked("A la hoja «{part}» le falta la columna «{column}»."),
    marked("Una columna que no está no es lo mismo que una columna vacía: vacía borra, y aquí no se sabe."),
    FRESH,
)
HIDDEN = _error(
    "hidden",
    marked("Hay algo oculto en el libro"),
    marked("El libro trae oculto lo que debería verse: {what}."),
    marked("Se guarda solo lo que quien firma puede ver."),
    marked("Muestre las hojas, filas y columnas ocultas, revise lo que dicen y suba el libro de nuevo."),
)
NO_KEY = _error(
    "row_without_key",
    marked("Fila sin clave"),
    marked("La fila tiene datos pero no la clave que dice a qué reporte corresponde."),
    marked("Sin la clave no se sabe de qué meta es; una fila escrita a mano no pide nada que el plan deba."),
    marked("Escriba el avance en la fila de su meta. Lo que el plan no pide se reporta por otro camino."),
)
TWICE = _error(
    "row_twice",
    marked("Fila repetida"),
    marked("La clave de esta fila ya apareció más arriba."),
    marked("De dos respuestas a la misma meta no se puede saber cuál vale."),
    marked("Deje una sola fila con esa clave."),
)
NOT_A_NUMBER = _error(
    "not_a_number",
    marked("No es un número"),
    marked("«{written}» no se puede leer como un número de hasta cuatro decimales."),
    marked("Las cifras se calculan con lo que se escribe aquí y nunca se redondean sin que usted lo sepa."),
    marked("Escriba solo cifras, con coma para los decimales: 1.234,5."),
)
NOT_YES = _error(
    "not_yes_or_no",
    marked("No es sí ni no"),
    marked("«{written}» no es una de las opciones de la lista."),
    marked("De otro texto no se puede saber si es lo uno o lo otro."),
    marked("Elija una de las opciones que ofrece la celda, o déjela vacía."),
)
NOT_A_DAY = _error(
    "not_a_day",
    marked("No es una fecha"),
    marked("«{written}» no se puede leer como una fecha."),
    marked("Del día en que se cumplió depende en qué periodo cuenta el hito."),
    marked("Escriba el día, el mes y el año: 15/06/2026."),
)
LONGEST = 60


def told(sentences: Sentences, where: Where | None = None, **facts: str) -> Finding:
    """The finding of sentences at a place."""
    return Finding(sentences.code, sentences.severity, where, facts)


def short(text: str) -> str:
    """A text as a sentence quotes it."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
