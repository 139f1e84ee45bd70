# SPDX-License-Identifier: MIT
"""What can go wrong while files are written, in words; listed in docs/diagnostics/files.md."""

import errno

from letterpress.diagnostics import Diagnostic, Message, Severity, Span
from letterpress.files import CONFIG_FILE


def _error(code: str, path: str, message: Message, hint: Message | None = None) -> Diagnostic:
    return Diagnostic(code=code, severity=Severity.ERROR, message=message, span=Span(path), hint=hint)


def _note(code: str, path: str, message: Message, hint: Message | None = None) -> Diagnostic:
    return Diagnostic(code=code, severity=Severity.NOTE, message=message, span=Span(path), hint=hint)


def output_unsafe(output: str, reason: Message) -> Diagnostic:
    """An output folder in which a build could overwrite what it must not."""
    return _error(
        "output-unsafe",
        CONFIG_FILE,
        Message(
            ja=f"`{output}` は出力フォルダーにできません：{reason.ja}",
            en=f"`{output}` cannot be the output folder: {reason.en}",
        ),
        Message(
            ja="`output: site` のように、出力だけに使うフォルダーを指定してください",
            en="name a folder that holds nothing but the output, such as `output: site`",
        ),
    )


def build_running() -> Diagnostic:
    """Someone else builds this project at this moment."""
    return _error(
        "build-running",
        "",
        Message(
            ja="このプロジェクトの別のビルドが実行中です",
            en="another build of this project is running",
        ),
        Message(ja="終わってからもう一度実行してください", en="run it again when that one is done"),
    )


def state_unsafe(path: str) -> Diagnostic:
    """Our own folder has been replaced by a link or a file."""
    return _error(
        "state-unsafe",
        path,
        Message(
            ja="フォルダーであるべきですが、ファイルかシンボリックリンクです",
            en="this must be a folder of its own, but is a file or a symbolic link",
        ),
        Message(
            ja="消してください。中身は次のビルドでつくり直されます",
            en="delete it; the next build makes it again",
        ),
    )


def output_blocked(path: str, reason: Message) -> Diagnostic:
    """Something that is not ours stands where an output has to go."""
    return _error(
        "output-blocked",
        path,
        Message(ja=f"ここには書き込めません：{reason.ja}", en=f"nothing can be written here: {reason.en}"),
        Message(
            ja="letterpress がつくったものではないので、手を触れません。別の場所に移してください",
            en="letterpress did not make it, and leaves it alone; move it elsewhere",
        ),
    )


def write_failed(path: str, error: OSError) -> Diagnostic:
    """The system refused to write."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return _error(
            "disk-full",
            path,
            Message(ja="ディスクの空き容量が足りません", en="there is no space left on the disk"),
            Message(
                ja="空き容量を増やしてから、もう一度ビルドしてください。公開しているサイトはそのままです",
                en="free some space and build again; the site is as it was",
            ),
        )
    reason = error.strerror or type(error).__name__
    return _error(
        "unwritable",
        path,
        Message(ja=f"書き込めません：{reason}", en=f"it cannot be written: {reason}"),
        Message(ja="アクセス権を確かめてください", en="check its permissions")
        if error.errno in {errno.EACCES, errno.EPERM}
        else None,
    )


def publish_interrupted(path: str, error: OSError) -> Diagnostic:
    """The system refused in the middle of moving finished files into place."""
    reason = error.strerror or type(error).__name__
    return _error(
        "publish-interrupted",
        path,
        Message(ja=f"公開の途中で止まりました：{reason}", en=f"publishing stopped half-way: {reason}"),
        Message(
            ja="原因を取り除いてもう一度ビルドすると、続きから公開されます",
            en="remove the cause and build again: the next build finishes it",
        ),
    )


def cache_unreadable(path: str) -> Diagnostic:
    """Something that we keep between builds is damaged or of another version."""
    return _note(
        "cache-unreadable",
        path,
        Message(
            ja="前回のビルドの記録が読めないので、はじめからつくり直します",
            en="the record of the last build cannot be read, so everything is made again",
        ),
    )


def output_replaced(path: str, kept: str) -> Diagnostic:
    """A file that was not ours stood in an output's place; it has been kept elsewhere."""
    return _note(
        "output-replaced",
        path,
        Message(
            ja=f"letterpress がつくったものではないファイルがあったので、`{kept}` に移しました",
            en=f"a file that letterpress had not made was here; it is now `{kept}`",
        ),
        Message(
            ja="そのまま公開するファイルは `content/static/` に置いてください",
            en="files to publish as they are go into `content/static/`",
        ),
    )
