"""Posts of the entity, and the post under which somebody holds a role."""

from django.utils import timezone

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway, somebody_was_faster
from rumbo.apps.people.models import Entity, Membership, Post, Unit
from rumbo.findings import Finding, Sentences, Severity, declare, marked
from rumbo.notation.text import clean_text

POST_UNFIT = declare(
    Sentences(
        code="people.post_unfit",
        severity=Severity.ERROR,
        title=marked("Cargo que no se puede registrar"),
        what=marked("El cargo «{title}» está vacío, pasa de {limit} letras o tiene saltos de línea."),
        why=marked("El cargo se imprime junto a la firma de quien lo ejerce; ahí solo cabe una línea."),
        how=marked("Escriba la denominación del cargo en una sola línea."),
    )
)

POST_TAKEN = declare(
    Sentences(
        code="people.post_taken",
        severity=Severity.ERROR,
        title=marked("Ese cargo ya existe"),
        what=marked("Ya hay un cargo «{title}» en el mismo lugar."),
        why=marked("Dos veces el mismo cargo no se podrían distinguir."),
        how=marked("Use el que ya existe."),
    )
)

POST_HELD = declare(
    Sentences(
        code="people.post_held",
        severity=Severity.ERROR,
        title=marked("El cargo lo ejerce alguien"),
        what=marked("{person} tiene hoy un rol con el cargo «{title}»."),
        why=marked("Quien firma lo hace con su cargo; uno que ya no está en la lista no se podría explicar."),
        how=marked("Termine ese rol o dele otro cargo, y después quite este."),
    )
)

TITLE_LIMIT = 200


@doorway("people.post.create")
def create_post(actor: Actor, entity: Entity, title: str, *, unit: Unit | None = None) -> Post:
    """A post of a unit, or of the entity; the same title may stand in several units."""
    return Post.objects.create(entity=entity, title=_fit(entity.pk, title, unit), unit=unit)


@doorway("people.post.change")
def change_post(actor: Actor, post: Post, title: str, *, unit: Unit | None = None) -> Post:
    """Another title or another place. Who holds it and what was signed keep the words they had."""
    post.title, post.unit = _fit(post.entity_id, title, unit, but=post.pk), unit
    post.save(update_fields=["title", "unit"])
    return post


@doorway("people.post.end")
def end_post(actor: Actor, post: Post, *, reason: str = "") -> None:
    """Takes a post off the list, for nobody new to hold it; refused while somebody does. Its history stays."""
    today = timezone.localdate()
    held = Membership.objects.filter(entity_id=post.entity_id, post=post.title).exclude(valid_to__lt=today)
    if holder := (held.filter(unit=post.unit) if post.unit else held).select_related("person").first():
        facts: dict[str, str | int] = {"title": post.title, "person": holder.name}
        raise Refused(Finding(POST_HELD.code, POST_HELD.severity, facts=facts))
    post.delete()


def _fit(entity_id: int, title: str, unit: Unit | None, but: int = 0) -> str:
    title = clean_text(title)
    if not title or len(title) > TITLE_LIMIT or "\n" in title:
        facts: dict[str, str | int] = {"title": title[:TITLE_LIMIT], "limit": TITLE_LIMIT}
        raise Refused(Finding(POST_UNFIT.code, POST_UNFIT.severity, facts=facts))
    if Post.objects.filter(entity_id=entity_id, title=title, unit=unit).exclude(pk=but).exists():
        raise Refused(Finding(POST_TAKEN.code, POST_TAKEN.severity, facts={"title": title}))
    return title


@doorway("people.membership.title")
def title_membership(actor: Actor, membership: Membership, post: str, *, reason: str = "") -> Membership:
    """The post under which a role is held from now on; what was signed keeps the one it was signed with."""
    seen = Membership.objects.filter(pk=membership.pk, post=membership.post)
    if not seen.update(post=clean_text(post)[:TITLE_LIMIT]):
        raise somebody_was_faster()
    membership.refresh_from_db()
    return membership
