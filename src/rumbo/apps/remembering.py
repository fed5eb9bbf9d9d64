"""One page asks the database the same thing once: what it was answered is kept until the page is made.

Only within `remembering`, which is opened for whoever just looks; nothing outlives the page, and from the first write
on everything is asked again. What is kept is shared by everybody who asks: it is read and never changed.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

P = ParamSpec("P")
R = TypeVar("R")

_answers: ContextVar[dict[Hashable, Any] | None] = ContextVar("answers", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Within, each question marked `asked_once` is asked once."""
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def forget() -> None:
    """Something is going to be written: from here on every answer may change."""
    _answers.set(None)


def asked_once(question: Callable[P, R]) -> Callable[P, R]:
    """A read whose arguments can be keys, and whose answer nobody changes."""

    @wraps(question)
    def answered(*args: P.args, **kwargs: P.kwargs) -> R:
        kept = _answers.get()
        if kept is None:
            return question(*args, **kwargs)
        key = (question, args, tuple(sorted(kwargs.items())))
        if key not in kept:
            kept[key] = question(*args, **kwargs)
        return cast(R, kept[key])

    return answered
