"""Pages carry no script and no style of their own: the content-security policy has no exception."""

import re

import pytest

from tests.house.sources import SRC, files, named

FORBIDDEN = {
    "inline script": re.compile(r"<script(?![^>]*\bsrc=)", re.I),
    "inline style": re.compile(r"<style\b|(?<![\w-])style\s*=", re.I),
    "event in an attribute": re.compile(r"\son[a-z]+\s*=", re.I),
    "address of another site for a resource": re.compile(
        r"<(?:script|link|img|iframe)[^>]+(?:src|href)=[\"']https?:", re.I
    ),
    "javascript address": re.compile(r"javascript:", re.I),
    # Help texts are ours, and Django's are a list in HTML.
    "text taken as markup": re.compile(r"(?<!help_text)\|\s*safe\b|\{%\s*autoescape off"),
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_holds(what: str) -> None:
    found = []
    for path in files(SRC, ".html"):
        # A comment may speak of what the page must not hold.
        text = re.sub(r"\{#.*?#\}|\{% comment .*?endcomment %\}", "", path.read_text(encoding="utf-8"), flags=re.S)
        if FORBIDDEN[what].search(text):
            found.append(named(path))
    assert not found
