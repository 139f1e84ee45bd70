# SPDX-License-Identifier: MIT
"""Diagnose errors in templates: each becomes a diagnostic that a theme's author can act on."""

from collections.abc import Mapping
from types import TracebackType
from typing import Any

import msgspec
from jinja2 import Template, TemplateNotFound, TemplatesNotFound, TemplateSyntaxError
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.utils import missing

from letterpress.diagnostics import (
    PATHS_ALIKE,
    Diagnostic,
    Message,
    Severity,
    Span,
    did_you_mean,
    nearest,
    suggestion,
)
from letterpress.plan.jobs import PageJob
from letterpress.plugins.loading import PluginError
from letterpress.render.templates.environment import ThemeEnvironment
from letterpress.render.templates.errors import Fault, FieldMissing, Refused
from letterpress.render.templates.loader import NotText


def diagnose(
    error: Exception, job: PageJob, environment: ThemeEnvironment, variables: Mapping[str, Any]
) -> Diagnostic:
    """Return the diagnostic for an error that rendering a page raised, without the name of the page."""
    name, line = _place(error, job)
    if isinstance(error, PluginError):
        related = (Span(environment.files.source(name)[0], line),)
        return msgspec.structs.replace(error.diagnostic, related=related)
    fault = _fault(error, environment, variables)
    path, source = environment.files.source(name)
    excerpt = _line(source, line)
    column = excerpt.find(fault.word) + 1 if fault.word and excerpt.count(fault.word) == 1 else 0
    return Diagnostic(
        code=fault.code,
        severity=Severity.ERROR,
        message=fault.message,
        span=Span(path, line if excerpt else 0, column, len(fault.word) if column else 0),
        excerpt=excerpt,
        hint=fault.hint,
    )


def _place(error: Exception, job: PageJob) -> tuple[str, int]:
    if isinstance(error, TemplateSyntaxError) and error.name:
        return error.name, error.lineno
    if isinstance(error, NotText):
        return error.name, 0
    return _innermost(error.__traceback__) or (job.template, 0)


def _innermost(trace: TracebackType | None) -> tuple[str, int] | None:
    """The template and line of the deepest frame that is a template's; Jinja's own frames lie deeper."""
    place = None
    while trace is not None:
        template = trace.tb_frame.f_globals.get("__jinja_template__")
        if isinstance(template, Template) and template.name:
            place = template.name, template.get_corresponding_lineno(trace.tb_lineno)
        trace = trace.tb_next
    return place


def _line(source: str, line: int) -> str:
    lines = source.splitlines()
    return lines[line - 1] if 0 < line <= len(lines) else ""


def _fault(error: Exception, environment: ThemeEnvironment, variables: Mapping[str, Any]) -> Fault:
    match error:
        case Refused():
            return error.fault
        case FieldMissing():
            return _missing(error, variables)
        case TemplateSyntaxError():
            return _syntax(error, environment)
        case TemplateNotFound():
            return _not_found(error, environment)
    return _failure(error)


def _failure(error: Exception) -> Fault:
    code = "template-error"
    match error:
        case NotText():
            code = "template-syntax"
            message = Message(
                f"{error.offset}バイト目が UTF-8 ではありません",
                f"this is not UTF-8 at byte {error.offset}",
            )
        case SecurityError():
            code = "template-forbidden"
            message = Message(
                f"テンプレートではできない操作です：{error}", f"this is not allowed in a template: {error}"
            )
        case UndefinedError():
            code = "template-undefined"
            message = Message(f"定義されていません：{error}", f"this is not defined: {error}")
        case RecursionError():
            message = Message("自分自身を呼び続けて終わりません", "it calls or includes itself without end")
        case _:
            text = f"{type(error).__name__}: {error}"
            message = Message(
                f"テンプレートの実行に失敗しました：{text}", f"running the template failed: {text}"
            )
    return Fault(code=code, message=message)


def _syntax(error: TemplateSyntaxError, environment: ThemeEnvironment) -> Fault:
    text = error.message or ""
    for kind, known in (("filter", environment.filters), ("test", environment.tests)):
        if text.startswith(f"No {kind} named "):
            word = text.split("'")[1]
            names = Message("フィルター" if kind == "filter" else "テスト", kind)
            return Fault(
                code="template-syntax",
                message=Message(f"`{word}` という{names.ja}はありません", f"there is no {names.en} `{word}`"),
                hint=suggestion(word, tuple(known)),
                word=word,
            )
    return Fault(
        code="template-syntax",
        message=Message(
            f"テンプレートの文法に誤りがあります：{text}", f"the template has a mistake in its syntax: {text}"
        ),
    )


def _not_found(error: TemplateNotFound, environment: ThemeEnvironment) -> Fault:
    names = error.templates if isinstance(error, TemplatesNotFound) else [error.name]
    shown = [f"`{name}`" for name in names]
    stems = tuple(name.removesuffix(".html") for name in environment.files.list_templates())
    meant = nearest(str(names[0]).removesuffix(".html"), stems, PATHS_ALIKE)
    return Fault(
        code="template-missing",
        message=Message(
            f"テンプレート {'、'.join(shown)} がテーマにありません",
            f"the theme has no template {', '.join(shown)}",
        ),
        hint=did_you_mean(f"{meant}.html") if meant else None,
        word=str(names[0]),
    )


def _missing(error: FieldMissing, variables: Mapping[str, Any]) -> Fault:
    name = str(error.name)
    owner = error.owner
    if owner is missing:
        message = Message(f"`{name}` は定義されていません", f"`{name}` is not defined")
        return Fault(
            code="template-undefined",
            message=message,
            hint=suggestion(name, tuple(variables)),
            word=name,
        )
    kind = type(owner).__name__
    if owner is None:
        message = Message(
            f"値が空（None）なので、`{name}` は読めません",
            f"`{name}` cannot be read, because the value before it is None",
        )
        hint = Message("先に `{% if %}` で確かめてください", "check with `{% if %}` first")
        return Fault(code="template-undefined", message=message, hint=hint, word=name)
    return Fault(
        code="template-undefined",
        message=Message(f"{kind} に `{name}` はありません", f"{kind} has no `{name}`"),
        hint=suggestion(name, _candidates(owner)),
        word=name,
    )


def _candidates(owner: object) -> tuple[str, ...]:
    if isinstance(owner, msgspec.Struct):
        return owner.__struct_fields__
    if isinstance(owner, Mapping):
        return tuple(key for key in owner if isinstance(key, str))
    return ()
