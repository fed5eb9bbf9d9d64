"""What founding an entity takes, in one transaction: its row, the catalogues, and who administers it."""

from django.db import transaction
from django.utils import timezone

from rumbo.apps.audit.actor import Role, system_actor
from rumbo.apps.catalogs.actions import load_catalogue
from rumbo.apps.people import actions as people
from rumbo.apps.people.queries import clock_of
from rumbo.content.load import catalogues


@transaction.atomic
def found_with_administrator(*, name: str, short_name: str, slug: str, nit: str, email: str, person: str) -> None:
    """The administrator gets no password here: they set it themselves by mail."""
    installer = system_actor("cli")
    entity = people.found_entity(installer, people.EntityData(name, short_name, slug, nit))
    for edition in catalogues():
        load_catalogue(installer, edition)
    administrator = people.invite_user(installer, entity, email, person)
    with clock_of(entity):
        people.grant_membership(
            installer, entity, administrator, Role.ADMINISTRATOR, since=timezone.localdate(), post="Administrador"
        )
