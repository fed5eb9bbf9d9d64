"""The forms of the entity, its units and its people; and how the no of an action returns to its field."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _

from rumbo.apps.audit.actor import Role
from rumbo.apps.audit.doorway import Forbidden, Refused
from rumbo.faces.web.files import SentFile
from rumbo.faces.web.frame import ROLE_WORDS
from rumbo.faces.web.session import worded

LOGO_BYTES = 4_000_000
MAX_SIGNATORIES = 8
FIELD_OF = {
    "people.nit_wrong": "nit",
    "people.logo_not_drawing": "logo",
    "people.logo_too_large": "logo",
    "people.logo_unsafe": "logo",
    "people.unit_name_taken": "name",
    "people.unit_name_unfit": "name",
    "people.unit_code_taken": "code",
    "people.post_unfit": "title",
    "people.post_taken": "title",
    "people.alias_taken": "name",
    "people.unit_below_itself": "parent",
    "people.unit_days": "last_day",
    "succession.not_yet": "since",
    "succession.act_missing": "act",
    "succession.unit_not_in_force": "since",
    "people.role_needs_unit": "unit",
    "people.role_held": "role",
    "people.role_days": "last_day",
    "people.last_administrator": "last_day",
    "measurement.setting_behind_closed": "valid_from",
}


def carried_out(
    request: HttpRequest,
    form: forms.Form,
    action: Callable[[], Any],
    done: str,
    fields: Mapping[str, str] = FIELD_OF,
) -> bool:
    """Tries an action; what stands in its way is said beside the field it is about, what is forbidden is a 404.

    `fields` is the field that each code of a finding is about; other findings are said above the form.
    """
    try:
        action()
    except Forbidden as forbidden:
        raise Http404 from forbidden
    except Refused as refused:
        for finding, wording in zip(refused.findings, worded(refused.findings), strict=True):
            field = fields.get(finding.code, "")
            form.add_error(field if field in form.fields else None, f"{wording.what} {wording.how}")
        return False
    messages.success(request, done)
    return True


def rows_of(rows: Any, request: HttpRequest, prefix: str, start: Any) -> Any:
    """A set of rows as they were sent, or as they begin: what was sent is never compared with what was there."""
    return rows(request.POST, prefix=prefix) if request.method == "POST" else rows(initial=start, prefix=prefix)


def day_field(label: Any, *, required: bool = True, **more: Any) -> forms.DateField:
    """A day, chosen from the browser's own calendar."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, required=required, **more)


class ReasonForm(forms.Form):
    """Why something changes; kept in the trail."""

    reason = forms.CharField(
        label=_("Motivo"),
        required=False,
        max_length=500,
        help_text=_("Por ejemplo, el acto administrativo que lo ordena. Queda en el rastro."),
    )


class EntityForm(forms.Form):
    """What describes the entity and heads its documents. The public address is not here: publications hang from it."""

    name = forms.CharField(label=_("Nombre"), max_length=300)
    short_name = forms.CharField(label=_("Nombre corto o sigla"), max_length=60)
    nit = forms.CharField(
        label=_("NIT"), max_length=20, required=False, help_text=_("Con dígito de verificación: 899999061-9.")
    )
    document_process = forms.CharField(label=_("Proceso"), max_length=200, required=False)
    document_code = forms.CharField(label=_("Código"), max_length=60, required=False)
    document_version = forms.CharField(label=_("Versión"), max_length=40, required=False)
    document_date = day_field(_("Fecha de la versión"), required=False)
    logo = SentFile(
        label=_("Logo nuevo"),
        required=False,
        how=_("Un logo dibujado pesa mucho menos; elija la versión sencilla."),
        help_text=_("Un dibujo SVG, que se imprime nítido en cualquier tamaño, o una imagen PNG o JPEG."),
        widget=forms.FileInput(attrs={"accept": ".svg,.png,.jpg,.jpeg,image/svg+xml,image/png,image/jpeg"}),
    )
    without_logo = forms.BooleanField(label=_("Quitar el logo actual"), required=False)

    def logo_sent(self, current: str) -> str | bytes:
        """The file with another, nothing where it is taken off, or the current one."""
        if self.cleaned_data["logo"]:
            return bytes(self.cleaned_data["logo"].read(LOGO_BYTES))
        return "" if self.cleaned_data["without_logo"] else current


class SignatoryForm(forms.Form):
    """Who signs the documents of the entity: as what, who, and in which post. An empty row says nobody."""

    label = forms.CharField(label=_("Calidad"), max_length=60, required=False)
    name = forms.CharField(label=_("Nombre"), max_length=200, required=False)
    post = forms.CharField(label=_("Cargo"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        """A row with something in it says at least as what somebody signs."""
        row: dict[str, Any] = super().clean() or {}
        if (row.get("name") or row.get("post")) and not row.get("label"):
            self.add_error("label", _("Diga en qué calidad firma: elaboró, revisó o aprobó."))
        return row


SignatoryRows = forms.formset_factory(SignatoryForm, extra=2, max_num=MAX_SIGNATORIES, validate_max=True)


class UnitChoice(forms.ChoiceField):
    """A unit of the entity by its uid, drawn as the tree."""

    def __init__(self, branches: Iterable[Any], empty: Any, **more: Any) -> None:
        self.units = {str(branch.unit.uid): branch.unit for branch in branches}
        shown = [(str(b.unit.uid), "\N{EM SPACE}" * b.depth + b.unit.name) for b in branches]
        super().__init__(choices=[("", empty), *shown], **more)

    def clean(self, value: Any) -> Any:
        """The row of the unit, or None."""
        return self.units.get(super().clean(value))


class UnitNameForm(ReasonForm):
    """A new name for a unit: since when it rules and by which act, or neither where the old one was a mistake."""

    name = forms.CharField(label=_("Nombre nuevo"), max_length=300)
    since = day_field(_("Rige desde"), required=False)
    act = forms.CharField(
        label=_("Acto que lo ordena"),
        max_length=300,
        required=False,
        help_text=_("Sin acto ni fecha se corrige un nombre mal escrito, y no queda como un cambio de la dependencia."),
    )
    field_order = ("name", "since", "act", "reason")

    def clean(self) -> dict[str, Any]:
        """The day and the act go together."""
        said: dict[str, Any] = super().clean() or {}
        for one, other in (("since", "act"), ("act", "since")):
            if said.get(one) and not said.get(other) and other not in self.errors:
                self.add_error(other, _("La fecha y el acto van juntos."))
        return said


class AliasForm(forms.Form):
    """Another way in which documents write a unit."""

    name = forms.CharField(label=_("Otra forma de escribirla"), max_length=300)


def code_field() -> forms.CharField:
    """The code by which documents name a unit."""
    help_text = _("El que la identifica en los documentos de la entidad, si lo tiene.")
    return forms.CharField(label=_("Código"), max_length=20, required=False, help_text=help_text)


def kind_field() -> forms.CharField:
    """What the entity calls a unit."""
    help_text = _("Secretaría, oficina asesora, grupo: como la llama la entidad.")
    return forms.CharField(label=_("Clase de dependencia"), max_length=60, required=False, help_text=help_text)


class UnitForm(forms.Form):
    """A new unit: its name, what it hangs from, and since when it exists."""

    name = forms.CharField(label=_("Nombre"), max_length=300, help_text=_("Como aparece en el acto que la creó."))
    code = code_field()
    kind = kind_field()
    valid_from = day_field(_("Existe desde"), required=False)

    def __init__(self, *args: Any, branches: list[Any], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["parent"] = UnitChoice(branches, _("Ninguna"), label=_("Depende de"), required=False)
        self.order_fields(("name", "code", "kind", "parent", "valid_from"))


class UnitCodeForm(ReasonForm):
    """The code of a unit and what the entity calls its kind."""

    code = code_field()
    kind = kind_field()
    field_order = ("code", "kind", "reason")


class PostForm(forms.Form):
    """A post: its title and the unit it is in."""

    title = forms.CharField(
        label=_("Cargo"), max_length=200, help_text=_("Su denominación en una sola línea, como se firma.")
    )

    def __init__(self, *args: Any, branches: list[Any], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["unit"] = UnitChoice(branches, _("Toda la entidad"), label=_("Dependencia"), required=False)


class PlaceForm(ReasonForm):
    """What a unit hangs from."""

    def __init__(self, *args: Any, branches: list[Any], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["parent"] = UnitChoice(branches, _("Ninguna"), label=_("Depende de"), required=False)
        self.order_fields(("parent", "reason"))


class LastDayForm(ReasonForm):
    """The last day of a unit or of a role."""

    last_day = day_field(_("Último día"), help_text=_("Ese día todavía cuenta."))
    field_order = ("last_day", "reason")


class RoleForm(forms.Form):
    """A role for a person, from a day on."""

    role = forms.ChoiceField(label=_("Rol"), choices=[(role.value, words) for role, words in ROLE_WORDS.items()])
    post = forms.CharField(
        label=_("Cargo"), max_length=200, required=False, help_text=_("Se escribe junto al nombre en el rastro.")
    )
    since = day_field(_("Desde"))

    def __init__(self, *args: Any, branches: list[Any], today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        help_text = _("Solo para enlace y jefe de dependencia: son responsables de lo que ella reporta.")
        self.fields["unit"] = UnitChoice(
            branches, _("Toda la entidad"), label=_("Dependencia"), required=False, help_text=help_text
        )
        self.fields["since"].initial = today
        self.order_fields(("name", "email", "role", "unit", "post", "since"))

    @property
    def granted(self) -> dict[str, Any]:
        """The words of the role as its action takes them."""
        return {key: self.cleaned_data[key] for key in ("unit", "post", "since")}

    @property
    def chosen(self) -> Role:
        """The role that was chosen."""
        return Role(self.cleaned_data["role"])


class InviteForm(RoleForm):
    """A person who is not in the entity yet, with their first role."""

    name = forms.CharField(label=_("Nombre y apellidos"), max_length=200)
    email = forms.EmailField(
        label=_("Correo institucional"),
        help_text=_("Con él entra al sistema, y allí llega el enlace de la contraseña."),
    )
