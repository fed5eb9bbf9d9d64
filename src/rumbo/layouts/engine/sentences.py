"""What the reading itself has to say: which table it is, and which rows and columns it did not take as the plan."""

from rumbo.findings import Sentences, Severity, declare, marked

NOT_RECOGNISED = declare(
    Sentences(
        "layout.not_recognised",
        Severity.ERROR,
        marked("La tabla no se reconoció"),
        marked("No se reconoce ninguna clase de documento. Encabezados encontrados: {headers}. Falta: {missing}."),
        marked("Sin saber qué es cada columna, leer el plan sería adivinar."),
        marked(
            "Diga qué es cada columna de la tabla, una sola vez, o pase los datos a la plantilla del plan de acción."
        ),
    )
)
HEADER_RESEMBLES = declare(
    Sentences(
        "layout.header_resembles",
        Severity.WARNING,
        marked("Encabezado parecido, no igual"),
        marked("«{written}» se leyó como «{header}» porque se parecen."),
        marked("Es una suposición: si la columna es otra cosa, sus datos quedaron en el lugar equivocado."),
        marked("Compruebe la columna y, si es la correcta, escriba el encabezado como «{suggestion}»."),
    )
)
COLUMN_KEPT = declare(
    Sentences(
        "layout.column_kept",
        Severity.NOTICE,
        marked("Columna que no es del formato"),
        marked("La columna «{written}» se conserva con el archivo, pero no entra en el plan."),
        marked("El formato {layout} no tiene un lugar para ella."),
        marked("Si sus datos hacen falta en el plan, revise que el encabezado sea uno de los conocidos."),
    )
)
COLUMN_UNNAMED = declare(
    Sentences(
        "layout.column_unnamed",
        Severity.WARNING,
        marked("Columna sin encabezado"),
        marked("La {column} trae datos debajo y no tiene encabezado; no se leyó."),
        marked("Sin encabezado no se sabe qué son esos datos, y podrían hacer falta."),
        marked("Diga qué es en «Qué es cada columna», o escríbale su encabezado y cargue otra vez el archivo."),
    )
)
CASH_PROGRAMME = declare(
    Sentences(
        "layout.cash_programme",
        Severity.ERROR,
        marked("Es un programa anual de caja (PAC)"),
        marked("La tabla reparte una apropiación entre los doce meses: es un programa anual mensualizado de caja."),
        marked("Rumbo no lleva la caja: la tesorería programa los pagos de cada mes en su sistema financiero."),
        marked("Traiga la ejecución presupuestal: dice por rubro lo apropiado, comprometido, obligado y pagado."),
    )
)
PROCUREMENT_PLAN = declare(
    Sentences(
        "layout.procurement_plan",
        Severity.ERROR,
        marked("Es un plan anual de adquisiciones (PAA)"),
        marked("La tabla dice qué se contratará, por qué modalidad y por cuánto: es un plan anual de adquisiciones."),
        marked("Rumbo no lleva las compras: el plan de adquisiciones se publica y se actualiza en el SECOP."),
        marked(
            "Traiga el plan de acción que esas compras sirven. Si esta tabla es otra cosa, diga qué es cada columna."
        ),
    )
)
OTHER_PERIODS = declare(
    Sentences(
        "layout.other_periods",
        Severity.WARNING,
        marked("La tabla trae varios periodos"),
        marked("Se leyó el {read}, que es el último con datos; también hay columnas de: {others}."),
        marked("El seguimiento se registra un periodo a la vez, para que cada uno se revise y se cierre."),
        marked("Para traer otro periodo, abra «Qué es cada columna» y elija las columnas de ese periodo."),
    )
)
PROPORTIONS = declare(
    Sentences(
        "layout.proportions",
        Severity.WARNING,
        marked("Porcentajes escritos como parte de uno"),
        marked("En «{header}» los números sin signo van de 0 a 1 (0,75): se leyeron como porcentajes (75 %)."),
        marked("El encabezado dice porcentaje y la celda no; leídos como están, lo cumplido del todo sería el 1 %."),
        marked("Confírmelo con quien llenó la columna. Si eran porcentajes menores que uno, escriba el signo %."),
    )
)
ROUNDED = declare(
    Sentences(
        "layout.rounded",
        Severity.NOTICE,
        marked("Resultados de fórmulas con muchos decimales"),
        marked("En «{header}» hay números con más de cuatro decimales: {written} se leyó como {read}."),
        marked(
            "Son divisiones que no terminan; más allá de cuatro decimales no cambian ninguna cifra que se publique."
        ),
        marked("No hay que hacer nada. Si la celda debía decir otra cosa, corríjala."),
    )
)
PERIOD_SHEETS = declare(
    Sentences(
        "layout.period_sheets",
        Severity.WARNING,
        marked("Cada hoja es de un periodo"),
        marked("Se leyó la hoja «{read}», que es la última con datos; no se leyeron: {others}."),
        marked("El seguimiento se registra un periodo a la vez; leídas juntas, cada acción estaría varias veces."),
        marked("Para traer otro periodo, guarde su hoja en otro archivo y tráigalo."),
    )
)
UNIT_OF_ALL = declare(
    Sentences(
        "layout.unit_of_all",
        Severity.NOTICE,
        marked("Una sola dependencia para todas las acciones"),
        marked(
            "La tabla no dice quién responde; el documento dice «{unit}», que quedó en todas las acciones ({count})."
        ),
        marked("Lo que el documento dice encima de la tabla vale para todas sus filas."),
        marked("Si alguna acción es de otra dependencia, dígalo en ella."),
    )
)
NO_UNITS = declare(
    Sentences(
        "layout.no_units",
        Severity.WARNING,
        marked("La tabla no dice quién responde"),
        marked("Ninguna columna dice la dependencia responsable de cada acción."),
        marked("Lo que no es de nadie no se reporta, y un plan así no se puede proponer."),
        marked("Señale la columna, o dé una sola dependencia a todas las acciones en «Dependencias» (o con --unit)."),
    )
)
OTHER_LAYOUT = declare(
    Sentences(
        "layout.other_in_file",
        Severity.WARNING,
        marked("El archivo trae otra tabla"),
        marked("«{part}» parece {other}; se leyó solo {layout}."),
        marked("Un archivo se lee como un solo documento para no mezclar versiones del plan."),
        marked("Guarde esa tabla en otro archivo y léala aparte."),
    )
)
HIDDEN_PART = declare(
    Sentences(
        "layout.hidden_sheet",
        Severity.WARNING,
        marked("Hoja oculta"),
        marked("La hoja oculta «{part}» no se leyó."),
        marked("Quien abre el archivo no la ve; publicar lo que no se ve confunde."),
        marked("Si es parte del plan, muéstrela y vuelva a leer el archivo."),
    )
)
ROW_WITHOUT_STATEMENT = declare(
    Sentences(
        "layout.row_without_statement",
        Severity.WARNING,
        marked("Fila sin acción"),
        marked("La fila tiene datos («{text}») pero no dice cuál es la acción; no entró en el plan."),
        marked("Puede ser una acción a la que se le borró el nombre, o la continuación de la fila anterior."),
        marked("Escriba la acción en su columna, o una esta fila con la anterior."),
    )
)
STATEMENT_MISSING = declare(
    Sentences(
        "layout.statement_missing",
        Severity.ERROR,
        marked("Acción sin texto"),
        marked("La fila tiene datos de una acción («{text}»), pero la celda que la nombra está vacía."),
        marked("Se conserva como una acción por escribir: sin su texto nadie sabe qué se promete ni qué se sigue."),
        marked("Escriba la acción en esa celda; si la fila sobra o continúa la anterior, bórrela o únalas."),
    )
)
MERGED_DOWN = declare(
    Sentences(
        "layout.merged_down",
        Severity.NOTICE,
        marked("Celda combinada leída en varias filas"),
        marked("Lo que dice la celda combinada de «{header}» se tomó para cada una de sus filas: {rows}."),
        marked("En la hoja el valor está escrito una sola vez; se entiende que vale para todas las filas que cubre."),
        marked("Si vale solo para una de ellas, separe la celda y escriba en cada fila lo que le corresponde."),
    )
)
ROW_OF_ANOTHER = declare(
    Sentences(
        "layout.row_of_another_table",
        Severity.WARNING,
        marked("Fila de otra tabla"),
        marked("«{text}» está después de la tabla del plan, tras una fila en blanco; no entró en el plan."),
        marked("Lo que sigue a la tabla suele ser otra cosa (firmas, presupuesto, notas) con otras columnas."),
        marked("Si son acciones del plan, quite la fila en blanco y póngalas en las columnas de la tabla."),
    )
)
ROW_LEFT_OUT = declare(
    Sentences(
        "layout.row_left_out",
        Severity.NOTICE,
        marked("Fila que no es una acción"),
        marked("«{text}» se tomó como total, nota o pie de página."),
        marked("Solo las filas con acción forman el plan."),
        marked("Si era una acción, complete su fila."),
    )
)
ABOUT_DIFFERS = declare(
    Sentences(
        "layout.about_differs",
        Severity.WARNING,
        marked("Dos datos distintos del documento"),
        marked("«{name}» dice «{text}», y antes decía «{before}»; se tomó el primero."),
        marked("Un documento con dos versiones u objetivos no se puede citar."),
        marked("Deje el mismo texto en todas las páginas."),
    )
)
NO_LINES = declare(
    Sentences(
        "layout.no_lines",
        Severity.ERROR,
        marked("La tabla no tiene acciones"),
        marked("Se reconoció {layout}, pero debajo del encabezado no hay ninguna acción."),
        marked("Un plan vacío no se puede aprobar ni seguir."),
        marked("Escriba las acciones debajo del encabezado, o revise que no estén en otra hoja."),
    )
)
