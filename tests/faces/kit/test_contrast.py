"""The pairs of ink and ground that the styles use keep the contrast that WCAG 2.1 AA asks for."""

import re
from pathlib import Path

import pytest

import rumbo.faces.kit as kit

TOKENS = (Path(kit.__file__).parent / "static/kit/css/tokens.css").read_text(encoding="utf-8")
COLOURS = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", TOKENS))
TEXT = [
    ("paper", "blue"), ("paper", "blue-dark"), ("paper", "blue-deep"), ("paper", "bad"), ("paper", "good"),
    *((ink, ground) for ink in ("ink", "ink-soft", "blue-dark", "blue-deep")
      for ground in ("paper", "ground", "blue-tint")),
    *((ink, "none-tint") for ink in ("ink", "none", "ink-soft")),
    ("ink-soft", "paper"), ("none", "paper"),
    *((tone, f"{tone}-tint") for tone in ("good", "watch", "alert", "bad", "over")),
    *(("ink", f"{tone}-tint") for tone in ("good", "watch", "alert", "bad", "over")),
    ("bad", "ground"), ("good", "paper"), ("over", "paper"), ("watch", "paper"),
]  # fmt: skip
SHAPES = [
    ("line-strong", "paper"), ("line-strong", "ground"), ("blue", "paper"), ("blue-deep", "paper"), ("focus", "paper"),
    ("focus", "ground"), ("focus-on-dark", "blue"), ("focus-on-dark", "blue-dark"), ("focus-on-dark", "blue-deep"),
    ("good", "paper"), ("watch", "paper"), ("alert", "paper"), ("bad", "paper"), ("over", "paper"), ("none", "paper"),
]  # fmt: skip


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2.1."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(COLOURS[one]), luminance(COLOURS[other])))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_can_be_read(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= 4.5


@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_shapes_and_edges_can_be_seen(shape: str, ground: str) -> None:
    assert contrast(shape, ground) >= 3


def test_styles_name_tokens_that_exist() -> None:
    known = set(re.findall(r"(--[\w-]+):", TOKENS))
    for path in (Path(kit.__file__).parent / "static/kit/css").glob("*.css"):
        assert set(re.findall(r"var\((--[\w-]+)\)", path.read_text(encoding="utf-8"))) <= known, path.name
