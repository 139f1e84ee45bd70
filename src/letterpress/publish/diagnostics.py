# SPDX-License-Identifier: MIT
"""What can go wrong with an output folder, in words; listed in docs/diagnostics/files.md."""

from letterpress.diagnostics import Diagnostic, Message, Severity, Span
from letterpress.files import CONFIG_FILE


def output_unsafe(output: str, reason: Message) -> Diagnostic:
    """An output folder in which a build could overwrite what it must not."""
    return Diagnostic(
        code="output-unsafe",
        severity=Severity.ERROR,
        message=Message(
            ja=f"`{output}` は出力フォルダーにできません：{reason.ja}",
            en=f"`{output}` cannot be the output folder: {reason.en}",
        ),
        span=Span(CONFIG_FILE),
        hint=Message(
            ja="`output: site` のように、出力だけに使うフォルダーを指定してください",
            en="name a folder that holds nothing but the output, such as `output: site`",
        ),
    )


def output_blocked(path: str, reason: Message) -> Diagnostic:
    """Something that is not ours stands where an output has to go."""
    return Diagnostic(
        code="output-blocked",
        severity=Severity.ERROR,
        message=Message(
            ja=f"ここには書き込めません：{reason.ja}", en=f"nothing can be written here: {reason.en}"
        ),
        span=Span(path),
        hint=Message(
            ja="letterpress がつくったものではないので、手を触れません。別の場所に移してください",
            en="letterpress did not make it, and leaves it alone; move it elsewhere",
        ),
    )


def publish_interrupted(path: str, error: OSError) -> Diagnostic:
    """The system refused in the middle of moving finished files into place."""
    reason = error.strerror or type(error).__name__
    return Diagnostic(
        code="publish-interrupted",
        severity=Severity.ERROR,
        message=Message(
            ja=f"公開の途中で止まりました：{reason}", en=f"publishing stopped half-way: {reason}"
        ),
        span=Span(path),
        hint=Message(
            ja="原因を取り除いてもう一度ビルドすると、続きから公開されます",
            en="remove the cause and build again: the next build finishes it",
        ),
    )


def output_replaced(path: str, kept: str) -> Diagnostic:
    """A file that was not ours, or no longer as we made it, stood in an output's place; it has been kept elsewhere."""
    return Diagnostic(
        code="output-replaced",
        severity=Severity.NOTE,
        message=Message(
            ja=f"letterpress がつくったものではないか、そのあとで変更されたファイルがあったので、`{kept}` に移しました",
            en=f"a file here was not made by letterpress, or was changed since; it is now `{kept}`",
        ),
        span=Span(path),
        hint=Message(
            ja="そのまま公開するファイルは `content/static/` に置いてください",
            en="files to publish as they are go into `content/static/`",
        ),
    )
