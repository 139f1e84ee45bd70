# SPDX-License-Identifier: MIT
"""Diagnostics about files, before their content is parsed; docs/diagnostics/files.md lists them."""

from collections.abc import Iterable, Sequence
from unicodedata import combining, is_normalized

from letterpress.diagnostics import Diagnostic, Message, Severity, Span, suggestion
from letterpress.files import CONFIG_FILE, CONTENT_FOLDER


def _error(code: str, path: str, message: Message, hint: Message | None = None) -> Diagnostic:
    return Diagnostic(code=code, severity=Severity.ERROR, message=message, span=Span(path), hint=hint)


def _warning(code: str, path: str, message: Message, hint: Message | None = None) -> Diagnostic:
    return Diagnostic(code=code, severity=Severity.WARNING, message=message, span=Span(path), hint=hint)


def _note(code: str, path: str, message: Message, hint: Message | None = None) -> Diagnostic:
    return Diagnostic(code=code, severity=Severity.NOTE, message=message, span=Span(path), hint=hint)


def symlink_outside(path: str, target: str) -> Diagnostic:
    """A symbolic link that leads out of the project."""
    return _error(
        "symlink-outside",
        path,
        Message(
            ja=f"シンボリックリンクがプロジェクトの外を指しています：`{target}`",
            en=f"the symbolic link leads out of the project: `{target}`",
        ),
        Message(
            ja="リンク先のファイルをプロジェクトの中にコピーしてください",
            en="copy what it leads to into the project",
        ),
    )


def symlink_hidden(path: str, target: str) -> Diagnostic:
    """A symbolic link to a hidden file or folder, such as `.git`, or to the output folder."""
    return _error(
        "symlink-hidden",
        path,
        Message(
            ja=f"シンボリックリンクが隠しファイルか出力フォルダーを指しています：`{target}`",
            en=f"the symbolic link leads to something hidden or to the output: `{target}`",
        ),
        Message(
            ja="公開してよいファイルなら、リンクの代わりにコピーを置いてください",
            en="if it may be published, put a copy in the link's place",
        ),
    )


def symlink_loop(path: str, target: str) -> Diagnostic:
    """A symbolic link that leads back to itself, or to a folder that holds it."""
    return _error(
        "symlink-loop",
        path,
        Message(
            ja=f"シンボリックリンクが循環しています：`{target}`",
            en=f"the symbolic link leads back to itself: `{target}`",
        ),
        Message(ja="リンクを消してください", en="delete the link"),
    )


def symlink_dangling(path: str, target: str) -> Diagnostic:
    """A symbolic link without a target."""
    return _error(
        "symlink-dangling",
        path,
        Message(
            ja=f"シンボリックリンクの先に何もありません：`{target}`",
            en=f"the symbolic link leads to nothing: `{target}`",
        ),
        Message(
            ja="リンクを消すか、正しい場所を指すように直してください",
            en="delete the link, or point it at a file that is there",
        ),
    )


def special_file(path: str) -> Diagnostic:
    """A pipe, socket or device, which could block a reader for ever."""
    return _error(
        "special-file",
        path,
        Message(
            ja="ふつうのファイルではありません（パイプ、ソケット、デバイスは読み込めません）",
            en="this is not an ordinary file: pipes, sockets and devices are not read",
        ),
        Message(
            ja="`content/` と `themes/` の外に移してください", en="move it out of `content/` and `themes/`"
        ),
    )


def name_twice(path: str, names: Iterable[str]) -> Diagnostic:
    """Two names that are equal in NFC, and so one file on some systems.

    Args:
        path: In NFC.
        names: Both as the disk spells them.
    """
    first, second = sorted(map(spelled_out, names))
    return _error(
        "name-twice",
        path,
        Message(
            ja="同じ名前のファイルが2つあります。Unicode での組み立て方だけが違います："
            f"`{first}` と `{second}`（NFC では区別できません）",
            en="two files have this name: they differ only in how Unicode spells it,"
            f" `{first}` and `{second}` (equal after NFC)",
        ),
        Message(
            ja="どちらか一方の名前を変えるか、消してください",
            en="rename or delete one of the two",
        ),
    )


def spelled_out(name: str) -> str:
    """A name with an escape for each character that Unicode can spell in more than one way, or composes with others."""
    return "".join(
        [
            sign.encode("unicode_escape").decode("ascii")
            if combining(sign) or not is_normalized("NFD", sign) or not is_normalized("NFKC", sign)
            else sign
            for sign in name
        ]
    )


def name_unsafe(path: str) -> Diagnostic:
    """A name with characters that other systems or terminals cannot show."""
    return _error(
        "name-unsafe",
        path,
        Message(
            ja="ファイル名に使えない文字があります（制御文字、`\\`、UTF-8 として読めないバイト）",
            en="the file name contains a control character, `\\`, or bytes that are not UTF-8",
        ),
        Message(ja="ファイル名を変えてください", en="rename the file"),
    )


def unreadable(path: str, error: OSError) -> Diagnostic:
    """A file or folder that the system does not let us read."""
    reason = error.strerror or type(error).__name__
    return _error(
        "unreadable",
        path,
        Message(ja=f"読み込めません：{reason}", en=f"it cannot be read: {reason}"),
        Message(ja="アクセス権を確かめてください", en="check its permissions")
        if isinstance(error, PermissionError)
        else None,
    )


def file_changed(path: str) -> Diagnostic:
    """A file that changed after the scan."""
    return _error(
        "file-changed",
        path,
        Message(
            ja="ビルドの間にファイルが変更されました", en="the file changed while the site was being built"
        ),
        Message(ja="もう一度ビルドしてください", en="build again"),
    )


def source_too_large(path: str, size: int, limit: int) -> Diagnostic:
    """A source above the size limit, most likely with pasted data."""
    return _error(
        "source-too-large",
        path,
        Message(
            ja=f"原稿が大きすぎます：{size:,}バイト（上限は{limit:,}バイト）",
            en=f"the source is too large: {size:,} bytes, where {limit:,} are allowed",
        ),
        Message(
            ja="埋め込んだ画像やデータは、別のファイルにして原稿の横に置いてください",
            en="move embedded images and data into files of their own beside it",
        ),
    )


def content_missing(other: str) -> Diagnostic:
    """A project without a content folder; `other` is a folder whose name differs in case alone, if there is one."""
    return _error(
        "content-missing",
        CONTENT_FOLDER,
        Message(
            ja=f"`{CONTENT_FOLDER}/` というフォルダーがありません",
            en=f"there is no folder `{CONTENT_FOLDER}/`",
        ),
        Message(
            ja=f"`{other}/` の名前を `{CONTENT_FOLDER}/` に変えてください",
            en=f"rename `{other}/` to `{CONTENT_FOLDER}/`",
        )
        if other
        else Message(
            ja="原稿はこのフォルダーに置きます。ディスクの接続、git のサブモジュール、`--root` を確かめてください",
            en="sources live in it; check whether a disk is not mounted, a git submodule not fetched,"
            " or `--root` wrong",
        ),
    )


def hidden_left_out(paths: Sequence[str]) -> Diagnostic:
    """Hidden files in content/ or a theme, which are never published."""
    names = listed(paths, 5)
    return _note(
        "hidden-left-out",
        paths[0],
        Message(
            ja=f"名前が `.` で始まるので公開しません：{names.ja}",
            en=f"not published, because the name begins with a dot: {names.en}",
        ),
        Message(
            ja="公開するファイルなら、名前を変えてください。"
            "`content/static/` の `.well-known`、`.nojekyll`、`.htaccess` は公開します",
            en="rename it if it is meant for readers; in `content/static/`, `.well-known`, `.nojekyll` and `.htaccess`"
            " are published",
        ),
    )


def copies_left_out(paths: Sequence[str]) -> Diagnostic:
    """Copies that editors and merges leave, which may hold what is not public."""
    names = listed(paths, 5)
    return _note(
        "copies-left-out",
        paths[0],
        Message(
            ja=f"エディターなどが残した控えの名前なので公開しません：{names.ja}",
            en=f"not published, because editors and merges give such names to copies: {names.en}",
        ),
        Message(
            ja="公開するファイルなら、名前を変えてください。いらなければ消してください",
            en="rename it if it is meant for readers, or delete it",
        ),
    )


def conflict_left_out(path: str) -> Diagnostic:
    """A copy that a merge or a synchronization left of a file that was changed at two places."""
    return _warning(
        "conflict-left-out",
        path,
        Message(
            ja="同期やマージが残した、競合の控えです。公開しません",
            en="this is a copy that a merge or a synchronization left of a conflict; it is not published",
        ),
        Message(
            ja="もとのファイルと比べて、必要なところを移してから消してください",
            en="compare it with the file that it was made from, take over what you need, and delete it",
        ),
    )


def copy_left_out(path: str, original: str) -> Diagnostic:
    """A text whose name says that it is a copy of the one beside it."""
    return Diagnostic(
        code="copy-left-out",
        severity=Severity.WARNING,
        message=Message(
            ja=f"名前からみて `{original}` のコピーなので、公開しません",
            en=f"by its name this is a copy of `{original}`; it is not published",
        ),
        span=Span(path),
        hint=Message(
            ja="独立した原稿なら、名前を変えてください。いらなければ消してください",
            en="rename it if it is a text of its own, or delete it",
        ),
        related=(Span(original),),
    )


def listed(paths: Sequence[str], most: int) -> Message:
    """The first of some paths, and how many more there are."""
    names = [f"`{path}`" for path in paths[:most]]
    rest = len(paths) - len(names)
    return Message(
        ja="、".join(names) + (f" ほか{rest}件" if rest else ""),
        en=", ".join(names) + (f" and {rest} more" if rest else ""),
    )


def source_ending(path: str) -> Diagnostic:
    """A Markdown file with another ending than `.md`, which would be copied to the site as it is."""
    return _warning(
        "source-ending",
        path,
        Message(
            ja="ファイル名の末尾が `.md` ではないため、原稿として扱われません",
            en="this is not taken as a source, because its name does not end in `.md`",
        ),
        Message(ja="末尾を `.md` に変えてください", en="rename it to end in `.md`"),
    )


def source_misplaced(path: str) -> Diagnostic:
    """A file or folder in content/ without a role."""
    return _warning(
        "source-misplaced",
        path,
        Message(
            ja="ここでは使われません。原稿は `content/posts/`、`content/newsletter/`、`content/pages/` に置きます",
            en="this is not used: sources live in `content/posts/`, `content/newsletter/` and `content/pages/`",
        ),
        Message(
            ja="そのまま公開するファイルは `content/static/` に置いてください",
            en="files to publish as they are go into `content/static/`",
        ),
    )


def data_ending(path: str) -> Diagnostic:
    """A data file with an unknown ending, which templates cannot use."""
    return _warning(
        "data-ending",
        path,
        Message(
            ja="データとして読み込まれません。使えるのは `.yaml`、`.yml`、`.csv`、`.json` です",
            en="this is not read as data, which ends in `.yaml`, `.yml`, `.csv` or `.json`",
        ),
    )


def data_name_twice(path: str, other: str, name: str) -> Diagnostic:
    """Two data files with one name in templates."""
    return Diagnostic(
        code="data-name-twice",
        severity=Severity.ERROR,
        message=Message(
            ja=f"データの名前 `{name}` は `{other}` と同じです",
            en=f"the data name `{name}` is also that of `{other}`",
        ),
        span=Span(path),
        hint=Message(ja="どちらか一方の名前を変えてください", en="rename one of the two"),
        related=(Span(other),),
    )


def theme_missing(name: str, themes: tuple[str, ...]) -> Diagnostic:
    """A configured theme that does not exist."""
    names = [f"`{theme}`" for theme in themes]
    return _error(
        "theme-missing",
        CONFIG_FILE,
        Message(
            ja=f"テーマ `{name}` が見つかりません（使えるのは {'、'.join(names)} です）",
            en=f"there is no theme `{name}`; use one of {', '.join(names)}",
        ),
        suggestion(name, themes),
    )
