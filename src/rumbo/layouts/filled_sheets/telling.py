"""Why a sheet that was filled in, or a row or cell of it, cannot be taken: each with what to do."""

from rumbo.findings import Finding, Sentences, Severity, Where, declare, marked
from rumbo.findings.types import Fact


def _error(code: str, title: str, what: str, why: str, how: str) -> Sentences:
    return declare(Sentences(f"sheet.{code}", Severity.ERROR, title, what, why, how))


NOT_OURS = _error(
    "not_ours",
    marked("El archivo no trae ninguna de las hojas que se esperan"),
    marked("En «{file}» no se encontró una tabla con estos encabezados: {headings}."),
    marked("Las columnas se reconocen por su encabezado; sin él no se sabe qué dice cada celda."),
    marked("Descargue la plantilla, llénela sin cambiar sus encabezados y súbala de nuevo."),
)
COLUMN_MISSING = _error(
    "column_missing",
    marked("Falta una columna"),
    marked("A la hoja «{part}» le falta la columna «{column}»."),
    marked("Una columna que no está no es lo mismo que una columna vacía: vacía borra, y aquí no se sabe."),
    marked("Descargue de nuevo la plantilla y pase a ella lo que llenó."),
)
HIDDEN = _error(
    "hidden",
    marked("Hay algo oculto en el archivo"),
    marked("La hoja «{part}» trae oculto lo que debería verse: {what}."),
    marked("Solo se recibe lo que quien lo sube puede ver."),
    marked("Muestre las hojas, filas y columnas ocultas, revise lo que dicen y suba el archivo de nuevo."),
)
MACROS = _error(
    "macros",
    marked("El libro trae macros"),
    marked("«{file}» trae macros, y el que se descargó de aquí no las tiene."),
    marked("Una macro puede cambiar lo que el libro dice según quién lo abra, y no se sabría qué recibió usted."),
    marked("Guárdelo como libro de Excel sin macros (.xlsx) y súbalo de nuevo."),
)
TOO_MANY = _error(
    "too_many_rows",
    marked("La hoja tiene demasiadas filas"),
    marked("La hoja «{part}» pasa de {limit} filas."),
    marked("Un archivo tan grande no se alcanza a revisar de una vez."),
    marked("Repártalo en varios archivos y súbalos uno por uno."),
)
REQUIRED = _error(
    "cell_empty",
    marked("Falta un dato"),
    marked("La celda de «{column}» está vacía."),
    marked("Sin ese dato no se sabe de qué habla la fila."),
    marked("Escríbalo, o deje vacía toda la fila."),
)
TOO_LONG = _error(
    "text_too_long",
    marked("El texto es demasiado largo"),
    marked("El texto de «{column}» tiene {length} letras y caben {limit}."),
    marked("Ese dato encabeza filas y documentos; más largo no se podría imprimir."),
    marked("Acórtelo."),
)
CHARACTERS = _error(
    "character_refused",
    marked("Hay caracteres que no se admiten"),
    marked("El texto de «{column}» tiene caracteres que no se ven o saltos de línea: {characters}."),
    marked("Dos textos que se ven iguales serían distintos, y nadie sabría por qué."),
    marked("Borre el contenido de la celda y escríbalo de nuevo, en una sola línea."),
)
NOT_A_DAY = _error(
    "not_a_day",
    marked("No es una fecha"),
    marked("«{written}» no se puede leer como una fecha en «{column}»."),
    marked("De esa fecha depende desde cuándo o hasta cuándo vale lo que dice la fila."),
    marked("Escriba el día, el mes y el año: 15/06/2026."),
)
NOT_A_NUMBER = _error(
    "not_a_number",
    marked("No es un número"),
    marked("«{written}» no se puede leer como un número de hasta cuatro decimales en «{column}»."),
    marked("Las cifras se calculan con lo que se escribe aquí y nunca se redondean sin que usted lo sepa."),
    marked("Escriba solo cifras, con coma para los decimales: 1.234,5."),
)
NOT_LISTED = _error(
    "not_listed",
    marked("No es una de las opciones"),
    marked("«{written}» no es una de las opciones de «{column}»."),
    marked("De otro texto no se puede saber cuál de ellas es."),
    marked("Elija una de estas: {choices}."),
)
LONGEST = 60


def told(sentences: Sentences, where: Where | None = None, **facts: Fact) -> Finding:
    """The finding of sentences at a place."""
    return Finding(sentences.code, sentences.severity, where, facts)


def short(text: str) -> str:
    """A text as a sentence quotes it."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
