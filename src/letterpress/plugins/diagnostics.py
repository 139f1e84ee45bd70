# SPDX-License-Identifier: MIT
"""Everything that can be wrong with a plugin, in words; the codes are listed in docs/diagnostics/plugins.md."""

from collections.abc import Iterable

import msgspec

from letterpress.diagnostics import Diagnostic, Message, Severity, Span, did_you_mean, suggestion

SEAMS = ("markdown", "checks", "rules", "outputs", "filters")
"""What a plugin may bring, by the name that its module gives it."""

_DOCUMENTS = 3
"""How many of the documents are named in which a plugin failed."""
_SEAMS_LISTED = "`markdown`, `checks`, `rules`, `outputs`, `filters`"


def missing(name: str, span: Span, excerpt: str, candidates: tuple[str, ...]) -> Diagnostic:
    """The diagnostic of a plugin that is neither beside letterpress.yaml nor installed.

    Args:
        name: The plugin's, as letterpress.yaml has it.
        span: Where that is.
        excerpt: The line there.
        candidates: Names of modules that are beside letterpress.yaml.
    """
    file = name.replace(".", "/")
    near = did_you_mean(file[: -len("/py")].replace("/", ".")) if file.endswith("/py") else None
    return Diagnostic(
        code="plugin-missing",
        severity=Severity.ERROR,
        message=Message(f"プラグイン `{name}` が見つかりません", f"there is no plugin `{name}`"),
        span=span,
        excerpt=excerpt,
        hint=near
        or suggestion(name, candidates)
        or Message(
            f"`letterpress.yaml` の隣に `{file}.py` を置くか、そのプラグインのパッケージをインストールしてください",
            f"put `{file}.py` beside `letterpress.yaml`, or install the package that has it",
        ),
    )


def outside(name: str, span: Span, target: str) -> Diagnostic:
    """The diagnostic of a plugin whose file is a link that leads out of the project."""
    return Diagnostic(
        code="plugin-outside",
        severity=Severity.ERROR,
        message=Message(
            f"プラグイン `{name}` は、プロジェクトの外の `{target}` へのリンクです",
            f"plugin `{name}` is a link to `{target}`, outside the project",
        ),
        span=span,
        hint=Message(
            "ファイルをプロジェクトにコピーするか、パッケージとしてインストールしてください",
            "copy the file into the project, or install it as a package",
        ),
    )


def unreadable(name: str, span: Span, reason: str) -> Diagnostic:
    """The diagnostic of a plugin whose file the system does not let us read."""
    return Diagnostic(
        code="plugin-failed",
        severity=Severity.ERROR,
        message=Message(
            f"プラグイン `{name}` を読み込めません：{reason}", f"plugin `{name}` cannot be read: {reason}"
        ),
        span=span,
    )


def broken(name: str, span: Span, excerpt: str, reason: str) -> Diagnostic:
    """The diagnostic of a plugin that is not valid Python."""
    return Diagnostic(
        code="plugin-failed",
        severity=Severity.ERROR,
        message=Message(
            f"プラグイン `{name}` の文法に誤りがあります：{reason}",
            f"plugin `{name}` has a mistake in its syntax: {reason}",
        ),
        span=span,
        excerpt=excerpt,
    )


def not_loaded(name: str, span: Span, excerpt: str, reason: str, hint: Message | None) -> Diagnostic:
    """The diagnostic of a plugin whose module raises an exception when it is imported."""
    return Diagnostic(
        code="plugin-failed",
        severity=Severity.ERROR,
        message=Message(
            f"プラグイン `{name}` を実行できません：{reason}", f"plugin `{name}` cannot be run: {reason}"
        ),
        span=span,
        excerpt=excerpt,
        hint=hint,
    )


def failed(
    name: str, seam: str, span: Span, excerpt: str, reason: str, related: tuple[Span, ...]
) -> Diagnostic:
    """The diagnostic of an exception that a plugin raised while letterpress used what it brings."""
    return Diagnostic(
        code="plugin-failed",
        severity=Severity.ERROR,
        message=Message(
            f"プラグイン `{name}` の `{seam}` が失敗しました：{reason}",
            f"`{seam}` of plugin `{name}` failed: {reason}",
        ),
        span=span,
        excerpt=excerpt,
        related=related,
    )


def wrong_type(name: str, seam: str, span: Span, excerpt: str, wanted: Message, found: object) -> Diagnostic:
    """The diagnostic of something that a plugin brings, or returns, and that is not what it must be."""
    kind = type(found).__name__
    return Diagnostic(
        code="plugin-wrong-type",
        severity=Severity.ERROR,
        message=Message(
            f"プラグイン `{name}` の `{seam}` は{wanted.ja}でなければなりませんが、{kind} です",
            f"`{seam}` of plugin `{name}` must be {wanted.en}, not {kind}",
        ),
        span=span,
        excerpt=excerpt,
    )


def wrong_item(name: str, seam: str, span: Span, excerpt: str, wanted: str, found: object) -> Diagnostic:
    """The diagnostic of something that a function of a plugin yields and that is not what it must be."""
    kind = type(found).__name__
    return Diagnostic(
        code="plugin-wrong-type",
        severity=Severity.ERROR,
        message=Message(
            f"プラグイン `{name}` の `{seam}` は {wanted} を返さなければなりませんが、{kind} を返しました",
            f"`{seam}` of plugin `{name}` must return {wanted}, not {kind}",
        ),
        span=span,
        excerpt=excerpt,
    )


def name_taken(name: str, span: Span, excerpt: str, taken: Message, owner: str) -> Diagnostic:
    """The diagnostic of a name that a plugin gives something, and that means something else already.

    Args:
        name: The plugin's.
        span: Where it gives the name.
        excerpt: The line there.
        taken: What has the name, as in "the filter `date`".
        owner: The plugin that has it; empty where letterpress has.
    """
    by = (
        Message(f"プラグイン `{owner}` ", f"plugin `{owner}`")
        if owner
        else Message(" letterpress ", "letterpress")
    )
    return Diagnostic(
        code="plugin-name-taken",
        severity=Severity.ERROR,
        message=Message(
            f"プラグイン `{name}` の{taken.ja}は、{by.ja.lstrip()}にもうあります",
            f"plugin `{name}` brings {taken.en}, which {by.en} has already",
        ),
        span=span,
        excerpt=excerpt,
        hint=Message("別の名前にしてください", "give it another name"),
    )


def brings_nothing(name: str, span: Span, excerpt: str, close: tuple[str, str] | None) -> Diagnostic:
    """The diagnostic of a plugin that has none of the seams.

    Args:
        name: The plugin's.
        span: Where it is.
        excerpt: The line there.
        close: A name that its module has, and the seam that was probably meant.
    """
    return Diagnostic(
        code="plugin-seam-unknown",
        severity=Severity.ERROR,
        message=Message(
            f"プラグイン `{name}` には、letterpress が使うものがありません",
            f"plugin `{name}` brings nothing that letterpress uses",
        ),
        span=span,
        excerpt=excerpt,
        hint=did_you_mean(close[1])
        if close
        else Message(f"使えるのは {_SEAMS_LISTED} です", f"it can bring {_SEAMS_LISTED}"),
    )


def seam_unknown(name: str, span: Span, excerpt: str, found: str, seam: str) -> Diagnostic:
    """The diagnostic of a name in a plugin that was probably meant to be a seam."""
    return Diagnostic(
        code="plugin-seam-unknown",
        severity=Severity.WARNING,
        message=Message(
            f"プラグイン `{name}` の `{found}` を、letterpress は使いません",
            f"letterpress does not use `{found}` of plugin `{name}`",
        ),
        span=span,
        excerpt=excerpt,
        hint=did_you_mean(seam),
    )


def differs(name: str) -> Diagnostic:
    """The diagnostic of an installed plugin that a worker does not have, or has otherwise."""
    return Diagnostic(
        code="plugin-differs",
        severity=Severity.ERROR,
        message=Message(
            f"ワーカーにあるプラグイン `{name}` が、このコンピューターのものと違います",
            f"a worker does not have the same plugin `{name}` as this machine",
        ),
        span=Span(""),
        hint=Message(
            "すべてのワーカーに同じものをインストールするか、`letterpress.yaml` の隣に置いてください",
            "install the same on every worker, or put it beside `letterpress.yaml`",
        ),
    )


def switched_off(names: tuple[str, ...], path: str) -> Diagnostic:
    """The note that a command does without the plugins that letterpress.yaml names."""
    listed = [f"`{name}`" for name in names]
    return Diagnostic(
        code="plugins-off",
        severity=Severity.NOTE,
        message=Message(
            f"`--no-plugins` のため、プラグイン {'、'.join(listed)} は使いません",
            f"`--no-plugins`: doing without {', '.join(listed)}",
        ),
        span=Span(path),
    )


def told_once(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Diagnostics in their order; one fault of a plugin in many documents is one, which names the first few of them."""
    found: dict[object, Diagnostic] = {}
    for each in diagnostics:
        key = (each.message, each.span) if each.code.startswith("plugin-") else each
        first = found.setdefault(key, each)
        if first is not each and len(first.related) < _DOCUMENTS:
            related = dict.fromkeys((*first.related, *each.related))
            found[key] = msgspec.structs.replace(first, related=tuple(related))
    return list(found.values())
