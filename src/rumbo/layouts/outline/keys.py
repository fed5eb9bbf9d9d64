"""Values that the domain keeps as a key and a document says as a word: "environmental" is printed "ambiental"."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Protocol

from rumbo.layouts.engine.folding import folded

Keys = Mapping[str, Mapping[str, tuple[str, ...]]]
"""For the dotted field of a content: the words for each key, the one to print first."""


def with_words(content: Any, keys: Keys) -> Any:
    """The content with the words of its keys, to be printed; a value that is no key stays."""
    return _each(content, keys, lambda value, words: words[value][0] if value in words else value)


def with_keys(content: Any, keys: Keys) -> Any:
    """The content with the keys of its words, as read; a word that has no key stays."""

    def key_of(value: str, words: Mapping[str, tuple[str, ...]]) -> str:
        said = folded(value)
        return next((key for key, named in words.items() if said in map(folded, named)), value)

    return _each(content, keys, key_of)


class _Change(Protocol):
    def __call__(self, value: str, words: Mapping[str, tuple[str, ...]]) -> str: ...


def _each(content: Any, keys: Keys, change: _Change) -> Any:
    for field, words in keys.items():
        content = _at(content, tuple(field.split(".")), partial(change, words=words))
    return content


def _at(value: Any, path: tuple[str, ...], change: Callable[[str], str]) -> Any:
    if isinstance(value, tuple):
        return tuple(_at(each, path, change) for each in value)
    if not path:
        return change(value)
    return replace(value, **{path[0]: _at(getattr(value, path[0]), path[1:], change)})
