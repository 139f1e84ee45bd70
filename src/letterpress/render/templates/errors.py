# SPDX-License-Identifier: MIT
"""Exceptions for the faults of a theme, and the value that an unknown name has."""

from functools import partial
from typing import Any

import msgspec
from jinja2 import StrictUndefined
from jinja2.exceptions import TemplateRuntimeError, UndefinedError
from jinja2.utils import missing

from letterpress.diagnostics import Message


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """A fault of a template, without its place."""

    code: str
    message: Message
    hint: Message | None = None
    word: str = ""
    """What to point at in the template's line."""


class Refused(TemplateRuntimeError):  # noqa: N818 - it reads as what happened
    """A template asked for something that it may not have."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message.en)
        self.fault = fault


class FieldMissing(UndefinedError):  # noqa: N818 - it reads as what happened
    """A variable, field or key that does not exist was used."""

    def __init__(self, message: str | None = None, *, owner: object = missing, name: object = None) -> None:
        super().__init__(message)
        self.owner = owner
        """What it was looked for in; `jinja2.utils.missing` where it is a variable."""
        self.name = name


class Absent(StrictUndefined):
    """An unknown name; any use of it but `is defined` and `default` is an error that knows the name."""

    __slots__ = ()

    def __init__(
        self, hint: str | None = None, obj: Any = missing, name: str | None = None, exc: Any = UndefinedError
    ) -> None:
        # Jinja calls what it was given as a class with the message alone.
        error: Any = partial(FieldMissing, owner=obj, name=name) if exc is UndefinedError else exc
        super().__init__(hint, obj, name, error)


def forbidden(ja: str, en: str, word: str = "") -> Refused:
    """The refusal of something that no template may do."""
    return Refused(Fault(code="template-forbidden", message=Message(ja, en), word=word))


def misused(ja: str, en: str, hint: Message | None = None) -> Refused:
    """The refusal of something done in the wrong way."""
    return Refused(Fault(code="template-error", message=Message(ja, en), hint=hint))
