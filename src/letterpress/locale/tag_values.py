# SPDX-License-Identifier: MIT
"""Language tags as values of a file, and what a text that is none was probably meant to be."""

from letterpress.diagnostics import Message, did_you_mean
from letterpress.locale.tags import COUNTRIES, canonical_tag
from letterpress.normalization import match_key
from letterpress.yaml_reader.field_specs import ValueKind
from letterpress.yaml_reader.nodes import Node
from letterpress.yaml_reader.reporter import Reporter
from letterpress.yaml_reader.values import read_text, shortened

_NAMES = {
    "japanese": "ja", "english": "en", "arabic": "ar", "chinese": "zh", "dutch": "nl", "french": "fr", "german": "de",
    "hebrew": "he", "italian": "it", "korean": "ko", "persian": "fa", "portuguese": "pt", "russian": "ru",
    "spanish": "es", "日本語": "ja", "英語": "en", "アラビア語": "ar", "中国語": "zh", "フランス語": "fr",
    "ドイツ語": "de", "イタリア語": "it", "韓国語": "ko", "ポルトガル語": "pt", "スペイン語": "es",
    "français": "fr", "deutsch": "de", "español": "es", "português": "pt", "italiano": "it", "العربية": "ar",
    "中文": "zh", "한국어": "ko",
}  # fmt: skip
"""Names of languages, as `match_key` gives them."""
_UNDERSTOOD = frozenset(("日本語", "英語"))
"""The names that are as good as a tag: of the languages that letterpress itself speaks, in the writer's own."""


def intended_tag(text: str) -> str | None:
    """The tag that a text which is none was probably meant to be."""
    word = match_key(text).replace("_", "-")
    return _NAMES.get(word) or COUNTRIES.get(word) or canonical_tag(word)


def read_language(reporter: Reporter, name: str, node: Node) -> str | None:
    """A language tag in its usual spelling; None, and a diagnostic, where the text is none."""
    text = read_text(reporter, name, node)
    if text is None:
        return None
    word = match_key(text)
    tag = _NAMES[word] if word in _UNDERSTOOD else canonical_tag(word)
    if tag is not None:
        return tag
    intended = intended_tag(text)
    hint = (
        did_you_mean(intended)
        if intended
        else Message("`ja`、`fr`、`pt-BR` のように書きます", "write it like `ja`, `fr` or `pt-BR`")
    )
    message = Message(
        f"`{shortened(text)}` は言語タグではありません", f"`{shortened(text)}` is not a language tag"
    )
    reporter.error("language-tag", node.span, message, hint)
    return None


LANGUAGE: ValueKind[Reporter] = ValueKind(read_language, {"type": "string", "examples": ["ja", "en", "fr"]})
