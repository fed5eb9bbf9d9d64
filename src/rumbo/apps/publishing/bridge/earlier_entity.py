"""The entity as it described itself at an earlier moment, which its trail tells."""

import json
from datetime import datetime

from rumbo.apps.audit.queries import row_at
from rumbo.apps.people.models import Entity


def entity_as_of(entity: Entity, moment: datetime | None) -> Entity:
    """The entity as it was at a moment, not to be saved; itself where there is no moment. One query."""
    told = row_at(entity, moment) if moment else {}
    if not told:
        return entity
    columns = {field.attname: field for field in entity._meta.concrete_fields if field.attname in told}
    then = {name: field.to_python(told[name]) for name, field in columns.items() if told[name] is not None}
    if isinstance(then["signatories"], str):
        then["signatories"] = json.loads(then["signatories"])
    return Entity(**then)
