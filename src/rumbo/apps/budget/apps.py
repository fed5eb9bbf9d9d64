"""How Django finds this application."""

from rumbo.apps.subject import Subject


class BudgetConfig(Subject):
    """The execution of the budget, as finance tells it at each cut."""

    name = "rumbo.apps.budget"
    label = "budget"
