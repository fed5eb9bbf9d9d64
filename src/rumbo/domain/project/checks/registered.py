"""The day a sheet was registered against the year it is for (V09): a project is registered before it is carried out."""

from collections.abc import Iterable

from rumbo.domain.checks.reference import asked, finding, not_made
from rumbo.domain.project.places import Place
from rumbo.domain.project.sheet import ProjectSheet
from rumbo.findings import CheckResult, Sentences, Severity, declare, marked

AFTER_YEAR = declare(
    Sentences(
        "project.registered_after_year",
        Severity.WARNING,
        marked("Inscrita después de su vigencia"),
        marked("La ficha es de la vigencia {year} y su fecha de inscripción es el {day}."),
        marked("Un proyecto se inscribe antes de ejecutarse: la fecha o la vigencia está mal, o se inscribió tarde."),
        marked("Compruebe la fecha de inscripción y la vigencia, y corrija la que no es."),
    )
)
DAY_AND_YEAR = marked("la fecha de inscripción y la vigencia")


def _after_year(sheet: ProjectSheet, place: Place) -> Iterable[CheckResult]:
    if sheet.registered_on is None or sheet.fiscal_year is None:
        return not_made(AFTER_YEAR, DAY_AND_YEAR)
    late = sheet.registered_on.year > sheet.fiscal_year
    day = sheet.registered_on.strftime("%d/%m/%Y")
    where = place(("registered_on",))
    return asked(AFTER_YEAR, [finding(AFTER_YEAR, where, year=sheet.fiscal_year, day=day)] if late else [])


CHECKS = ((AFTER_YEAR, _after_year),)
