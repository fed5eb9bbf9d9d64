"""The words of what went into a figure: one Spanish source text for each label of a `trace.Input`."""

from rumbo.findings import marked

LABELS: dict[str, str] = {
    "target": marked("Meta: {value}"),
    "baseline": marked("Línea base: {value}"),
    "opening": marked("Alcanzado antes del primer periodo: {value} ({origin})"),
    "opening_dated": marked("Alcanzado antes del primer periodo, a {day}: {value} ({origin})"),
    "from_start": marked("La meta empieza con su primer periodo: no hay avance anterior que contar"),
    "programme": marked("Programado en {year}: {value}"),
    "programme_increment": marked("Programado como incremento de {year}: {value}"),
    "not_programmed": marked("Programado en {year}: nada; el plan no lo programó"),
    "programme_period": marked("Programado para el periodo {period} de {year}: {value}"),
    "programme_period_none": marked("Periodo {period} de {year}: no programado"),
    "report": marked("Reporte del periodo {period} de {year}: {value}"),
    "report_ratio": marked("Reporte del periodo {period} de {year}: {numerator} de {denominator}"),
    "report_share": marked("Reporte del periodo {period} de {year}: {value} de la meta"),
    "report_undefined": marked("Reporte del periodo {period} de {year}: sin valor calculable"),
    "report_not_reported": marked("Reporte del periodo {period} de {year}: no reportado"),
    "counted_own": marked("Reporte del periodo {period} de {year}, lo hecho por «{unit}», que reporta: {value}"),
    "counted_own_ratio": marked(
        "Reporte del periodo {period} de {year}, lo hecho por «{unit}», que reporta: {numerator} de {denominator}"
    ),
    "counted_adds": marked("Reporte del periodo {period} de {year}, se suma lo de «{unit}»: {value}"),
    "counted_adds_ratio": marked(
        "Reporte del periodo {period} de {year}, se suma lo de «{unit}»: {numerator} de {denominator}"
    ),
    "counted_part": marked("Reporte del periodo {period} de {year}, lo de «{unit}» ya está contado: {value}"),
    "counted_part_ratio": marked(
        "Reporte del periodo {period} de {year}, lo de «{unit}» ya está contado: {numerator} de {denominator}"
    ),
    "counted_informs": marked("Reporte del periodo {period} de {year}, «{unit}» informa, sin sumar: {value}"),
    "counted_informs_ratio": marked(
        "Reporte del periodo {period} de {year}, «{unit}» informa, sin sumar: {numerator} de {denominator}"
    ),
    "counted_missing": marked(
        "Reporte del periodo {period} de {year}, «{unit}» no ha dicho lo suyo: no está en el total, y no es un cero"
    ),
    "loaded_from": marked(
        "Resultado del periodo {period} de {year} cargado de «{origin}», del {day}: no se reportó en Rumbo"
    ),
    "report_of_year": marked("Resultado de todo {year}: {value}"),
    "report_ratio_of_year": marked("Resultado de todo {year}: {numerator} de {denominator}"),
    "report_share_of_year": marked("Resultado de todo {year}: {value} de la meta"),
    "loaded_of_year": marked("Resultado de todo {year} cargado de «{origin}», del {day}: no se reportó en Rumbo"),
    "report_not_applicable": marked("Reporte del periodo {period} de {year}: no aplica ({reason})"),
    "in_part": marked("{name}: {figure}"),
    "beside_part": marked("{name}: {figure}, que no entra en esta parte"),
    "due_share": marked("Parte que debía estar hecha a la fecha: {value}"),
}
