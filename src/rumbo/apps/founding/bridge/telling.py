"""Why a row of the workbook of an entity cannot be taken: each with what to do."""

from rumbo.findings import Finding, Sentences, Severity, Where, declare, marked
from rumbo.findings.types import Fact


def _declare(code: str, severity: Severity, title: str, what: str, why: str, how: str) -> Sentences:
    return declare(Sentences(f"founding.{code}", severity, title, what, why, how))


OTHER_ENTITY = _declare(
    "other_entity",
    Severity.ERROR,
    marked("El libro es de otra entidad"),
    marked("El libro trae el NIT «{found}» y esta entidad tiene el «{expected}»."),
    marked("Las dependencias y las personas de una entidad no se mezclan con las de otra."),
    marked("Suba el libro de esta entidad. Si el NIT cambió de verdad, cámbielo primero en los datos de la entidad."),
)
ONE_ENTITY = _declare(
    "one_entity",
    Severity.ERROR,
    marked("La hoja de la entidad trae varias filas"),
    marked("La hoja «Entidad» tiene más de una fila llena."),
    marked("El libro es de una sola entidad; con dos filas no se sabe cuál vale."),
    marked("Deje una sola fila."),
)
UNKNOWN_UNIT = _declare(
    "unknown_unit",
    Severity.ERROR,
    marked("No hay una dependencia con ese nombre ni ese código"),
    marked("«{written}» no está en la hoja «Dependencias» ni entre las dependencias registradas."),
    marked("De la dependencia depende quién reporta qué; adivinarla la asignaría a quien no es."),
    marked("Escriba su nombre o su código como está en la hoja «Dependencias», o agréguela allí."),
)
CYCLE = _declare(
    "units_in_a_circle",
    Severity.ERROR,
    marked("Hay dependencias que dependen en círculo"),
    marked("«{name}» termina dependiendo de sí misma: {way}."),
    marked("El organigrama se cerraría sobre sí mismo y no tendría comienzo."),
    marked("Revise «Depende de» en las filas nombradas y deje vacía la de la primera."),
)
TWICE = _declare(
    "row_twice",
    Severity.ERROR,
    marked("Fila repetida"),
    marked("«{name}» ya está en la fila {row} de la hoja."),
    marked("De dos filas que dicen lo mismo de distinta manera no se sabe cuál vale."),
    marked("Deje una sola."),
)
TWO_UNITS = _declare(
    "code_and_name_differ",
    Severity.ERROR,
    marked("El código es de una y el nombre de otra"),
    marked("El código «{code}» es de «{by_code}» y el nombre «{name}» es de otra dependencia o proceso."),
    marked("No se sabe de cuál de los dos habla la fila."),
    marked("Corrija el código o el nombre."),
)
WRONG_ADDRESS = _declare(
    "wrong_address",
    Severity.ERROR,
    marked("No es un correo"),
    marked("«{written}» no tiene la forma de una dirección de correo."),
    marked("Con el correo la persona entra, y a él llegan sus avisos."),
    marked("Escríbalo completo, sin espacios: nombre@entidad.gov.co."),
)
TWO_NAMES = _declare(
    "address_of_two",
    Severity.ERROR,
    marked("Un correo con dos nombres"),
    marked("El correo «{email}» está a nombre de otra persona en la fila {row}."),
    marked("Cada persona firma con su propia cuenta; una compartida no dice quién hizo qué."),
    marked("Escriba en cada fila el correo de cada persona."),
)
UNKNOWN_POST = _declare(
    "unknown_post",
    Severity.ERROR,
    marked("No hay un cargo con esa denominación"),
    marked("«{written}» no está en la hoja «Cargos» ni entre los cargos registrados."),
    marked("El cargo se imprime junto a cada firma; dos formas de escribirlo parecerían dos cargos."),
    marked("Escríbalo como está en la hoja «Cargos», o agréguelo allí."),
)
NAME_KEPT = _declare(
    "name_kept",
    Severity.WARNING,
    marked("El nombre de la cuenta no se cambia desde el libro"),
    marked("La cuenta «{email}» está a nombre de «{name}»; el libro dice otro nombre."),
    marked("El nombre de una cuenta firma lo que ya se hizo con ella."),
    marked("Si es otra persona, escriba el correo de ella; si es la misma, no hay que hacer nada."),
)
STALE = _declare(
    "stands_otherwise",
    Severity.ERROR,
    marked("Hay filas por corregir"),
    marked("{number} filas del libro tienen problemas, así que no se guardó ninguna."),
    marked("Las hojas se refieren unas a otras: guardar solo una parte dejaría la entidad a medias."),
    marked("Corrija las filas señaladas y suba el libro de nuevo."),
)


def told(sentences: Sentences, where: Where | None = None, **facts: Fact) -> Finding:
    """The finding of sentences at a place."""
    return Finding(sentences.code, sentences.severity, where, facts)
