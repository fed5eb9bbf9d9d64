"""The editions that the program carries become rows that plans can point at."""

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import doorway
from rumbo.apps.catalogs.models import Catalogue, Entry
from rumbo.content import load


@doorway("catalogs.catalogue.load")
def load_catalogue(actor: Actor, edition: load.Catalogue) -> Catalogue:
    """Brings one edition to what its file says. Entries are added and reworded, never removed: plans may use them."""
    catalogue, _ = Catalogue.objects.update_or_create(
        entity=None,
        key=edition.key,
        edition=edition.edition,
        defaults={
            "title": edition.title,
            "source": edition.source,
            "confidence": edition.confidence,
            "valid_from": edition.valid_from,
            "valid_to": edition.valid_to,
        },
    )
    _load_entries(catalogue, edition)
    return catalogue


def _load_entries(catalogue: Catalogue, edition: load.Catalogue) -> None:
    known = {entry.code: entry for entry in Entry.objects.filter(catalogue=catalogue)}
    for ordinal, line in enumerate(edition.entries, start=1):
        entry = known.setdefault(line.code, Entry(catalogue=catalogue, code=line.code))
        entry.name, entry.aliases, entry.ordinal = line.name, list(line.aliases), ordinal
        entry.parent = known.get(line.parent)
        entry.save()
