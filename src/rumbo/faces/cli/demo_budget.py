"""The execution of the budget of the invented entity: a file of its finance office, brought in like any other."""

from collections.abc import Callable
from datetime import date
from importlib.resources import files
from typing import Any

from rumbo.apps.audit.actor import Actor
from rumbo.apps.budget.actions import settle_pairing
from rumbo.apps.intake.actions import receive_file
from rumbo.apps.intake.actions.record_tables import Chosen, record_tables
from rumbo.apps.projects.queries import project_by_code
from rumbo.findings import marked

FILE, NAME = "ejecucion-gastos-{year}-03.csv", marked("Ejecución de gastos")
PROJECTS = ("{year}257540011", "{year}257540014", "BP-{year}-007")


class BudgetStory:
    """Planning brings the execution of the first quarter and says of which project each code is."""

    def __init__(self, entity: Any, acting: Callable[[str], Actor], year: int) -> None:
        source = files("rumbo.content").joinpath("demo", "valdeluna_execution.csv")
        self.text = source.read_text(encoding="utf-8").replace("{year}", str(year))
        self.entity, self.acting, self.year = entity, acting, year

    def tell(self) -> None:
        """From the file to the projects of its codes."""
        planning = self.acting("planning_office")
        intake = receive_file(planning, self.entity, self.text.encode(), FILE.format(year=self.year))
        record_tables(planning, intake, [Chosen(0, str(NAME), date(self.year, 3, 31))])
        for code in (each.format(year=self.year) for each in PROJECTS):
            found = project_by_code(self.entity.pk, code)
            settle_pairing(planning, self.entity, "bpin", code, found.project if found else None)
