"""The canonical JSON: an inverse, one text for one dossier, and what it refuses."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

from rumbo.domain.dossier import (
    About,
    DocumentHeader,
    Dossier,
    EntityCard,
    NotPlain,
    PlanCard,
    TargetEntry,
    VersionCard,
    digest,
    from_json,
    to_json,
)
from rumbo.domain.dossier.schema import schema
from rumbo.domain.followup.states import NOT_REPORTED, NotApplicable
from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.matrix import PlanLine
from tests.domain.dossier.dossiers import dossiers

SCHEMA = Path(__file__).parents[3] / "docs" / "schemas" / "dossier.schema.json"
SMALL = Dossier(
    EntityCard("Región de prueba"),
    PlanCard("p1", "Plan de acción", 2024, "action_plan_matrix"),
    VersionCard("v1", "1"),
    About("rumbo 0.1"),
)


def holding(**line: Any) -> Dossier:
    return replace(SMALL, targets=(TargetEntry("t", "r", PlanLine("1", "Acción", **line)),))


@given(dossiers())
@settings(suppress_health_check=list(HealthCheck), deadline=None)
def test_reading_is_the_inverse_of_writing_and_the_schema_holds(
    dossier: Dossier,
) -> None:
    content = to_json(dossier)
    assert from_json(content) == dossier
    assert to_json(from_json(content)) == content
    jsonschema.Draft202012Validator(schema()).validate(json.loads(content))


def test_the_documented_schema_is_the_schema() -> None:
    assert json.loads(SCHEMA.read_text()) == schema()


def test_what_came_later_is_missing_from_a_dossier_of_before_and_it_is_read_all_the_same() -> None:
    headed = replace(SMALL, entity=replace(SMALL.entity, header=DocumentHeader(process="Planeación")))
    content = to_json(headed)
    plain = json.loads(content)
    assert "trail_head" not in plain["about"]
    assert "day" not in plain["entity"]["header"]
    assert from_json(content) == headed


def test_same_dossier_same_digest_whatever_the_spelling_of_its_accents() -> None:
    decomposed = replace(SMALL, entity=EntityCard("Regio\u0301n de prueba"))
    assert digest(decomposed) == digest(SMALL)
    assert digest(holding(narrative="uno\r\ndos")) == digest(holding(narrative="uno\ndos"))


def test_the_four_nothings_have_four_digests() -> None:
    values = (
        Quantity(0),
        NOT_REPORTED,
        NotApplicable(""),
        NotApplicable("Sin solicitudes"),
    )
    assert len({digest(holding(progress=value)) for value in values}) == 4


def test_json_holds_no_fraction_and_is_canonical() -> None:
    content = to_json(holding(quantity=Quantity(3000)))
    assert b'"quantity":3000' in content
    assert (
        json.dumps(
            json.loads(content),
            ensure_ascii=False,
            sort_keys=True,
            separators=(",", ":"),
        ).encode()
        == content
    )


def test_a_trace_keeps_lists_and_refuses_floats() -> None:
    told = replace(
        SMALL,
        targets=(TargetEntry("t", "r", PlanLine("1", "A"), trace={"inputs": [1, ["x"]]}),),
    )  # type: ignore[dict-item]
    assert from_json(to_json(told)) == told
    with pytest.raises(NotPlain):
        to_json(
            replace(
                SMALL,
                targets=(TargetEntry("t", "r", PlanLine("1", "A"), trace={"x": 0.5}),),
            )
        )  # type: ignore[dict-item]


@pytest.mark.parametrize(
    "change",
    [
        {"schema": "99"},
        {"targets": [{"uid": "t"}]},
        {"entity": "no"},
        {"unknown": 1},
        {
            "version": {
                "uid": "v",
                "number": 1.5,
                "objective": "",
                "note": "",
                "act": None,
            }
        },
    ],
)
def test_what_is_no_dossier_is_refused(change: dict[str, Any]) -> None:
    plain = json.loads(to_json(SMALL)) | change
    with pytest.raises(NotPlain):
        from_json(json.dumps(plain).encode())
    with pytest.raises(NotPlain):
        from_json(b"not json")
