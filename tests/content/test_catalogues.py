"""Every catalogue is dated, sourced, and free of contradictions in itself."""

import unicodedata

import pytest

from rumbo.content.load import CONFIDENCES, Catalogue, catalogue, catalogues

EVERY = pytest.mark.parametrize("found", catalogues(), ids=lambda found: found.folder)


def folded(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(c))


@EVERY
def test_says_where_it_comes_from_and_how_far_to_trust_it(found: Catalogue) -> None:
    assert found.source
    assert found.title
    assert found.edition
    assert found.confidence in CONFIDENCES
    assert found.valid_to is None or found.valid_from < found.valid_to
    assert all(entry.confidence in CONFIDENCES for entry in found.entries)


@EVERY
def test_codes_are_unique_and_parents_exist(found: Catalogue) -> None:
    codes = [entry.code for entry in found.entries]
    assert codes
    assert len(codes) == len(set(codes))
    assert all(entry.parent in codes for entry in found.entries if entry.parent)


@EVERY
def test_no_name_stands_for_two_entries(found: Catalogue) -> None:
    owners: dict[str, str] = {}
    for entry in found.entries:
        assert entry.name
        for name in entry.names:
            assert owners.setdefault(folded(name), entry.code) == entry.code, name


def test_the_lists_of_this_step_are_carried() -> None:
    sizes = {found.folder: len(found.entries) for found in catalogues()}
    assert sizes["ods"] == 17
    assert sizes["mipg_policies"] == 19
    assert sizes["mipg_dimensions"] == 7
    assert sizes["decreto_612_plans"] == 12
    assert sizes["pnd_2022_2026"] == 39
    assert {"associated_plans", "periodicities", "units_of_measure", "expense_types"} <= set(sizes)


def test_an_edition_is_chosen_by_fiscal_year() -> None:
    assert catalogue("pnd", 2024) is not None
    assert catalogue("pnd", 2030) is None
    assert catalogue("pnd") is not None
    assert catalogue("unknown") is None


def test_entries_of_other_lists_exist() -> None:
    policies, dimensions = catalogue("mipg_policies"), catalogue("mipg_dimensions")
    assert policies
    assert dimensions
    codes = {entry.code for entry in dimensions.entries}
    assert {entry.facts["dimension"] for entry in policies.entries} <= codes
