"""What happened to a record, in words: verbs of the trail, and the columns they changed."""

from collections.abc import Iterable, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from rumbo.apps.audit.bridge import Change
from rumbo.apps.audit.queries import Deed
from rumbo.faces.kit.pieces import Moment
from rumbo.faces.web.words import said

VERBS: dict[str, Promise] = {
    "audit.trail.seal": __("Selló el rastro"),
    "catalogs.catalogue.load": __("Cargó un catálogo"),
    "evidence.evidence.attach": __("Guardó un soporte"),
    "evidence.evidence.link": __("Registró el enlace de un soporte"),
    "evidence.evidence.mark_public": __("Dijo si un soporte es público"),
    "evidence.file.store": __("Guardó un archivo"),
    "calendar.windows.record": __("Cambió los plazos de una periodicidad"),
    "calendar.lateness.record": __("Cambió lo que se acepta fuera de plazo"),
    "calendar.exception.give": __("Dio una excepción al plazo"),
    "calendar.exception.withdraw": __("Retiró una excepción al plazo"),
    "followup.followup.open": __("Abrió el seguimiento"),
    "followup.followup.reschedule": __("Cambió las fechas del seguimiento"),
    "followup.followup.close": __("Cerró el seguimiento"),
    "followup.chain.record": __("Cambió los pasos de los reportes"),
    "followup.parts.record": __("Cambió las partes del relato de los reportes"),
    "followup.report.accept": __("Aceptó el reporte"),
    "followup.report.attach": __("Adjuntó un soporte"),
    "followup.report.detach": __("Retiró un soporte"),
    "followup.report.draft": __("Guardó un borrador del reporte"),
    "followup.report.endorse": __("Avaló el reporte"),
    "followup.report.evaluate": __("Evaluó el reporte"),
    "followup.report.import": __("Trajo un reporte de un documento"),
    "followup.report.return": __("Devolvió el reporte"),
    "followup.report.send_back": __("Devolvió un reporte aceptado"),
    "followup.report.submit": __("Envió el reporte"),
    "followup.target.reassign": __("Dijo qué dependencia reporta una meta"),
    "followup.workbook.apply": __("Recibió el libro de Excel de una dependencia"),
    "formulating.formulation.open": __("Abrió la formulación de un plan"),
    "formulating.window.change": __("Cambió el plazo de una dependencia para formular"),
    "formulating.target.write": __("Escribió una meta de su dependencia"),
    "formulating.target.withdraw": __("Retiró una meta de su dependencia"),
    "formulating.part.submit": __("Envió la formulación de su dependencia"),
    "formulating.part.take": __("Recibió la formulación de una dependencia"),
    "formulating.part.return": __("Devolvió la formulación de una dependencia"),
    "formulating.workbook.apply": __("Recibió el libro de formulación de una dependencia"),
    "formulating.components.approve": __("Registró el acto que aprueba lo formulado"),
    "indicators.printed_results.offer": __("Trajo resultados que un archivo imprime"),
    "indicators.printed_results.settle": __("Decidió sobre los resultados que trajo un archivo"),
    "indicators.result.close": __("Cerró un resultado"),
    "indicators.results.close": __("Cerró los resultados que esperaban"),
    "indicators.sheet.analyse": __("Analizó un resultado"),
    "indicators.sheet.approve": __("Aprobó la hoja del indicador"),
    "indicators.sheet.continue": __("Empezó una revisión nueva de la hoja"),
    "indicators.sheet.create": __("Creó el indicador con su hoja"),
    "indicators.sheet.propose": __("Propuso la hoja del indicador"),
    "indicators.sheet.return": __("Devolvió la hoja del indicador"),
    "indicators.sheet.write": __("Escribió la hoja del indicador"),
    "indicators.sheet_variable.place": __("Puso una variable en la hoja"),
    "indicators.sheet_variable.take": __("Quitó una variable de la hoja"),
    "indicators.value.report": __("Reportó el valor de una variable"),
    "indicators.variable.change": __("Cambió los datos de una variable"),
    "indicators.variable.create": __("Creó una variable"),
    "intake.cell.decide": __("Decidió sobre un dato leído"),
    "intake.cell.forget": __("Deshizo una decisión sobre un dato leído"),
    "intake.continuity.settle": __("Dijo qué continúa cada acción"),
    "intake.destination.choose": __("Eligió a qué plan va el documento"),
    "intake.document.approve": __("Aprobó el documento"),
    "intake.document.discard": __("Descartó el documento"),
    "intake.document.propose": __("Propuso el documento"),
    "intake.document.read": __("Leyó el documento"),
    "intake.document.write": __("Escribió el plan del documento"),
    "intake.document.fail": __("No pudo escribir el plan del documento"),
    "intake.document.resume": __("Pidió repetir lo que quedó a medias"),
    "intake.document.reopen": __("Devolvió el documento a revisión"),
    "intake.file.receive": __("Trajo un documento"),
    "budget.execution.record": __("Guardó una ejecución presupuestal"),
    "budget.pairing.settle": __("Dijo de qué proyecto es un código del presupuesto"),
    "budget.version.withdraw": __("Retiró una ejecución presupuestal"),
    "intake.table.record": __("Guardó las tablas de un documento"),
    "intake.mapping.import": __("Trajo una correspondencia de columnas"),
    "intake.mapping.keep": __("Guardó una correspondencia de columnas"),
    "intake.mapping.retire": __("Retiró una correspondencia de columnas"),
    "intake.mapping.use": __("Leyó el documento con una correspondencia"),
    "intake.question.answer": __("Respondió lo que el documento no dice"),
    "intake.row.add": __("Agregó lo que faltaba en el documento"),
    "intake.row.remove": __("Quitó algo del documento"),
    "intake.row.restore": __("Devolvió al documento lo que se había quitado"),
    "intake.value.decide": __("Decidió qué dice un dato del documento"),
    "intake.name.decide": __("Decidió a qué dependencia corresponde un nombre"),
    "keeping.copy.restore": __("Restauró una copia de seguridad"),
    "measurement.basis.say": __("Dijo cómo se escribe la programación y midió de nuevo"),
    "measurement.rule.say": __("Dijo cómo se cuentan las metas que no lo dicen y midió de nuevo"),
    "measurement.results.load": __("Cargó resultados anteriores y midió lo abierto"),
    "measurement.figures.rebuild": __("Volvió a calcular las cifras"),
    "measurement.intake.approve": __("Incorporó el documento aprobado"),
    "measurement.period.close": __("Cerró el periodo y congeló sus cifras"),
    "measurement.period.differs": __("Encontró diferencias en un periodo cerrado"),
    "measurement.period.open": __("Abrió el periodo"),
    "measurement.report.accept": __("Aceptó el reporte y midió de nuevo"),
    "measurement.report.send_back": __("Devolvió un reporte aceptado y midió de nuevo"),
    "measurement.setting.record": __("Cambió un ajuste de medición"),
    "notices.calendar.renew": __("Cambió la dirección de su calendario"),
    "notices.message.claim": __("Empezó a enviar un aviso"),
    "notices.message.postpone": __("Aplazó avisos que no se pudieron enviar"),
    "notices.message.settle": __("Dijo cómo terminó el envío de un aviso"),
    "notices.message.write": __("Escribió avisos"),
    "notices.outbox.send": __("Pidió enviar los avisos"),
    "notices.preference.choose": __("Eligió qué avisos recibe"),
    "people.alias.create": __("Registró otra forma de escribir una dependencia"),
    "earlier.results.load": __("Cargó resultados anteriores"),
    "founding.workbook.apply": __("Recibió el libro de la entidad"),
    "people.entity.describe": __("Cambió los datos de la entidad"),
    "people.entity.found": __("Creó la entidad"),
    "people.language.choose": __("Eligió su idioma"),
    "people.member.invite": __("Invitó a una persona con su rol"),
    "people.membership.end": __("Terminó un rol"),
    "people.membership.grant": __("Asignó un rol"),
    "people.setting.record": __("Cambió un ajuste"),
    "people.membership.title": __("Cambió el cargo con que se ejerce un rol"),
    "people.post.create": __("Creó un cargo"),
    "people.unit.close": __("Cerró una dependencia"),
    "people.unit.create": __("Creó una dependencia"),
    "people.unit.move": __("Movió una dependencia"),
    "people.unit.describe": __("Cambió el código, la clase o los días de una dependencia"),
    "people.unit.rename": __("Cambió el nombre de una dependencia"),
    "people.user.invite": __("Invitó a una persona"),
    "plans.basis.say": __("Dijo cómo se escribe la programación"),
    "plans.target.show": __("Mostró en otro plan una actividad registrada"),
    "plans.rule.say": __("Dijo cómo se cuentan las metas que no lo dicen"),
    "plans.node.remove": __("Quitó un nivel"),
    "plans.node.move": __("Movió un nivel"),
    "plans.section.write": __("Escribió un texto del plan"),
    "plans.section.remove": __("Quitó un texto del plan"),
    "plans.target.move": __("Cambió el orden de una meta"),
    "plans.node.write": __("Escribió un nivel"),
    "plans.periods.ensure": __("Preparó los periodos"),
    "plans.plan.create": __("Creó el plan"),
    "plans.sheets.begin": __("Creó las hojas de vida de los indicadores"),
    "plans.target.measure": __("Dijo con qué hoja se mide la meta"),
    "plans.target.remove": __("Quitó una meta"),
    "plans.target.settle": __("Definió qué se reporta y cuánto pesa"),
    "plans.target.write": __("Escribió una meta"),
    "plans.version.approve": __("Aprobó la versión"),
    "plans.version.continue": __("Abrió la versión siguiente"),
    "plans.version.draft": __("Empezó un borrador"),
    "plans.version.propose": __("Propuso la versión"),
    "plans.version.return": __("Devolvió la versión"),
    "plans.version.write": __("Escribió el contenido de la versión"),
    "processes.alias.create": __("Registró otra forma de escribir un proceso"),
    "processes.alias.remove": __("Quitó una forma de escribir un proceso"),
    "processes.process.change": __("Cambió los datos de un proceso"),
    "processes.process.close": __("Cerró un proceso"),
    "processes.process.create": __("Creó un proceso"),
    "projects.bank.close": __("Cerró el proyecto"),
    "projects.bank.declare_viable": __("Declaró viable el proyecto"),
    "projects.bank.enter": __("Registró el proyecto en el banco"),
    "projects.bank.put_in_force": __("Puso en ejecución el proyecto"),
    "projects.bank.return": __("Devolvió el proyecto"),
    "projects.bank.send": __("Envió el proyecto a revisión"),
    "projects.budget.write": __("Escribió el presupuesto del proyecto"),
    "projects.codes.write": __("Escribió los rubros del proyecto"),
    "projects.goal.remove": __("Quitó una meta del proyecto"),
    "projects.goal.write": __("Escribió una meta del proyecto"),
    "projects.identity.write": __("Escribió la identificación del proyecto"),
    "projects.project.create": __("Creó el proyecto"),
    "projects.project.register": __("Registró el proyecto con su ficha"),
    "projects.relations.write": __("Escribió la relación del proyecto con el plan"),
    "projects.schedule.bring": __("Llevó las actividades al cronograma"),
    "projects.schedule.write": __("Escribió el cronograma del proyecto"),
    "projects.section.write": __("Escribió una sección del proyecto"),
    "projects.tree.settle": __("Aceptó lo propuesto para los árboles del proyecto"),
    "projects.version.continue": __("Empezó una versión nueva del proyecto"),
    "publishing.publication.discard": __("Descartó la publicación"),
    "publishing.publication.draw": __("Dibujó los archivos de la publicación"),
    "publishing.publication.fail": __("No pudo dibujar los archivos de la publicación"),
    "publishing.publication.prepare": __("Preparó la publicación"),
    "publishing.publication.publish": __("Publicó"),
    "publishing.publication.resume": __("Pidió otra vez los archivos de la publicación"),
    "reminding.day.write": __("Escribió los avisos del día"),
    "reminding.reminder.send": __("Recordó a quienes deben reportes"),
    "reminding.rules.record": __("Cambió cuándo se avisa"),
    "risks.control.remove": __("Quitó un control"),
    "risks.control.write": __("Escribió un control"),
    "risks.event.tell": __("Registró que un riesgo se materializó"),
    "risks.event.withdraw": __("Retiró una materialización registrada por error"),
    "risks.finding.ask_again": __("Retiró la razón con que un hallazgo de un riesgo quedaba así"),
    "risks.finding.overrule": __("Dejó así un hallazgo de un riesgo, con una razón"),
    "risks.map.create": __("Creó un mapa de riesgos"),
    "risks.risk.add": __("Agregó un riesgo"),
    "risks.risk.bring": __("Trajo un riesgo de un documento"),
    "risks.risk.remove": __("Quitó un riesgo"),
    "risks.risk.write": __("Escribió un riesgo y lo valoró"),
    "risks.treatment.choose": __("Decidió el tratamiento de un riesgo"),
    "risks.treatment.remove": __("Quitó una acción de tratamiento"),
    "risks.treatment.write": __("Escribió una acción de tratamiento"),
    "risks.version.approve": __("Aprobó el mapa de riesgos"),
    "risks.version.continue": __("Abrió la versión siguiente del mapa de riesgos"),
    "risks.version.draft": __("Empezó un borrador del mapa de riesgos"),
    "risks.version.propose": __("Propuso el mapa de riesgos"),
    "risks.version.return": __("Devolvió el mapa de riesgos"),
}
TONES = {
    "approve": "done",
    "accept": "done",
    "declare_viable": "done",
    "return": "returned",
    "send_back": "returned",
    "remove": "stopped",
    "close": "stopped",
}
ORIGINS: dict[str, Promise] = {
    "web": __("pantalla"),
    "cli": __("línea de comandos"),
    "task": __("tarea programada"),
    "demo": __("demostración"),
}


def verb_words(verb: str) -> str:
    """A verb as a person reads it; a change past the doorway is said as such."""
    return str(VERBS.get(verb, verb)) if verb else _("Cambio hecho por fuera del sistema")


def moments_of(deeds: Iterable[Deed]) -> list[Moment]:
    """The history of a record for `timeline`."""
    return [
        Moment(
            deed.at,
            verb_words(deed.verb),
            deed.actor_name or _("Sin persona registrada"),
            deed.reason,
            TONES.get(deed.verb.split(".")[-1], "neutral") if deed.verb else "returned",
        )
        for deed in deeds
        if deed.at is not None
    ]


def change_lines(changes: Sequence[Change]) -> list[tuple[str, str, list[tuple[str, str, str]]]]:
    """The rows that a deed changed: (what kind, what was done, its columns before and after)."""
    return [
        (
            change.kind,
            str(_OPERATIONS[change.operation]),
            [(field.name, _text(field.before), _text(field.after)) for field in change.fields],
        )
        for change in changes
    ]


def _text(value: object) -> str:
    if isinstance(value, bool):
        return _("sí") if value else _("no")
    return said(value)


_OPERATIONS = {"INSERT": __("Creado"), "UPDATE": __("Cambiado"), "DELETE": __("Quitado")}
