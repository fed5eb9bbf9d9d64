"""What an entity chooses from a day on, and what a person chooses for themselves."""

from datetime import date
from typing import Any

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import doorway
from rumbo.apps.people.models import Entity, Setting, User


@doorway("people.setting.record")
def record_setting(
    actor: Actor, entity: Entity, key: str, value: Any, *, valid_from: date, reason: str = ""
) -> Setting:
    """The value of a setting from a day on; earlier days keep what they had."""
    setting, _ = Setting.objects.update_or_create(
        entity=entity, key=key, valid_from=valid_from, defaults={"value": value, "reason": reason}
    )
    return setting


@doorway("people.language.choose")
def choose_language(actor: Actor, person: User, language: str) -> User:
    """The language in which a person reads screens and mail."""
    person.language = language
    person.save(update_fields=["language"])
    return person
