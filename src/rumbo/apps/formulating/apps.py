"""How Django finds this application."""

from rumbo.apps.subject import Subject


class FormulatingConfig(Subject):
    """The formulation of plans: windows, the part of each unit, what was handed in and answered, and the acts."""

    name = "rumbo.apps.formulating"
    label = "formulating"
