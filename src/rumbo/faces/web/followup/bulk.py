"""What is done to several at once: chosen on a list, asked for once, done one by one, told one by one.

One that is refused does not stop the others, and each is whole by itself. What became of each is kept as it is done: a
process that dies in the middle leaves it told which were done and which were not reached.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Forbidden, Refused
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.session import actor_of, worded

MOST = 900
"""What a form may send at once."""
TOLD = "bulk_told"


@dataclass(frozen=True, slots=True)
class Item:
    """One of those chosen: what it is called, where it is seen, and the row it is done to."""

    key: str
    name: str
    href: str
    row: Any


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an item: done, with what there is to say, or why not."""

    name: str
    href: str
    done: bool
    told: str


Deed = Callable[[HttpRequest, Item, dict[str, Any]], str]
"""What is done to one of them, as typed; what there is to say of it."""


@dataclass(frozen=True, slots=True)
class Bulk:
    """A verb for several: of which list, its words, who may, its form, how the chosen are found, and what is done to
    each (giving what there is to say)."""

    key: str
    of: str
    label: Promise
    heading: Promise
    consequences: tuple[Promise, ...]
    may: Callable[[Actor], bool]
    form: Callable[[HttpRequest, Any], forms.Form]
    found: Callable[[HttpRequest, Sequence[str]], list[Item]]
    deed: Deed | None = None
    danger: bool = False
    together: "Callable[[HttpRequest, Sequence[Item]], list[Outcome]] | None" = None
    """What is done to all of them in one, where it cannot be done one by one."""
    home: tuple[Promise, str] = (__("Quién debe qué"), "web:followup-board")
    """What is above the list from which they are chosen, and its address."""


BULKS: dict[str, Bulk] = {}


def offer(*bulks: Bulk) -> None:
    """Registers the verbs for several."""
    BULKS.update({each.key: each for each in bulks})


def buttons_for(actor: Actor, of: str) -> list[Bulk]:
    """The verbs that an actor is offered on a list."""
    return [each for each in BULKS.values() if each.of == of and each.may(actor)]


@require_POST
def act(request: HttpRequest, verb: str) -> HttpResponse:
    """Asks before anything is done to those chosen, and does it once it was confirmed."""
    bulk = BULKS.get(verb)
    if bulk is None or not bulk.may(actor_of(request)):
        raise Http404
    back, keys = _back(request, bulk), request.POST.getlist("item")
    items = bulk.found(request, keys)
    if not 0 < len(items) <= MOST:
        said = _("Elija al menos uno.") if not items else _("Elija como mucho {n} a la vez.").format(n=MOST)
        messages.error(request, said)
        return redirect(back)
    confirmed = "confirmed" in request.POST
    form = bulk.form(request, request.POST if confirmed else None)
    if confirmed and form.is_valid():
        kept = _Kept(request, verb, back, items)
        _each(request, bulk, items, form.cleaned_data, kept)
        kept.ends(_not_found(request, keys, items))
        return redirect("web:followup-bulk-told")
    number = len(items)
    context = {
        "bulk": bulk,
        "heading": bulk.heading,
        "consequences": bulk.consequences,
        "form": form,
        "items": items,
        "chosen": ngettext("{n} elegido", "{n} elegidos", number).format(n=number),
        "back": back,
        "crumbs": _way(bulk, back, str(bulk.label)),
    }
    return render(request, "web/followup/bulk.html", context, status=422 if confirmed else 200)


@require_safe
def told(request: HttpRequest) -> HttpResponse:
    """What became of each of those chosen last."""
    kept = request.session.get(TOLD)
    if not kept or kept["verb"] not in BULKS:
        raise Http404
    rows = [Outcome(**each) for each in kept["told"]]
    context = {
        "heading": BULKS[kept["verb"]].label,
        "rows": sorted(rows, key=lambda row: row.done),
        "done": sum(row.done for row in rows),
        "total": len(rows),
        "running": kept["running"],
        "back": kept["back"],
        "crumbs": _way(BULKS[kept["verb"]], kept["back"], _("Resultado")),
    }
    return render(request, "web/followup/bulk_told.html", context)


class _Kept:
    """What became of each, kept in the session at once: at first that none was reached."""

    def __init__(self, request: HttpRequest, verb: str, back: str, items: Sequence[Item]) -> None:
        self.session = request.session
        unknown = _("La acción se interrumpió antes de llegar a este: compruebe cómo está y elíjalo de nuevo.")
        told = [asdict(Outcome(item.name, item.href, False, unknown)) for item in items]
        self.kept: dict[str, Any] = {"verb": verb, "back": back, "told": told, "running": True}
        self._keep()

    def tell(self, place: int, outcome: Outcome) -> None:
        """What became of one."""
        self.kept["told"][place] = asdict(outcome)
        self._keep()

    def ends(self, further: Sequence[Outcome]) -> None:
        """All were reached; `further` is what else there is to say."""
        self.kept |= {"running": False, "told": self.kept["told"] + [asdict(each) for each in further]}
        self._keep()

    def _keep(self) -> None:
        self.session[TOLD] = self.kept
        self.session.save()


def interrupted(request: HttpRequest) -> bool:
    """Whether what was done last to several did not come to its end."""
    kept = request.session.get(TOLD)
    return bool(kept and kept.get("running"))


def _each(request: HttpRequest, bulk: Bulk, items: Sequence[Item], typed: dict[str, Any], kept: _Kept) -> None:
    if bulk.together is not None:
        outcomes = iter(bulk.together(request, items))
    elif bulk.deed is not None:
        deed = bulk.deed
        outcomes = (_done(request, deed, item, typed) for item in items)
    else:
        raise ValueError(f"{bulk.key} is done neither to each nor to all of them")
    for place, outcome in enumerate(outcomes):
        kept.tell(place, outcome)


def _not_found(request: HttpRequest, keys: Sequence[str], items: Sequence[Item]) -> list[Outcome]:
    """What was chosen and is not here, or no longer: told without saying whether it is anywhere."""
    missing = 0 if "all" in request.POST else len({*keys}) - len(items)
    if missing <= 0:
        return []
    name = _("Otros elegidos: {n}").format(n=missing)
    return [Outcome(name, "", False, _("No se encontró en su entidad: vuelva a la lista, que pudo cambiar."))]


def _done(request: HttpRequest, deed: Deed, item: Item, typed: dict[str, Any]) -> Outcome:
    try:
        return Outcome(item.name, item.href, True, deed(request, item, typed))
    except Forbidden:
        return Outcome(item.name, item.href, False, _("Su usuario no puede hacerlo."))
    except Refused as refused:
        return Outcome(item.name, item.href, False, " ".join(_sentences(refused)))


def _sentences(refused: Refused) -> Iterator[str]:
    for each in worded(refused.findings):
        yield f"{each.what} {each.how}"


def _back(request: HttpRequest, bulk: Bulk) -> str:
    asked = request.POST.get("back", "")
    return asked if url_has_allowed_host_and_scheme(asked, None) else reverse(bulk.home[1])


def _way(bulk: Bulk, back: str, here: str) -> list[Link]:
    name, address = bulk.home
    board = Link(str(name), reverse(address))
    return [Link(_("Inicio"), reverse("web:home")), board, Link(_("Lista"), back), Link(here, "")]
