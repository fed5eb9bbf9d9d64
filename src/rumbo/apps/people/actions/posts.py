"""Posts of the entity, and the post under which somebody holds a role."""

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

TITLE_LIMIT = 200


@doorway("people.post.create")
def create_post(actor: Actor, entity: Entity, title: str, *, unit: Unit | None = None) -> Post:
    """A post of a unit, or of the entity; the same title may stand in several units."""
    title = clean_text(title)
    if not title or len(title) > TITLE_LIMIT or "\n" in title:
        facts: dict[str, str | int] = {"title": title[:TITLE_LIMIT], "limit": TITLE_LIMIT}
        raise Refused(Finding(POST_UNFIT.code, POST_UNFIT.severity, facts=facts))
    if Post.objects.filter(entity=entity, title=title, unit=unit).exists():
        raise Refused(Finding(POST_TAKEN.code, POST_TAKEN.severity, facts={"title": title}))
    return Post.objects.create(entity=entity, title=title, unit=unit)


@doorway("people.membership.title")
def title_membership(actor: Actor, membership: Membership, post: str, *, reason: str = "") -> Membership:
    """The post under which a role is held from now on; what was signed keeps the one it was signed with."""
    seen = Membership.objects.filter(pk=membership.pk, post=membership.post)
    if not seen.update(post=clean_text(post)[:TITLE_LIMIT]):
        raise somebody_was_faster()
    membership.refresh_from_db()
    return membership
