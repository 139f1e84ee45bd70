# SPDX-License-Identifier: MIT
"""What an unknown name in a template evaluates to, and the error that using it raises."""

from functools import partial
from typing import Any

from jinja2 import StrictUndefined
from jinja2.exceptions import UndefinedError
from jinja2.utils import missing


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
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: Any = UndefinedError,
    ) -> None:
        named = partial(FieldMissing, owner=obj, name=name) if exc is UndefinedError else exc
        super().__init__(hint, obj, name, named)
