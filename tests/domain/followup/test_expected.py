"""What a plan expects as evidence, told apart."""

import pytest

from rumbo.domain.followup.expected import LONGEST, expected_evidence


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", ()),
        ("Acta de la sesión", ("Acta de la sesión",)),
        ("Acta; lista de asistencia; fotos.", ("Acta", "lista de asistencia", "fotos")),
        ("1. Acta\n2) Lista\n- Fotos\n• Fotos", ("Acta", "Lista", "Fotos")),
        ("Convenio 12-2024 firmado", ("Convenio 12-2024 firmado",)),
        ("Acta, lista y fotos", ("Acta, lista y fotos",)),
        (" ;\n; ", ()),
        ("x" * 400, ("x" * LONGEST,)),
    ],
)
def test_pieces(text: str, pieces: tuple[str, ...]) -> None:
    assert expected_evidence(text) == pieces
