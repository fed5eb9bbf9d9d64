"""One page asks the database the same thing once: what it was answered is kept until the page is made.

Only within `remembering`, which is opened for whoever just looks; nothing outlives the page, and from the first write
on everything is asked again. What is kept is shared by everybody who asks: it is read and never changed.
"""

import inspect
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
    """Within, each question marked `asked_once` is asked once. Within another, it is part of that one."""
    if _answers.get() is not None:
        yield
        return
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def forget() -> None:
    """Something is going to be written: from here on every answer may change."""
    _answers.set(None)


def brought_along(question: Callable[..., R], answer: R, *args: Hashable) -> None:
    """Another question brought the answer of this one too: who asks it next finds it."""
    kept = _answers.get()
    if kept is not None:
        kept.setdefault((inspect.unwrap(question), args, ()), answer)


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
