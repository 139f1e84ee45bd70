# SPDX-License-Identifier: MIT
"""The Python that a template becomes: Jinja's own, but for what each of thousands of pages would pay for."""

from collections.abc import Collection, Iterable
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame

KINDS = "views_with_{}".format
"""The name that the code has for the kinds of view which have a field."""


class TemplateCode(CodeGenerator):
    """Writes the code of one template.

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
        self.write(f") in {KINDS(node.attr)} else environment.getattr({owner}, {node.attr!r}))")

    def _hand_on(self) -> None:
        self.writeline(f"yield concat({self._gathered})")
