# SPDX-License-Identifier: MIT
"""What can go wrong with the state of a project, in words; listed in docs/diagnostics/files.md."""

import errno

from letterpress.diagnostics import Diagnostic, Message, Severity, Span


def _error(code: str, path: str, message: Message, hint: Message | None = None) -> Diagnostic:
    return Diagnostic(code=code, severity=Severity.ERROR, message=message, span=Span(path), hint=hint)


def _note(code: str, path: str, message: Message, hint: Message | None = None) -> Diagnostic:
    return Diagnostic(code=code, severity=Severity.NOTE, message=message, span=Span(path), hint=hint)


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


def state_elsewhere(folder: str) -> Diagnostic:
    """The project cannot be written, so that its state is kept in the user's own folder."""
    return _note(
        "state-elsewhere",
        ".letterpress",
        Message(
            ja=f"プロジェクトに書き込めないので、次のビルドのための記録は `{folder}` に残します",
            en=f"the project cannot be written, so what the next build needs is kept in `{folder}`",
        ),
    )


def state_unsaved(problem: Diagnostic) -> Diagnostic:
    """What the next build needs could not be saved, after all else of this one was done."""
    return Diagnostic(
        code="state-unsaved",
        severity=Severity.WARNING,
        message=Message(
            ja=f"次のビルドのための記録を保存できませんでした：{problem.message.ja}",
            en=f"what the next build needs could not be saved: {problem.message.en}",
        ),
        span=problem.span,
        hint=Message(
            ja="公開したサイトには影響しません。次のビルドに少し時間がかかるだけです",
            en="this does not affect the site; the next build only takes longer",
        ),
    )


def cache_unreadable() -> Diagnostic:
    """Something that we keep between builds is damaged or of another version; said once, whatever it is."""
    return _note(
        "cache-unreadable",
        ".letterpress",
        Message(
            ja="前回のビルドの記録が読めないので、はじめからつくり直します",
            en="the record of the last build cannot be read, so everything is made again",
        ),
    )


def cache_of_another_key() -> Diagnostic:
    """What we keep between builds was sealed with another key: on another machine, or by someone else."""
    return _note(
        "cache-unreadable",
        ".letterpress",
        Message(
            ja="前回のビルドの記録は別の鍵で封印されているので、はじめからつくり直します",
            en="the record of the last build is sealed with another key, so everything is made again",
        ),
        Message(
            ja="CIで記録を使いつづけるには、`LETTERPRESS_STATE_KEY`に32文字以上の秘密の値を設定してください",
            en="for a CI to keep using it, set `LETTERPRESS_STATE_KEY` to a secret of 32 or more characters",
        ),
    )
