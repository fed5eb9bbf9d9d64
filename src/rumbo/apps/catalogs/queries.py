"""Reads of catalogues: the editions an entity can use, and their entries."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from rumbo.apps.catalogs.models import Catalogue, Entry


def catalogues_of(entity_id: int) -> QuerySet[Catalogue]:
    """The editions shared by the installation and the entity's own, each with `size`, its number of entries."""
    ours = Q(entity__isnull=True) | Q(entity_id=entity_id)
    return Catalogue.objects.filter(ours).annotate(size=Count("entries")).order_by("title", "-valid_from")


def catalogue_by_uid(entity_id: int, uid: str) -> Catalogue | None:
    """One edition that the entity can use, or None."""
    return catalogues_of(entity_id).filter(uid=uid).first()


def entries_of(catalogue: Catalogue, words: str = "") -> QuerySet[Entry]:
    """The entries of an edition in its order, each with the one above."""
    entries = Entry.objects.filter(catalogue=catalogue).select_related("parent").order_by("ordinal", "code")
    return entries.filter(Q(name__icontains=words) | Q(code=words)) if words else entries


def entries_in_force(entity_id: int, key: str, on: date | None = None) -> QuerySet[Entry]:
    """The entries of the edition of a list that rules on a day; of the newest one without a day."""
    return _in_force(entity_id, (key,), on)


def lists_in_force(entity_id: int, keys: Sequence[str], on: date | None = None) -> list[Entry]:
    """The entries of the editions of several lists that rule on a day, list by list in the order asked. One query."""
    return sorted(_in_force(entity_id, keys, on), key=lambda entry: keys.index(entry.catalogue.key))


def _in_force(entity_id: int, keys: Sequence[str], on: date | None) -> QuerySet[Entry]:
    editions = Catalogue.objects.filter(Q(entity__isnull=True) | Q(entity_id=entity_id), key__in=keys)
    if on is not None:
        editions = editions.filter(
            Q(valid_from__lte=on) | Q(valid_from__isnull=True), Q(valid_to__gte=on) | Q(valid_to__isnull=True)
        )
    newest = editions.filter(key=OuterRef("key")).order_by("-valid_from").values("pk")[:1]
    ruling = editions.filter(pk=Subquery(newest)).values("pk")
    return Entry.objects.filter(catalogue__in=ruling).select_related("catalogue").order_by("ordinal", "code")


def entries_by_uid(entity_id: int, uids: list[str]) -> dict[str, Entry]:
    """Entries that the entity can use, by uid, in one query; unknown ones are left out."""
    ours = Q(catalogue__entity__isnull=True) | Q(catalogue__entity_id=entity_id)
    found = Entry.objects.filter(ours, uid__in=uids).select_related("catalogue")
    return {str(entry.uid): entry for entry in found}


def entry_keys(wanted: set[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """The keys of shared entries by (catalogue, code); of several editions the newest. One query."""
    catalogues = {catalogue for catalogue, _ in wanted}
    codes = {code for _, code in wanted}
    rows = Entry.objects.filter(catalogue__entity=None, catalogue__key__in=catalogues, code__in=codes)
    columns = ("catalogue__key", "code", "pk")
    ordered = rows.order_by("catalogue__valid_from", "catalogue__edition").values_list(*columns)
    return {(catalogue, code): key for catalogue, code, key in ordered if (catalogue, code) in wanted}
