"""The logo: what only draws is kept, what could do anything else is refused, what editors leave falls off."""

import io
from base64 import b64decode

import pytest
from PIL import Image

from rumbo.apps.audit.doorway import Refused
from rumbo.apps.people.actions import EntityData, describe_entity
from tests.characters import House

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"'
PLAIN = f'{OPEN}><defs><path id="a" d="M0 0h9"/></defs><use xlink:href="#a" fill="url(#b)"/></svg>'


def kept(house: House, logo: str | bytes) -> str:
    data = EntityData(name="Entidad", short_name="E", slug=house.entity.slug, logo_svg=logo)
    return describe_entity(house.andres.actor, house.entity, data).logo_svg


def test_a_plain_drawing_stays(house: House) -> None:
    text = kept(house, f"<?xml version='1.0'?><!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'x.dtd'>{PLAIN}")
    for part in ('d="M0 0h9"', 'href="#a"', 'fill="url(#b)"'):
        assert part in text
    assert kept(house, text) == text
    assert kept(house, "") == ""


def test_what_editors_leave_falls_off(house: House) -> None:
    text = kept(
        house,
        f'{OPEN} xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:version="1" xml:base="http://x/">'
        "<!-- secreto --><metadata>autor</metadata><i:grid/><script xmlns='http://x'>1</script><g/></svg>",
    )
    assert not any(word in text for word in ("inkscape", "secreto", "autor", "script", "base"))


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<g onclick="alert(1)"/>',
        '<g ONLOAD="alert(1)"/>',
        '<a href="javascript:alert(1)"><g/></a>',
        '<use href="http://otro.co/x.svg#a"/>',
        '<use xlink:href="//otro.co/x.svg#a"/>',
        '<use href="data:image/svg+xml;base64,AAAA#a"/>',
        '<image href="logo.png"/>',
        "<foreignObject/>",
        '<set attributeName="href" to="javascript:alert(1)"/>',
        '<animate attributeName="href"/>',
        '<rect fill="url(http://otro.co/a)"/>',
        "<rect fill=\"url( 'http://otro.co/a')\"/>",
        '<rect style="background:url(//otro.co/a)"/>',
        "<style>@import 'http://otro.co/a.css';</style>",
        "<style>path{fill:u\\72l(http://otro.co)}</style>",
        "<style>path{fill:url(http://otro.co)}</style>",
        "<style><g/>@import 'a';</style>",
        "<rect style=\"background:image-set('//otro.co/a' 1x)\"/>",
        '<iframe src="http://otro.co"/>',
    ],
)
def test_what_does_more_than_draw_is_refused(house: House, inside: str) -> None:
    with pytest.raises(Refused) as refused:
        kept(house, f"{OPEN}>{inside}</svg>")
    assert [finding.code for finding in refused.value.findings] == ["people.logo_unsafe"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("esto no es un dibujo", "people.logo_not_drawing"),
        ("\ufffdPNG\x00", "people.logo_not_drawing"),
        ("<html/>", "people.logo_not_drawing"),
        ("<svg/>", "people.logo_not_drawing"),
        (f"{OPEN}><g></svg>", "people.logo_not_drawing"),
        ('<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>', "people.logo_unsafe"),
        (f"{OPEN}>{'<g>' * 60}{'</g>' * 60}</svg>", "people.logo_too_large"),
        (f"{OPEN}>{'<g/>' * 60_000}</svg>", "people.logo_too_large"),
    ],
)
def test_what_is_no_drawing_is_refused(house: House, text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        kept(house, text)
    assert refused.value.findings[0].code == code
    assert not house.entity.__class__.objects.get(pk=house.entity.pk).logo_svg


def bitmap(kind: str, size: tuple[int, int] = (1200, 600)) -> bytes:
    held = io.BytesIO()
    Image.new("RGB", size, (180, 0, 0)).save(held, kind)
    return held.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_bitmap_is_drawn_again_and_nothing_else_of_it_goes_on(house: House, kind: str) -> None:
    text = kept(house, bitmap(kind) + b"<script>secreto</script>")
    assert 'viewBox="0 0 480 240"' in text
    with Image.open(io.BytesIO(b64decode(text.partition("base64,")[2].partition('"')[0]))) as drawn:
        assert drawn.size == (480, 240)
        red, green, *_more = drawn.convert("RGB").getpixel((200, 100))  # type: ignore[misc]
        assert (red > 170, green < 10) == (True, True)
    assert kept(house, text) == text, "what stands is not judged again"


@pytest.mark.parametrize(
    "sent",
    [
        bitmap("PNG")[:60],
        bitmap("JPEG")[:200],
        b"\xff\xd8\xff",
        b"\x89PNG\r\n\x1a\n",
        bitmap("PNG")[:16] + b"\x7f\xff\xff\xff" * 2 + bitmap("PNG")[24:],
        b"GIF89a",
    ],
)
def test_what_is_no_whole_picture_is_refused(house: House, sent: bytes) -> None:
    with pytest.raises(Refused) as refused:
        kept(house, sent)
    assert refused.value.findings[0].code == "people.logo_not_drawing"
