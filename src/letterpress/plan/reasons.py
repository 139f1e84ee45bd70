# SPDX-License-Identifier: MIT
"""Why an output is made again, as a value and in words."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

import msgspec

from letterpress.diagnostics import Message


class Reason(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """Why an output is made again: which input differs, and how."""

    change: Literal["new", "changed", "added", "gone", "file"]
    """`new`: there was no such output; `file`: the file in the output folder is missing or was changed by hand."""
    name: str = ""
    """The input's name, such as `card of posts/hello`, `template:post.html` or `configuration`."""

    @property
    def message(self) -> Message:
        """The reason in words."""
        ja, en = _CHANGES[self.change]
        return Message(ja.format(_japanese(self.name)), en.format(self.name))


_CHANGES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "new": ("新しい出力", "new output"),
        "changed": ("{}が変わりました", "{} changed"),
        "added": ("{}が加わりました", "{} was added"),
        "gone": ("{}がなくなりました", "{} is gone"),
        "file": ("出力のファイルがないか、変えられていました", "its file was missing or changed"),
    }
)

_JAPANESE: tuple[tuple[str, str], ...] = (
    ("card of ", "{}の見出し情報"),
    ("body of ", "{}の本文"),
    ("links of ", "{}のリンク先"),
    ("image of ", "{}の画像"),
    ("address of ", "{}の URL"),
    ("title of ", "{}の名前"),
    ("author ", "著者 {}"),
    ("series ", "連載 {}"),
    ("template:", "テンプレート {}"),
    ("data:", "データ {}"),
)
_JAPANESE_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "letterpress": "letterpress のバージョン",
        "configuration": "設定",
        "navigation": "サイト全体の表示",
        "neighbouring pages": "前後のページ",
        "order": "並び順",
        "terms": "項目の一覧",
        "authors": "著者の一覧",
        "months": "月の一覧",
        "items": "載せる記事",
        "feed": "フィードの名前",
        "addresses": "URL の一覧",
    }
)


def _japanese(name: str) -> str:
    for prefix, words in _JAPANESE:
        if name.startswith(prefix):
            return words.format(name.removeprefix(prefix))
    return _JAPANESE_WORDS.get(name, name)
