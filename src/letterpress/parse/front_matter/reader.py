# SPDX-License-Identifier: MIT
"""A source up to its body: taken apart, its front matter understood."""

from collections.abc import Mapping

import msgspec

from letterpress.diagnostics import Diagnostic, Severity, worst
from letterpress.document import NOTHING, DocumentKind, Fields
from letterpress.parse.front_matter import FieldOptions, decode_fields
from letterpress.parse.options import Task
from letterpress.parse.source_text import SourceText, read_source
from letterpress.yaml_reader import read_yaml


class Front(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """What is known of a source before anyone looks at its body."""

    path: str
    kind: DocumentKind
    problems: tuple[Diagnostic, ...]
    """Everything wrong so far."""
    source: SourceText | None = None
    """None where so much is wrong that nothing else can be said."""
    fields: Fields = Fields()
    positions: Mapping[str, tuple[int, int, int]] = NOTHING
    """Field name to line, column and length of its value."""


def read_front(task: Task, options: FieldOptions) -> Front:
    """A source up to its body."""
    path, kind = task.path, task.kind
    source, problems = read_source(task.data, path)
    if source is None:
        return Front(path=path, kind=kind, problems=problems)
    mapping, yaml_problems = read_yaml(source.front_matter, path, source.front_matter_line)
    problems += yaml_problems
    if mapping is None and worst(problems) is Severity.ERROR:
        return Front(path=path, kind=kind, problems=problems)
    fields, positions, field_problems = decode_fields(mapping, path=path, kind=kind, options=options)
    problems += field_problems
    return Front(path=path, kind=kind, problems=problems, source=source, fields=fields, positions=positions)
