# SPDX-License-Identifier: MIT
"""Why an output is made again, as a value and in words."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

import msgspec

from letterpress.diagnostics import Language, Message
from letterpress.plan.inputs import InputKey, InputKind


class Reason(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """Why an output is made again: which input differs, and how."""

    change: Literal["new", "changed", "added", "gone", "file"]
    """`new`: there was no such output; `file`: the file in the output folder is missing or was changed by hand."""
    key: InputKey | None = None
    """The input; None for `new` and `file`."""

    @property
    def message(self) -> Message:
        """The reason in words."""
        change = _CHANGES[self.change]
        if self.key is None:
            return change
        words = _INPUTS[self.key.kind]
        subject = self.key.subject
        return Message(change.ja.format(words.ja.format(subject)), change.en.format(words.en.format(subject)))


_CHANGES: Mapping[str, Message] = MappingProxyType(
    {
        "new": Message("新しい出力", "new output"),
        "changed": Message("{}が変わりました", "{} changed"),
        "added": Message("{}が加わりました", "{} was added"),
        "gone": Message("{}がなくなりました", "{} is gone"),
        "file": Message("出力のファイルがないか、変えられていました", "its file was missing or changed"),
    }
)

_INPUTS: Mapping[InputKind, Message] = MappingProxyType(
    {
        InputKind.CARD: Message("{}の見出し情報", "card of {}"),
        InputKind.BODY: Message("{}の本文", "body of {}"),
        InputKind.LINKS: Message("{}のリンク先", "links of {}"),
        InputKind.IMAGE: Message("{}の画像", "image of {}"),
        InputKind.ADDRESS: Message("{}の URL", "address of {}"),
        InputKind.TITLE: Message("{}の名前", "title of {}"),
        InputKind.AUTHOR: Message("著者 {}", "author {}"),
        InputKind.SERIES: Message("連載 {}", "series {}"),
        InputKind.NEIGHBOURING_PAGES: Message("前後のページ", "neighbouring pages"),
        InputKind.TERMS: Message("項目の一覧", "terms"),
        InputKind.AUTHORS: Message("著者の一覧", "authors"),
        InputKind.MONTHS: Message("月の一覧", "months"),
        InputKind.ITEMS: Message("載せる記事", "items"),
        InputKind.FEED: Message("フィードの名前", "feed"),
        InputKind.ADDRESSES: Message("URL の一覧", "addresses"),
        InputKind.FILE: Message("{}", "{}"),
        InputKind.PART_OF: Message("{} の一部", "part of {}"),
        InputKind.INTERRUPTED: Message("途中で止まったビルド", "interrupted build"),
        InputKind.VALUE: Message("{}", "{}"),
        InputKind.ORDER: Message("並び順", "order"),
        InputKind.ENGINE: Message("letterpress のバージョン", "letterpress"),
        InputKind.CONFIGURATION: Message("設定", "configuration"),
        InputKind.NAVIGATION: Message("サイト全体の表示", "navigation"),
        InputKind.TEMPLATE: Message("テンプレート {}", "template:{}"),
        InputKind.PLUGIN: Message("プラグイン {}", "plugin {}"),
        InputKind.DATA: Message("データ {}", "data:{}"),
        InputKind.ASSET: Message("テーマのファイル {}", "theme file {}"),
        InputKind.WORDS: Message("言葉 {}", "words:{}"),
        InputKind.CLDR: Message("言語のデータ（Babel）", "data of languages (Babel)"),
    }
)


def reasons_in_words(
    reasons: Mapping[str, tuple[Reason, ...]], language: Language
) -> dict[str, tuple[str, ...]]:
    """The reasons for which outputs were made, as people read them."""
    different = {each for found in reasons.values() for each in found}
    words = {each: each.message.text(language) for each in different}
    return {path: tuple([words[each] for each in found]) for path, found in reasons.items()}
