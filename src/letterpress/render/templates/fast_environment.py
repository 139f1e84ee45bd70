# SPDX-License-Identifier: MIT
"""The environment of a theme, with the same output in less time.

It writes the Python that a template becomes by itself, which takes parts of Jinja that are no public interface. So it
is in use with the versions of Jinja alone that its proof ran with: tests/unit/render/test_fast_environment.py compares
what it renders with what `ThemeEnvironment` does, which needs nothing but the public interface.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, MutableMapping
from types import CodeType
from typing import Any

from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

try:
    from markupsafe._speedups import _escape_inner as escape_text
except ImportError:  # an interpreter without it, or an older version

    def escape_text(text: str, /) -> str:
        """The text as `escape` makes it."""
        return str(escape(text))


from letterpress.render.templates.charges import CHARACTERS_PER_STEP, ESCAPE
from letterpress.render.templates.environment import VIEWS, ThemeEnvironment, ThemeTemplate
from letterpress.render.templates.limits import MAX_STEPS, STEPS_PER_CALL

_kinds_with = "views_with_{}".format
"""The name that the code has for the kinds of view which have a field."""

LONG = 1000
"""The characters from which a text is charged when it is written, not only when it is joined to others."""

_as_markup = str.__new__
"""`Markup` of a text, twice as fast as by its own constructor, which looks whether it already is one."""


def writer(environment: ThemeEnvironment) -> Callable[[Any], Any]:
    """Return the function that writes a value on a page: text that can stand anywhere in HTML, mostly no `Markup`.

    A template joins what it gets from here into one text, so that it need not know which pieces are safe. To make
    a `Markup` of each took a tenth of the time of a page.
    """
    shown, charge = environment.shown, environment.charge

    def written(value: Any) -> Any:
        kind = type(value)
        if kind is str:
            if len(value) >= LONG:
                charge(len(value) * ESCAPE // CHARACTERS_PER_STEP)
            return escape_text(value)
        if kind is Markup:
            if len(value) >= LONG:
                charge(len(value) // CHARACTERS_PER_STEP)
            return value
        return str(value) if kind is int else escape(shown(value))

    return written


class TemplateCode(CodeGenerator):
    """Writes the code of one template: Jinja's own, but for what each of thousands of pages would pay for.

    A page is gathered in lists, each of which is handed on as one text: to hand on every piece by itself, from the
    block to its template to the one that this extends, took a tenth of a page's time.
    """

    def __init__(self, environment: Any, *details: Any, **options: Any) -> None:
        super().__init__(environment, *details, **options)
        self._fields: Collection[str] = environment.views_with
        self._gathered: str | None = None

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        """The body of anything; that of a template or block gathers what it writes."""
        if frame.buffer is not None:
            super().blockvisit(nodes, frame)
            return
        self.buffer(frame)
        self._gathered = frame.buffer
        super().blockvisit(nodes, frame)
        self._hand_on()

    def visit_Include(self, node: nodes.Include, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """An include; one without context hands on its text by itself, which must come after what stands before it."""
        if not node.with_context and frame.buffer == self._gathered:
            self._hand_on()
            self.writeline(f"{self._gathered}.clear()")
        super().visit_Include(node, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - as above
        """A field of a view is read at once; whatever else may be meant is for the sandbox to judge."""
        if node.attr not in self._fields:
            super().visit_Getattr(node, frame)
            return
        owner = self.temporary_identifier()
        self.write(f"({owner}.{node.attr} if type({owner} := ")
        self.visit(node.node, frame)
        self.write(f") in {_kinds_with(node.attr)} else environment.getattr({owner}, {node.attr!r}))")

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:  # noqa: N802 - as above
        """A filter; a short text is compared without being charged, which takes longer than comparing it."""
        if node.name != "_weighed":
            super().visit_Filter(node, frame)
            return
        value = self.temporary_identifier()
        self.write(f"({value} if type({value} := ")
        self.visit(node.node, frame)  # type: ignore[arg-type]
        self.write(f") is str and len({value}) < {CHARACTERS_PER_STEP} else weighed({value}))")

    def _hand_on(self) -> None:
        self.writeline(f"yield concat({self._gathered})")


class FastMacro(Macro):
    """A macro that can be called without sorting its arguments, where they are just what it takes."""

    def __init__(
        self,
        environment: Environment,
        func: Callable[..., str],
        name: str,
        arguments: list[str],
        catch_kwargs: bool,
        catch_varargs: bool,
        caller: bool,
        default_autoescape: bool | None = None,
    ) -> None:
        super().__init__(
            environment, func, name, arguments, catch_kwargs, catch_varargs, caller, default_autoescape
        )
        self.make = func
        self.takes = -1 if catch_kwargs or catch_varargs or caller else len(arguments)


class FastTemplate(ThemeTemplate):
    """A template whose module, when another imports it, is kept from page to page with everything that it read."""

    environment: "FastEnvironment"

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],  # noqa: A002 - Jinja's name
        uptodate: Callable[[], bool] | None = None,
    ) -> "FastTemplate":
        """A template from its code, which finds what is not Jinja's own among its own names."""
        template: FastTemplate = super().from_code(environment, code, globals, uptodate)  # type: ignore[assignment]
        template.root_render_func.__globals__.update(template.environment.names)
        return template

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        return self.environment.module_of(self)


class FastEnvironment(ThemeEnvironment):
    """Renders one page at a time, with templates that stay from page to page."""

    template_class = FastTemplate
    code_generator_class = TemplateCode
    keeps_templates = True

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.finalize = None  # what writes a value looks at it, too
        fields = sorted({field for view in VIEWS for field in view.__struct_fields__})
        self.views_with = {
            field: frozenset(view for view in VIEWS if field in view.__struct_fields__) for field in fields
        }
        """What the code may read by itself: by field, the kinds of view that have it."""
        kinds = {_kinds_with(field): views for field, views in self.views_with.items()}
        self.names: Mapping[str, Any] = {
            "escape": writer(self),
            "weighed": self.filters["_weighed"],
            "Macro": FastMacro,
            **kinds,
        }
        """What the code of a template finds beside, or instead of, what it imports."""

    def context_for(self, template: Template, variables: dict[str, Any]) -> Context:
        """Return the context of a page; Jinja would copy its names, and look for globals that they lack."""
        return self.context_class(self, self.globals | variables, template.name, template.blocks)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805 - as in Jinja
        """Call something from a template; what a theme calls most needs no checks, which take as long as it does."""
        if type(__obj) is not FastMacro:
            return super().call(__context, __obj, *args, **kwargs)
        __self.steps += STEPS_PER_CALL
        if __self.steps > MAX_STEPS:
            __self.charge(0)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        if len(args) == __obj.takes and not kwargs and __context.eval_ctx.autoescape:
            return _as_markup(Markup, __obj.make(*args))
        return __obj(__context.eval_ctx, *args, **kwargs)
