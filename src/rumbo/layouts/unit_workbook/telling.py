"""Why a workbook, or a row or cell of one, cannot be taken: each with what to do."""

from rumbo.findings import Sentences, Severity, declare, marked


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
NOT_YES = _error(
    "not_yes_or_no",
    marked("No es sí ni no"),
    marked("«{written}» no es una de las opciones de la lista."),
    marked("De otro texto no se puede saber si es lo uno o lo otro."),
    marked("Elija una de las opciones que ofrece la celda, o déjela vacía."),
)
