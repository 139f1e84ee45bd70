# SPDX-License-Identifier: MIT
"""What can go wrong with an output folder, in words; listed in docs/diagnostics/files.md."""

from collections.abc import Sequence

from letterpress.diagnostics import Diagnostic, Message, Severity, Span
from letterpress.files import CONFIG_FILE, CONTENT_FOLDER
from letterpress.load.diagnostics import listed


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


def output_outside(output: str) -> Diagnostic:
    """An output folder that letterpress.yaml names and that is not in the project."""
    return Diagnostic(
        code="output-outside",
        severity=Severity.ERROR,
        message=Message(
            ja=f"`{output}` はプロジェクトの外にあります",
            en=f"`{output}` lies outside the project",
        ),
        span=Span(CONFIG_FILE),
        hint=Message(
            ja="`output: site` のようにプロジェクトの中のフォルダーにしてください。"
            f"ほかの場所に書き出すときは、コマンドで `letterpress build -o {output}` と指定します",
            en="name a folder in the project, such as `output: site`; to write elsewhere, say so on the command"
            f" line: `letterpress build -o {output}`",
        ),
    )


def output_foreign(output: str, files: Sequence[str]) -> Diagnostic:
    """An output folder with files of somebody else, to which letterpress has never written."""
    names = listed(files, 3)
    return Diagnostic(
        code="output-foreign",
        severity=Severity.ERROR,
        message=Message(
            ja=f"このフォルダーには letterpress がつくったものではないファイルがあります：{names.ja}",
            en=f"this folder holds files that letterpress did not make: {names.en}",
        ),
        span=Span(output),
        hint=Message(
            ja="空のフォルダーか新しいフォルダーを指定してください。ここに書き出してよければ、"
            "一度だけ `letterpress build --adopt` を実行します（いまあるファイルは消しません）",
            en="name a new or an empty folder; if the site may go here, run `letterpress build --adopt` once,"
            " which deletes none of these files",
        ),
    )


def output_left_over(output: str, files: Sequence[str]) -> Diagnostic:
    """Pages of an earlier build that no source accounts for any more, and that no record knows as ours."""
    names = listed(files, 10)
    return Diagnostic(
        code="output-left-over",
        severity=Severity.WARNING,
        message=Message(
            ja=f"原稿のないページが以前のビルドから残っています（{len(files)}件）：{names.ja}",
            en=f"pages of an earlier build are still here, but no source makes them any more ({len(files)}):"
            f" {names.en}",
        ),
        span=Span(output),
        hint=Message(
            ja="消すには `letterpress build --clean` を実行してください。letterpress がつくったものだけを消します",
            en="run `letterpress build --clean` to remove them; it removes nothing that letterpress did not make",
        ),
    )


def outputs_taken_over(output: str, kept: str, count: int) -> Diagnostic:
    """Files of an earlier build, of which no record was left, made room for those of this one."""
    return Diagnostic(
        code="output-taken-over",
        severity=Severity.NOTE,
        message=Message(
            ja=f"記録のない以前のビルドのファイルを新しくしました（{count}件）。前のものは `{kept}` にあります",
            en=f"files of an earlier build, whose record is gone, were made anew ({count});"
            f" as they were, they are in `{kept}`",
        ),
        span=Span(output),
    )


def pages_removed(output: str, gone: int, before: int, *, stops: bool) -> Diagnostic:
    """A build that takes away most pages of the last one, or all of its posts."""
    return Diagnostic(
        code="pages-removed",
        severity=Severity.ERROR if stops else Severity.WARNING,
        message=Message(
            ja=f"このビルドで、前回公開した{before}ページのうち{gone}ページがなくなります",
            en=f"this build removes {gone} of the {before} pages that the last one published",
        ),
        span=Span(output),
        hint=Message(
            ja="意図したものでなければ、原稿、`defaults`、`permalinks` を元に戻してもう一度"
            "ビルドすれば元どおりになります。"
            "`--strict` を付けると、このようなときは公開せずに止まります",
            en="if that is not what you mean, restore the sources, `defaults` or `permalinks`, and build again: the"
            " pages come back; with `--strict` a build stops here and publishes nothing",
        ),
    )


def content_emptied(output: str) -> Diagnostic:
    """A content folder without a single source, where the last build published pages."""
    return Diagnostic(
        code="content-emptied",
        severity=Severity.ERROR,
        message=Message(
            ja=f"`{CONTENT_FOLDER}/` に原稿が1つもありません。`{output}` には前回公開したページがあります",
            en=f"there is no source in `{CONTENT_FOLDER}/`, but `{output}` holds the pages of an earlier build",
        ),
        span=Span(CONTENT_FOLDER),
        hint=Message(
            ja="ディスクの接続、git のサブモジュール、`--root` を確かめてください。"
            "本当にすべて消すときは `letterpress build --clean` を実行します",
            en="check whether a disk is not mounted, a git submodule not fetched, or `--root` wrong; to remove all"
            " pages on purpose, run `letterpress build --clean`",
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
