# SPDX-License-Identifier: MIT
"""The sandbox of templates: which attributes they can read, and how much work a page may take.

Jinja's sandbox forbids what is known to be dangerous. A theme may come from anywhere, so this one turns it
around: an attribute can be read only where it is listed here, and everything else is out of reach.
"""

from collections.abc import Callable, Iterable, Mapping, Sized
from datetime import date
from typing import Any

import msgspec
from jinja2 import nodes
from jinja2.environment import TemplateModule
from jinja2.runtime import (
    BlockReference,
    Context,
    LoopContext,
    TemplateReference,
    Undefined,
    markup_join,
    str_join,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Cycler, Namespace, pass_context, pass_eval_context
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from letterpress.diagnostics import Message
from letterpress.render.context import BUILT_IN_FILTERS
from letterpress.render.templates.charges import (
    CHARACTERS_PER_STEP,
    ESCAPE,
    ITEMS_PER_STEP,
    PLAIN,
    charge_method,
    charged,
    check_shown,
    holds_values,
    striptags,
    weight,
)
from letterpress.render.templates.errors import Absent, forbidden, misused
from letterpress.render.templates.limits import (
    MAX_STEPS,
    STEPS_PER_CALL,
    bounded_format,
    bounded_range,
    check_operation,
)

FEW_PIECES = 64
"""How many pieces of text are joined before they are charged."""

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


class _Charged(NodeTransformer):
    """Puts filters into a template that charge what is no filter itself."""

    def __init__(self, environment: Any) -> None:
        self._environment = environment

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802 - Jinja's name
        """Charge a loop for its length."""
        self.generic_visit(node)
        node.iter = self._filter(node.iter, "_charged")
        return node

    def visit_Output(self, node: nodes.Output) -> nodes.Output:  # noqa: N802 - as above
        """Have what a constant has looked at while the page is made, as everything else."""
        self.generic_visit(node)
        node.nodes = [
            self._filter(each, "_shown")
            if isinstance(each, nodes.Getattr | nodes.Getitem) and isinstance(each.node, nodes.Literal)
            else each
            for each in node.nodes
        ]
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Expr:  # noqa: N802 - as above
        """Charge `~` for the text that it makes."""
        self.generic_visit(node)
        joined: nodes.Expr = self._filter(nodes.List(node.nodes, lineno=node.lineno), "_joined")
        return joined

    def visit_Compare(self, node: nodes.Compare) -> nodes.Compare:  # noqa: N802 - as above
        """Charge a comparison of two values, and a search in one; one with a constant is over soon."""
        self.generic_visit(node)
        for operand in node.ops:
            if not isinstance(operand.expr, nodes.Const) and not isinstance(node.expr, nodes.Const):
                node.expr = self._filter(node.expr, "_weighed")
            if operand.op in ("in", "notin") or not isinstance(node.expr, nodes.Const):
                operand.expr = self._filter(operand.expr, "_weighed")
        return node

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Getitem:  # noqa: N802 - as above
        """Charge a part that is cut out of a text or list."""
        self.generic_visit(node)
        if isinstance(node.arg, nodes.Slice):
            node.node = self._filter(node.node, "_weighed")
        return node

    def _filter(self, node: Any, name: str) -> Any:
        if isinstance(node, nodes.Const | nodes.TemplateData):
            return node
        return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno, environment=self._environment)


class AllowListEnvironment(ImmutableSandboxedEnvironment):
    """A Jinja environment in which only listed attributes can be read and every page's work is bounded."""

    intercepted_binops = frozenset(("*", "**", "%", "+"))

    def __init__(self, views: tuple[type[msgspec.Struct], ...], **options: Any) -> None:
        super().__init__(undefined=Absent, **options)
        self.steps = 0
        self._fields = {view: frozenset(view.__struct_fields__) for view in views}
        for name in set(self.filters) - BUILT_IN_FILTERS:
            del self.filters[name]
        self.filters["format"] = bounded_format
        self.filters["striptags"] = striptags
        own = {
            "_charged": self._charged,
            "_joined": self._joined,
            "_weighed": self._weighed,
            "_shown": self._shown,
        }
        self.filters.update(own)
        self.finalize = self.shown
        del self.globals["lipsum"]
        self.globals["range"] = bounded_range

    def charge_filters(self) -> None:
        """Have every filter and every test that compares charged from now on."""
        self.filters.update(
            {name: charged(name, function, self.charge) for name, function in self.filters.items()}
        )
        for name in (
            "eq",
            "==",
            "equalto",
            "ne",
            "!=",
            "lt",
            "lessthan",
            "<",
            "le",
            "<=",
            "gt",
            "greaterthan",
            ">",
            "ge",
            ">=",
            "in",
        ):
            test: Any = self.tests[name]
            self.tests[name] = self._compared(test)

    def concat(self, pieces: Iterable[str]) -> str:
        """Join what a part of a template has written, charged so that no page fills the memory.

        Many pieces are charged before they are joined; a long one was charged when it was written, so a few of
        them can wait until their text is there.
        """
        if type(pieces) is not list:
            pieces = list(pieces)
        if len(pieces) > FEW_PIECES:
            self.charge(sum(map(len, pieces)) // CHARACTERS_PER_STEP)
            return "".join(pieces)
        text = "".join(pieces)
        if len(text) >= CHARACTERS_PER_STEP:
            self.charge(len(text) // CHARACTERS_PER_STEP)
        return text

    def shown(self, value: Any) -> Any:
        """A value that a page writes, if it is one that can be written."""
        if isinstance(value, str):
            self.charge(len(value) * ESCAPE // CHARACTERS_PER_STEP)
        elif not isinstance(value, PLAIN):
            self.charge(weight(value))
            check_shown(value)
        return value

    @pass_context  # which keeps Jinja from working it out at compile time
    def _shown(self, _context: Context, value: Any) -> Any:
        return self.shown(value)

    @pass_eval_context
    def _joined(self, context: nodes.EvalContext, values: list[Any]) -> str:
        """The values as one text, as `~` makes it."""
        for value in values:
            if isinstance(value, str):
                self.charge(len(value) // CHARACTERS_PER_STEP)
            else:
                self.shown(value)
        return markup_join(values) if context.autoescape else str_join(values)

    def _weighed(self, value: Any) -> Any:
        """A value that something is about to walk over."""
        # Most values are short texts and views, which are over as soon as they are looked at.
        kind: Any = type(value)
        if kind is str or kind is Markup:
            if len(value) >= CHARACTERS_PER_STEP:
                self.charge(len(value) // CHARACTERS_PER_STEP)
        elif holds_values(kind):
            self.charge(weight(value))
        return value

    def _compared(self, test: Callable[..., Any]) -> Callable[..., bool]:
        def charged_test(left: Any, right: Any) -> bool:
            return bool(test(self._weighed(left), self._weighed(right)))

        return charged_test

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
        """The code of a template, in which what takes time in proportion to a value is charged before it starts.

        A loop is charged for its length, which costs nothing in each turn.
        """
        tree = self.parse(source, name, filename) if isinstance(source, str) else source
        tree = _Charged(self).visit(tree)
        return super().compile(tree, name, filename, raw, defer_init)  # type: ignore[call-overload]

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 - as in Jinja
        """Call something from a template."""
        given = (*args, *kwargs.values())
        __self.charge(STEPS_PER_CALL + len(given) // ITEMS_PER_STEP + sum(map(weight, given)))
        owner = getattr(__obj, "__self__", None)
        if isinstance(owner, str):
            charge_method(__self.charge, owner, __obj.__name__, args)
            if __obj.__name__ == "striptags":
                return striptags(owner)
        elif isinstance(owner, list | tuple | Mapping):
            __self.charge(weight(owner))
        return super().call(__context, __obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Compute `*`, `**`, `%` and `+`, within bounds that no page needs to leave."""
        self.charge(check_operation(operator, left, right))
        if operator == "%" and isinstance(left, str):
            self.charge(weight(right))
            check_shown(right)
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
