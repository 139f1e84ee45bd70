# SPDX-License-Identifier: MIT
"""The sandbox of templates: which attributes they can read, and how much work a page may take.

Jinja's sandbox forbids what is known to be dangerous. A theme may come from anywhere, so this one turns it
around: an attribute can be read only where it is listed here, and everything else is out of reach.
"""

from collections.abc import Mapping, Sized
from datetime import date
from typing import Any

import msgspec
from jinja2 import nodes
from jinja2.environment import TemplateModule
from jinja2.runtime import BlockReference, Context, LoopContext, TemplateReference, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Cycler, Namespace

from letterpress.diagnostics import Message
from letterpress.render.context import BUILT_IN_FILTERS
from letterpress.render.templates.errors import Absent, forbidden, misused
from letterpress.render.templates.limits import (
    MAX_STEPS,
    STEPS_PER_CALL,
    bounded_format,
    bounded_range,
    check_operation,
)

_SUBSCRIPTS = (str, tuple, list, range)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TEXT = _words(
    """capitalize casefold count endswith find index isalnum isalpha isascii isdecimal isdigit islower isnumeric
    isspace istitle isupper join lower lstrip partition removeprefix removesuffix replace rfind rpartition rsplit
    rstrip split splitlines startswith strip striptags swapcase title unescape upper"""
)
_DATE = _words("year month day hour minute second date isoformat isoweekday toordinal utcoffset weekday")
_SEQUENCE = _words("count index grouper list")
_MAPPING = _words("get items keys values")
_LOOP = _words(
    "changed cycle depth depth0 first index index0 last length nextitem previtem revindex revindex0"
)
_MEMBERS: tuple[tuple[type | tuple[type, ...], frozenset[str]], ...] = (
    (str, _TEXT),
    (date, _DATE),
    ((tuple, list), _SEQUENCE),
    (LoopContext, _LOOP),
    (BlockReference, _words("super")),
    (Cycler, _words("current next reset")),
)
"""For each kind of value, the attributes that a template can read."""


class AllowListEnvironment(ImmutableSandboxedEnvironment):
    """A Jinja environment in which only listed attributes can be read and every page's work is bounded."""

    intercepted_binops = frozenset(("*", "**", "%"))

    def __init__(self, views: tuple[type[msgspec.Struct], ...], **options: Any) -> None:
        super().__init__(undefined=Absent, **options)
        self.steps = 0
        self._fields = {view: frozenset(view.__struct_fields__) for view in views}
        for name in set(self.filters) - BUILT_IN_FILTERS:
            del self.filters[name]
        self.filters["format"] = bounded_format
        self.filters["_charged"] = self._charged
        del self.globals["lipsum"]
        self.globals["range"] = bounded_range

    def charge(self, steps: int) -> None:
        """Count work done for the page at hand.

        Raises:
            Refused: The page has used more than `MAX_STEPS`.
        """
        self.steps += steps
        if self.steps > MAX_STEPS:
            raise misused(
                f"1ページの処理が上限の{MAX_STEPS:,}回を超えました",
                f"one page took more than {MAX_STEPS:,} steps",
                Message("ループの入れ子を減らしてください", "nest fewer loops"),
            )

    def _charged(self, items: Any) -> Any:
        if type(items) is tuple:  # as in every view
            self.charge(len(items))
            return items
        if isinstance(items, Undefined):
            return items
        counted = items if isinstance(items, Sized) else list(items)
        self.charge(len(counted))
        return counted

    def compile(
        self,
        source: str | nodes.Template,
        name: str | None = None,
        filename: str | None = None,
        raw: bool = False,
        defer_init: bool = False,
    ) -> Any:
        """The code of a template, in which a loop is charged for its length before it starts.

        That costs nothing in each turn.
        """
        tree = self.parse(source, name, filename) if isinstance(source, str) else source
        for loop in tree.find_all(nodes.For):
            loop.iter = nodes.Filter(
                loop.iter, "_charged", [], [], None, None, lineno=loop.lineno, environment=self
            )
        return super().compile(tree, name, filename, raw, defer_init)  # type: ignore[call-overload]

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 - as in Jinja
        """Call something from a template."""
        __self.charge(STEPS_PER_CALL)
        return super().call(__context, __obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Compute `*`, `**` and `%`, within bounds that no page needs to leave."""
        check_operation(operator, left, right)
        return super().call_binop(context, operator, left, right)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The value of `obj.attribute`, where it is listed or a key of a mapping; else undefined."""
        fields = self._fields.get(type(obj))
        if fields is not None:
            return getattr(obj, attribute) if attribute in fields else self._refuse(obj, attribute)
        return self._member(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """The value of `obj[argument]` for texts, sequences and mappings; of a view, its field."""
        if isinstance(obj, Undefined):
            obj()
        if isinstance(obj, Mapping) or (isinstance(obj, _SUBSCRIPTS) and not isinstance(argument, str)):
            try:
                return obj[argument]
            except (LookupError, TypeError):
                return self.undefined(obj=obj, name=argument)
        if isinstance(argument, str):
            return self.getattr(obj, argument)
        return self.undefined(obj=obj, name=argument)

    def _member(self, obj: Any, name: str) -> Any:
        if isinstance(obj, Namespace | TemplateModule) and not name.startswith("_"):
            return getattr(obj, name, None) if hasattr(obj, name) else self.undefined(obj=obj, name=name)
        if isinstance(obj, Undefined):
            obj()
        if isinstance(obj, Mapping):
            return self._entry(obj, name)
        if isinstance(obj, TemplateReference) and not name.startswith("_"):
            return obj[name]
        return self._listed(obj, name)

    def _entry(self, obj: Mapping[Any, Any], name: str) -> Any:
        # A key comes first, so that data with a key `items` or `values` is what its writer sees.
        if name in obj:
            return obj[name]
        return getattr(obj, name) if name in _MAPPING else self._refuse(obj, name)

    def _listed(self, obj: Any, name: str) -> Any:
        for kind, names in _MEMBERS:
            if isinstance(obj, kind):
                if name in names and hasattr(obj, name):
                    return getattr(obj, name)
                break
        return self._refuse(obj, name)

    def _refuse(self, obj: Any, name: str) -> Undefined:
        if name.startswith("_") or hasattr(obj, name):
            return self._out_of_reach(obj, name)
        return self.undefined(obj=obj, name=name)

    def _out_of_reach(self, obj: Any, name: str) -> Undefined:
        kind = type(obj).__name__
        refusal = forbidden(
            f"{kind} の `{name}` はテンプレートから使えません",
            f"`{name}` of {kind} is out of a template's reach",
            name,
        )
        return Absent(obj=obj, name=name, exc=lambda _: refusal)
