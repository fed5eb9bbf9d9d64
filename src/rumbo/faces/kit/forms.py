"""How every form is drawn: `FORM_RENDERER = "rumbo.faces.kit.forms.KitRenderer"`.

`{{ form }}` gives the summary of errors and all fields; `{{ form.name.as_field_group }}` gives one. Templates are
looked for like any other, so `django.forms` stands among the installed applications.
"""

from django.forms.renderers import TemplatesSetting


class KitRenderer(TemplatesSetting):
    """Fields with label, help and errors bound together, and a summary of errors above."""

    form_template_name = "kit/form/form.html"
    field_template_name = "kit/form/field.html"
