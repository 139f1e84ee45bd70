# SPDX-License-Identifier: MIT
"""The words that pages are made with, by language: those of letterpress itself, and over them those of a theme.

A word is looked for in the language of the page and in the broader ones (`pt-BR`, `pt`), then in the site's, then in
English.
"""

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from types import MappingProxyType

import msgspec

from letterpress.diagnostics import Diagnostic, Message, Severity, Span, did_you_mean
from letterpress.encoding import decode_text
from letterpress.locale.tag_values import intended_tag
from letterpress.locale.tags import broader_tags, canonical_tag
from letterpress.yaml_reader import read_yaml
from letterpress.yaml_reader.nodes import Node, Scalar, Sequence
from letterpress.yaml_reader.reporter import Reporter
from letterpress.yaml_reader.values import wrong_type

Word = str | Mapping[str, str]
"""A text, or one for each plural form (`one`, `other` ...); `{name}` in it stands for a value."""

PLURAL_FORMS = ("zero", "one", "two", "few", "many", "other")
FALLBACK = "en"

BUILT_IN: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "ja": {
            "archive": "記事一覧",
            "callout_caution": "警告",
            "callout_important": "重要",
            "callout_note": "補足",
            "callout_tip": "ヒント",
            "callout_warning": "注意",
            "email_read_on": "続きを読む",
            "email_unsubscribe": "配信をやめる",
            "email_view": "ブラウザーで読む",
            "footnote_back": "本文へ戻る",
            "footnotes": "脚注",
            "issue_joiner": "・",
            "issue_number": "通巻{n}号",
            "newsletter": "ニュースレター",
            "tags": "タグ",
        },
        "en": {
            "archive": "Archive",
            "callout_caution": "Caution",
            "callout_important": "Important",
            "callout_note": "Note",
            "callout_tip": "Tip",
            "callout_warning": "Warning",
            "email_read_on": "Read on",
            "email_unsubscribe": "Unsubscribe",
            "email_view": "Read in your browser",
            "footnote_back": "Back to the text",
            "footnotes": "Footnotes",
            "issue_joiner": "–",
            "issue_number": "No. {n}",
            "newsletter": "Newsletter",
            "tags": "Tags",
        },
        "fr": {
            "archive": "Archives",
            "callout_caution": "Attention",
            "callout_important": "Important",
            "callout_note": "Remarque",
            "callout_tip": "Conseil",
            "callout_warning": "Avertissement",
            "email_read_on": "Lire la suite",
            "email_unsubscribe": "Se désabonner",
            "email_view": "Lire dans le navigateur",
            "footnote_back": "Retour au texte",
            "footnotes": "Notes",
            "issue_joiner": "–",
            "issue_number": "N° {n}",
            "newsletter": "Lettre d’information",
            "tags": "Mots-clés",
        },
        "ar": {
            "archive": "الأرشيف",
            "callout_caution": "تحذير",
            "callout_important": "مهم",
            "callout_note": "ملاحظة",
            "callout_tip": "نصيحة",
            "callout_warning": "تنبيه",
            "email_read_on": "اقرأ المزيد",
            "email_unsubscribe": "إلغاء الاشتراك",
            "email_view": "اقرأ في المتصفح",
            "footnote_back": "العودة إلى النص",
            "footnotes": "الحواشي",
            "issue_joiner": "–",
            "issue_number": "العدد {n}",
            "newsletter": "النشرة البريدية",
            "tags": "الوسوم",
        },
    }
)
"""The words that letterpress itself puts on pages, in whatever theme."""

_NOT_ON_EVERY_SITE = frozenset(
    key for key in BUILT_IN["en"] if key.startswith(("callout_", "footnote", "email_"))
)


class WordFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file of words: `i18n/fr.yaml` of a theme."""

    path: str
    data: bytes


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """The words of a theme over those of letterpress itself."""

    by_language: Mapping[str, Mapping[str, Word]]

    def text(self, key: str, tag: str) -> str:
        """A word without plural forms, in a language or the next best.

        Raises:
            KeyError: There is no such word.
        """
        for each in languages_tried(tag):
            word = self.by_language.get(each, {}).get(key)
            if isinstance(word, str):
                return word
        raise KeyError(key)

    def missing(self, tag: str) -> tuple[str, ...]:
        """The words of pages that English has and this language has not, nor a broader one, sorted."""
        found = {key for each in broader_tags(tag) for key in self.by_language.get(each, ())}
        return tuple(sorted(self.by_language.get(FALLBACK, {}).keys() - found - _NOT_ON_EVERY_SITE))


BUILT_IN_WORDS = Words(by_language=BUILT_IN)


class BodyWords(msgspec.Struct, frozen=True, kw_only=True):
    """The words that letterpress puts into bodies; see `BUILT_IN`."""

    callout_caution: str
    callout_important: str
    callout_note: str
    callout_tip: str
    callout_warning: str
    footnote_back: str
    footnotes: str
    issue_number: str

    def callout(self, kind: str) -> str:
        """The title of a callout that brings none; `kind` is `note`, `tip`, `important`, `warning` or `caution`."""
        title: str = getattr(self, f"callout_{kind}")
        return title


def body_words(language: str) -> BodyWords:
    """The words for the bodies of a site in this language."""
    return BodyWords(**{key: BUILT_IN_WORDS.text(key, language) for key in BodyWords.__struct_fields__})


def languages_tried(*tags: str) -> tuple[str, ...]:
    """The languages in which a word is looked for, in this order, if it should be in the first of some languages."""
    return tuple(dict.fromkeys([*(each for tag in tags for each in broader_tags(tag)), FALLBACK]))


def language_of_file(path: str) -> str | None:
    """The language that a file of words is named by; None where its name is no language tag."""
    return canonical_tag(PurePosixPath(path).stem)


def read_words(files: Iterable[WordFile]) -> tuple[Words, tuple[Diagnostic, ...]]:
    """The words of a theme.

    Args:
        files: A later one wins over an earlier one of the same language, word by word.

    Returns:
        The words, those of letterpress itself among them, and what is wrong with the files.
    """
    found: dict[str, dict[str, Word]] = {tag: {**words} for tag, words in BUILT_IN.items()}
    diagnostics: list[Diagnostic] = []
    for file in files:
        tag = language_of_file(file.path)
        if tag is None:
            diagnostics.append(_no_language(file.path))
            continue
        words, problems = _words_in(file)
        found.setdefault(tag, {}).update(words)
        diagnostics += problems
    return Words(by_language=found), tuple(diagnostics)


def _words_in(file: WordFile) -> tuple[dict[str, Word], tuple[Diagnostic, ...]]:
    text, diagnostics = decode_text(file.data, file.path)
    if text is None:
        return {}, diagnostics
    mapping, problems = read_yaml(text, file.path)
    diagnostics += problems
    if mapping is None:
        return {}, diagnostics
    reporter = Reporter(mapping.source)
    words: dict[str, Word] = {}
    for key, node in mapping.entries:
        if isinstance(node, Scalar) and node.is_absent:
            continue  # not translated yet
        word = _word(node)
        if word is None:
            wrong_type(reporter, key.text, node, _WANTED)
        else:
            words[key.text] = word
    return words, diagnostics + reporter.diagnostics


def _word(node: Node) -> Word | None:
    """A text, a singular and a plural, or a mapping of plural forms; None where it is none of these."""
    if isinstance(node, Scalar):
        return node.text or None
    if isinstance(node, Sequence):
        forms = [(form, item) for form, item in zip(("one", "other"), node.items, strict=False)]
        is_whole = len(node.items) == 2
    else:
        forms = [(key.text, item) for key, item in node.entries]
        is_whole = {"other"} <= {form for form, _ in forms} <= set(PLURAL_FORMS)
    texts = {form: item.text for form, item in forms if isinstance(item, Scalar)}
    return texts if is_whole and len(texts) == len(forms) else None


_WANTED = Message(
    "言葉、または `[単数, 複数]`、`{one: …, other: …}` の形",
    "a word, `[singular, plural]` or `{one: …, other: …}`",
)


def _no_language(path: str) -> Diagnostic:
    name = PurePosixPath(path).stem
    intended = intended_tag(name)
    return Diagnostic(
        code="language-tag",
        severity=Severity.ERROR,
        message=Message(f"`{name}` は言語タグではありません", f"`{name}` is not a language tag"),
        span=Span(path),
        hint=did_you_mean(f"{intended}.yaml") if intended else None,
    )
