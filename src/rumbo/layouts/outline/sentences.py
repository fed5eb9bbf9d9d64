"""What the reading of an outline has to say: what it joined, mended, or found no place for."""

from rumbo.findings import Sentences, Severity, declare, marked

HEADING_RESEMBLES = declare(
    Sentences(
        "outline.heading_resembles",
        Severity.WARNING,
        marked("Título parecido, no igual"),
        marked("«{written}» se leyó como «{heading}» porque se parecen."),
        marked("Es una suposición: si el título es de otra parte, su contenido quedó en el lugar equivocado."),
        marked("Compruebe la parte y, si es la correcta, escriba el título como «{heading}»."),
    )
)
SECTION_AGAIN = declare(
    Sentences(
        "outline.section_again",
        Severity.NOTICE,
        marked("Parte que aparece más de una vez"),
        marked("«{written}» aparece {times} veces; se leyó como una sola parte."),
        marked("Puede ser que la parte siga en otra página, o que un título se haya copiado donde iba otro."),
        marked("Compruebe que todo lo que está bajo esos títulos es de la misma parte."),
    )
)
SAID_OTHERWISE = declare(
    Sentences(
        "outline.said_otherwise",
        Severity.WARNING,
        marked("El documento dice lo mismo de dos maneras"),
        marked("En «{heading}» dice «{text}» y en otro lugar «{before}»; se tomó lo primero."),
        marked("Quien cita el documento no sabe cuál de los dos textos rige."),
        marked("Deje el mismo texto en los dos lugares."),
    )
)
SAID_ABOVE = declare(
    Sentences(
        "outline.said_above",
        Severity.NOTICE,
        marked("Dato escrito encima de la tabla"),
        marked("«{text}» está encima de la tabla y vale para todas sus filas ({count})."),
        marked("La tabla no tiene una columna para ese dato; escrito una vez, vale para todas las filas de abajo."),
        marked("Si alguna fila es de otro, corríjalo en ella."),
    )
)
LISTS_KEPT = declare(
    Sentences(
        "outline.lists_kept",
        Severity.NOTICE,
        marked("Hoja de listas o de ayuda"),
        marked("La hoja «{part}» trae listas o tablas de ayuda; se conserva con el archivo."),
        marked("De ahí salen las opciones de las celdas o la explicación del método; no es contenido del documento."),
        marked("No hay que hacer nada. Si la hoja es parte del contenido, revise sus encabezados."),
    )
)
TEXT_KEPT = declare(
    Sentences(
        "outline.text_kept",
        Severity.NOTICE,
        marked("Texto sin lugar en el formato"),
        marked("«{text}» se conserva con el archivo, pero no entra en el contenido."),
        marked("El formato {layout} no tiene una parte para este texto."),
        marked("Si hace falta, póngalo bajo el título de la parte a la que pertenece."),
    )
)
TABLE_KEPT = declare(
    Sentences(
        "outline.table_kept",
        Severity.WARNING,
        marked("Tabla que no se reconoció"),
        marked("La tabla que empieza «{text}» se conserva con el archivo, pero no entra en el contenido."),
        marked("Sus encabezados no son los de ninguna tabla del formato {layout}."),
        marked("Escriba los encabezados del formato o use su plantilla."),
    )
)
TABLE_MENDED = declare(
    Sentences(
        "outline.table_mended",
        Severity.WARNING,
        marked("Tabla deshecha en renglones"),
        marked("Los renglones que siguen al encabezado ({count}) se leyeron como filas de la tabla: {rows}."),
        marked("La tabla perdió sus celdas al copiarse; se armó de nuevo por el tipo de cada columna."),
        marked("Compare con el documento original que cada dato quedó en su columna."),
    )
)
VALUE_UNREADABLE = declare(
    Sentences(
        "outline.value_unreadable",
        Severity.WARNING,
        marked("Dato que no se pudo leer"),
        marked("En «{heading}» dice «{text}», que no es {wanted}."),
        marked("El dato queda vacío y no se compara ni se mide."),
        marked("Escriba {wanted} y deje las aclaraciones en otro lugar."),
    )
)
TOTAL_ROW = declare(
    Sentences(
        "outline.total_row",
        Severity.NOTICE,
        marked("Fila de total"),
        marked("La fila «{text}» es un total y no entra como un registro más."),
        marked("Un total se comprueba contra sus filas; no se suma otra vez."),
        marked("No hay que hacer nada si de verdad es un total."),
    )
)
ROW_CONTINUED = declare(
    Sentences(
        "outline.row_continued",
        Severity.NOTICE,
        marked("Fila que sigue de la anterior"),
        marked("«{text}» estaba en una fila sin sus primeras columnas y se unió a la fila de arriba."),
        marked("Una página que termina a mitad de una fila, o celdas combinadas, la parten en dos."),
        marked("Compruebe que es la continuación de la fila de arriba y no una fila a la que le falta el comienzo."),
    )
)
CELL_LISTS = declare(
    Sentences(
        "outline.cell_lists",
        Severity.NOTICE,
        marked("Varios en una sola celda"),
        marked("La celda de «{column}» enumera {count}; se leyó cada uno aparte, en su orden. El primero: «{text}»."),
        marked(
            "Cada uno tiene su tipo, su responsable y su efecto. Lo que la fila dice una vez se tomó para cada uno."
        ),
        marked("Compruebe qué corresponde a cada uno y corrija lo que no sea de todos."),
    )
)
CELL_SHIFTED = declare(
    Sentences(
        "outline.cell_shifted",
        Severity.NOTICE,
        marked("Celda corrida a otra columna"),
        marked(
            "«{text}» estaba en otra columna y se leyó en «{column}», porque sigue la numeración de la fila de arriba."
        ),
        marked("Al copiar una tabla con celdas combinadas, algunas filas pierden sus primeras celdas."),
        marked("Compruebe que la fila quedó donde va."),
    )
)
WANTED = {
    "Quantity": marked("una cantidad"),
    "Money": marked("un valor en pesos"),
    "int": marked("un número entero"),
    "date": marked("una fecha"),
}
