"""Screens of publications: the list, preparing with a preview, approving, the files, superseding."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rumbo.apps.publishing import access, queries
from rumbo.apps.publishing.actions import discard_publication, prepare_publication, publish, resume_publication
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.measurement.corrected import CorrectionShown, corrections_shown
from rumbo.faces.web.publishing import showing
from rumbo.faces.web.publishing.forms import DiscardForm, PrepareForm, PublishForm
from rumbo.faces.web.session import actor_of, attempt, entity_id_of, found_or_404

PAGE = 50
SHOWN_AT_ONCE = 500
"""Targets: of more, seeing how they come out takes seconds, and is asked for."""


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Everything the entity published or prepares."""
    _readers_only(request)
    page = Paginator(queries.publications_of(entity_id_of(request)), PAGE).get_page(request.GET.get("pagina"))
    context = {
        "page": page,
        "rows": [showing.row_of(each) for each in page],
        "may_prepare": access.may(actor_of(request), "publishing.publication.prepare"),
        "crumbs": crumbs(),
    }
    return render(request, "web/publishing/index.html", context)


@require_http_methods(["GET", "POST"])
def prepare(request: HttpRequest) -> HttpResponse:
    """What is published and under which title; the preview comes next."""
    actor = actor_of(request)
    if not access.may(actor, "publishing.publication.prepare"):
        raise Http404
    offered = {showing.key_of(each): each for each in queries.publishable(entity_id_of(request))}
    choices = [(key, showing.choice_of(each)) for key, each in offered.items()]
    asked = request.GET.get("de", "")
    initial = {"what": asked, "reason": _why_replaced(offered.get(asked))}
    form = PrepareForm(choices, request.POST or None, initial=initial)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            chosen = offered[form.cleaned_data["what"]]
            title = form.cleaned_data["title"] or showing.title_of(chosen)
            made, findings = attempt(
                request,
                lambda: prepare_publication(
                    actor, chosen.version, title=title, followup=chosen.followup, reason=form.cleaned_data["reason"]
                ),
            )
            if made is not None:
                return redirect("web:publishing-detail", made.uid)
            showing.add_findings(form, findings, "reason")
        status = 422
    context = {"form": form, "crumbs": crumbs((_("Preparar una publicación"), "")), "none": not choices}
    return render(request, "web/publishing/prepare.html", context, status=status)


def _corrected(publication: Any) -> list[CorrectionShown]:
    """What was corrected of what it published, since it was published."""
    if publication is None or publication.published_at is None:
        return []
    return corrections_shown(publication.followup, publication.published_at)


def _why_replaced(chosen: Any) -> str:
    """The reason that corrections give to publish a closing again: what each corrects, and why."""
    corrected = _corrected(chosen.before) if chosen is not None else []
    told = [_("Se corrigió «{what}»: {why}").format(what=each.what, why=each.why) for each in corrected]
    return "\n".join(told)


@require_safe
def detail(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A publication: its preview while it is prepared, its files once it is out."""
    _readers_only(request)
    publication = found_or_404(queries.publication_by_uid(entity_id_of(request), str(uid)))
    actor = actor_of(request)
    out = publication.state == queries.PUBLISHED
    may_supersede = out and access.may(actor, "publishing.publication.prepare")
    drawn = publication.state not in ("discarded", "drawing")
    targets = queries.targets_published(publication) if drawn else 0
    whole = drawn and (targets <= SHOWN_AT_ONCE or "vista" in request.GET)
    preview = showing.preview(publication) if whole else None
    context = {
        "publication": publication,
        "row": showing.row_of(publication),
        "corrections": _corrected(publication),
        "facts": showing.facts_of(publication),
        "downloads": showing.downloads_of(publication) if out else [],
        "preview": preview,
        "open": None if out or preview is None else showing.open_of(publication),
        "known": showing.known_of(publication),
        "unseen": 0 if whole else targets,
        "job": queries.progress_of(publication),
        "resumable": _resumable(actor, publication),
        "may_publish": not out and access.may(actor, "publishing.publication.publish", publication),
        "may_discard": not out and access.may(actor, "publishing.publication.discard", publication),
        "supersede": showing.superseding_address(publication) if may_supersede else "",
        "crumbs": crumbs((showing.number_words(publication), "")),
    }
    return render(request, "web/publishing/detail.html", context)


@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Who approves and the day; from here on it is out for good."""
    actor, publication = _may(request, uid, "publishing.publication.publish")
    left = showing.open_of(publication)
    form = PublishForm(left["keys"], request.POST or None)
    back = reverse("web:publishing-detail", args=[uid])
    status = 200
    if request.method == "POST":
        if form.is_valid():
            told = form.cleaned_data
            made, findings = attempt(
                request,
                lambda: publish(actor, publication, approver=told["approver"], day=told["day"], known=form.known_keys),
            )
            if made is not None:
                return redirect("web:publishing-detail", uid)
            showing.add_findings(form, findings, "approver")
        form.ask_again(left["keys"])
        status = 422
    context = {
        "heading": _("Publicar «{title}»").format(title=publication.title),
        "consequences": showing.consequences_of(publication),
        "form": form,
        "open": left,
        "verb": _("Publicar"),
        "cancel_href": back,
        "crumbs": crumbs((showing.number_words(publication), back), (_("Publicar"), "")),
    }
    return render(request, "web/publishing/confirm.html", context, status=status)


@require_POST
def resume(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A drawing left in the middle is asked for again."""
    actor = actor_of(request)
    publication = found_or_404(queries.publication_by_uid(entity_id_of(request), str(uid)))
    if not access.may(actor, "publishing.publication.resume", publication):
        raise Http404
    attempt(request, lambda: resume_publication(actor, publication), _("Se empezó otra vez."))
    return redirect("web:publishing-detail", uid)


@require_http_methods(["GET", "POST"])
def discard(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A prepared publication is put aside."""
    actor, publication = _may(request, uid, "publishing.publication.discard")
    form = DiscardForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = _("La publicación se descartó.")
        made, _findings = attempt(
            request, lambda: discard_publication(actor, publication, reason=form.cleaned_data["reason"]), done
        )
        return redirect(
            "web:publishing-list" if made is not None else "web:publishing-detail", *([] if made else [uid])
        )
    context = {
        "heading": _("Descartar «{title}»").format(title=publication.title),
        "consequences": [_("No se publica, y su número no se vuelve a usar.")],
        "form": form,
        "verb": _("Descartar"),
        "danger": True,
        "cancel_href": reverse("web:publishing-detail", args=[uid]),
        "crumbs": crumbs((showing.number_words(publication), "")),
    }
    return render(request, "web/publishing/confirm.html", context)


def crumbs(*more: tuple[str, str]) -> list[Link]:
    """The way from the beginning to a screen of publications."""
    way = [(_("Inicio"), reverse("web:home")), (_("Publicaciones"), reverse("web:publishing-list")), *more]
    return [Link(label, href) for label, href in way]


def _resumable(actor: Any, publication: Any) -> bool:
    may = access.may(actor, "publishing.publication.resume", publication)
    return may and queries.left_in_the_middle(publication)


def _readers_only(request: HttpRequest) -> None:
    if not access.may_read(actor_of(request)):
        raise Http404


def _may(request: HttpRequest, uid: UUID, verb: str) -> tuple[Any, Any]:
    """Who acts and on what is not yet out; 404 for whoever may not."""
    actor = actor_of(request)
    publication = found_or_404(queries.publication_by_uid(entity_id_of(request), str(uid)))
    if publication.state not in ("prepared", "failed") or not access.may(actor, verb, publication):
        raise Http404
    return actor, publication
