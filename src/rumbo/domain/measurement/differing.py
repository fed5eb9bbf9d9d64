"""What verification says of something closed that no longer agrees, by code of the difference: Spanish source texts."""

from rumbo.findings import marked

WHATS: dict[str, str] = {
    "figure": marked("la cifra guardada no es la que da el cálculo"),
    "weights": marked("las sumas con sus pesos no son las guardadas"),
    "inputs": marked("los datos de los que sale no son los del cierre"),
    "rule": marked("la regla con que se midió no es la del plan"),
    "weight": marked("lo que pesa en su nivel no es lo que pesaba al cierre"),
    "setting": marked("el ajuste de la entidad ya no es el del cierre"),
    "sides": marked("los grupos y el dinero guardados no son los del cierre"),
    "groups": marked("los grupos de las metas no son los del cierre"),
    "money": marked("el dinero no es el que se conocía al cierre"),
    "correction": marked("lo corregido después del cierre no es lo que da el cálculo"),
    "trace": marked("la explicación guardada no es la del cierre"),
    "missing": marked("falta la cifra que se había guardado"),
    "extra": marked("hay una cifra guardada que el cálculo no da"),
    "signature": marked("el reporte aceptado ya no es el que se firmó"),
    "reopened": marked("el periodo se cerró y ahora figura abierto"),
    "gone": marked("el periodo se cerró y ya no está"),
    "unreadable": marked("ya no se puede leer"),
}
