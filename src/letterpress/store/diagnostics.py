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


def state_of_another_key() -> Diagnostic:
    """What we keep between builds was sealed with another key: on another machine, or by someone else."""
    return _note(
        "state-of-another-key",
        ".letterpress",
        Message(
            ja="前回のビルドの記録は別の鍵で封印されているので、はじめからつくり直します",
            en="the record of the last build is sealed with another key, so everything is made again",
        ),
        Message(
            ja="別のコンピューターやCIの記録は、両方の `LETTERPRESS_STATE_KEY` を同じ秘密の値にすれば使えます",
            en="a record of another computer or of a CI counts if `LETTERPRESS_STATE_KEY` is the same secret on both",
        ),
    )


def state_key_short(variable: str, least: int) -> Diagnostic:
    """The key in the environment could be guessed, and does not count."""
    return Diagnostic(
        code="state-key-short",
        severity=Severity.WARNING,
        message=Message(
            ja=f"環境変数 `{variable}` が{least}文字より短いので、鍵として使いません",
            en=f"`{variable}` has fewer than {least} characters, so it is not used as a key",
        ),
        span=Span(".letterpress"),
        hint=Message(
            ja="`openssl rand -hex 32` が出す値を設定してください",
            en="set it to what `openssl rand -hex 32` prints",
        ),
    )


def state_key_unkept(variable: str, least: int) -> Diagnostic:
    """There is no place outside of the project where a key could be kept."""
    return _note(
        "state-key-unkept",
        ".letterpress",
        Message(
            ja="記録を封印する鍵をホームフォルダーに残せないので、次のビルドははじめからつくり直します",
            en="the key that seals the record cannot be kept in the home folder, so the next build starts afresh",
        ),
        Message(
            ja=f"環境変数 `{variable}` に{least}文字以上の秘密の値を設定すると、記録を使えます",
            en=f"set `{variable}` to a secret of {least} or more characters to go on from this build",
        ),
    )
