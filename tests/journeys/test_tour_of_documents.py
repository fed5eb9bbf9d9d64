"""The pages of documents that come in, which the demonstration does not have: sound, readable, accessible."""

from pathlib import Path
from typing import Any

from tests.journeys import river
from tests.journeys.mancomunidad import EXAMPLES, FIRST_ACT, FOLLOWUP, PLAN, Mancomunidad
from tests.journeys.touring import tour

STRATEGIC, SHEET = EXAMPLES / "plan-estrategico-2024.txt", EXAMPLES / "ficha-de-proyecto-2024.txt"


def test_every_page_of_documents_on_their_way(arrives: Any, mancomunidad: Mancomunidad, tmp_path: Path) -> None:
    """One that came in, one that is being settled against it, two of several parts, and one that is none at all."""
    picture = tmp_path / "foto.xlsx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    with arrives() as pilar:
        pilar.sign_in(mancomunidad.planning, mancomunidad.password)
        river.bring_whole(pilar, FOLLOWUP, FIRST_ACT)
        river.bring(pilar, PLAN)
        river.continue_plan(pilar, "La versión siguiente de «Plan de acción 2024»")
        for document in (STRATEGIC, SHEET):
            river.bring(pilar, document)
            pilar.reads("Sus partes")
        river.bring(pilar, picture)
        pilar.reads("El archivo no se pudo leer")
        faults = list(tour(pilar, "/documentos/", alike=3, within="/documentos/"))
    assert not faults, "\n".join(faults)
