# SPDX-License-Identifier: MIT
"""Bare URLs, which stand in a text without marks around them: where each ends, and whether it may have been cut.

A URL ends where Japanese text, a symbol or a punctuation mark of any other script begins, and before the punctuation
that closes a sentence or a bracket. Letters of other scripts are part of it, since their words are set apart by
spaces, and so is a Japanese host name.
"""

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from letterpress.parse.language.japanese import JAPANESE

_TRAILING = "?!.,:*_~'\""
_entity = re.compile(r"&[A-Za-z0-9]{1,32};")
_ascii_host = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")
_ENDINGS = r"(?:[A-Za-z]{2}|com|net|org|info|biz|edu|gov|app|dev|shop|blog|site|online|tokyo)"
"""The top-level domains behind which a host name ends, even if a Japanese letter follows at once."""
_OPEN = frozenset("/=?&#%+~@-_")
"""What hardly ends a URL, or only as the end of a folder's name."""
_INSIDE = frozenset("–‐·")
"""Marks that stand between the letters of a name, and close nothing there."""
_NUMBERS = "\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2bff"
"""Digits in circles and the like, which are no letters of a URL."""
_THAI_ABBREVIATION = "\u0e2f"
_JOINERS = frozenset("\u200c\u200d")

_LETTERS = "々〆〇ぁ-ゖァ-ヺーｦ-ﾟ㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff"
"""Letters of Japanese, without full-width forms of Latin."""
_KANA_DOMAINS = (
    "みんな|コム|ネット|クラウド|グーグル|ストア|セール|ファッション|ポイント|アマゾン|世界|テスト"
)


class BareUrl(NamedTuple):
    """The end of a bare URL."""

    end: int
    """The offset behind it."""
    is_cut: bool
    """Whether the Japanese text behind it reads as if it belonged to the URL."""


@cache
def _rest() -> re.Pattern[str]:
    """Return the pattern of a URL's characters, compiled late, because few texts have a bare URL."""
    letters = rf"[^\W{JAPANESE}{_NUMBERS}{_THAI_ABBREVIATION}]"
    return re.compile(rf"[!#$%&'()*+,./:;=?@~-]*+(?:{letters}++[!#$%&'()*+,./:;=?@~-]*+)*+")


@cache
def _finished() -> re.Pattern[str]:
    """Return the pattern of the end of a host name that is whole."""
    return re.compile(rf"\.{_ENDINGS}\.?\Z", re.IGNORECASE)


@cache
def _wide_host() -> re.Pattern[str]:
    """Return the pattern of a host name with Japanese letters; the last part is short, or a known one."""
    return re.compile(
        rf"(?:[^\W_][\w-]*+\.(?!{_ENDINGS}[{_LETTERS}]))*"
        rf"[^\W_][\w-]*+\.(?:[A-Za-z]{{2,24}}(?![A-Za-z0-9-])|(?:{_KANA_DOMAINS})"
        rf"|[{_LETTERS}]{{1,8}}(?=[/:?#\s]|\Z))"
    )


@cache
def _continued() -> re.Pattern[str]:
    """Return the pattern of Japanese letters that an address goes on behind, such as a folder's name or a file's."""
    return re.compile(
        rf"[{_LETTERS}・]++(?:/(?=[A-Za-z0-9%\s]|\Z)|\.[a-z]{{2,5}}(?![A-Za-z0-9])|[?#=&_%][A-Za-z0-9%])"
    )


@cache
def _sentence() -> re.Pattern[str]:
    """Return the pattern of words with which a sentence goes on behind a URL."""
    return re.compile(
        "[をはがにでとのへもやかだな]|から|まで|より|って|さん|ください|くださ|いただ|ご[覧ら参利確]|こちら|または|および"
        "|これ|この|それ|その|あり|ある|参照|参考|等|内[のにで]|及び|又は|経由|宛"
    )


def bare_url(text: str, start: int, limit: int) -> BareUrl | None:
    """Find the end of a bare URL.

    Args:
        text: What it stands in.
        start: The offset of its host: behind `https://`, or at a `www.` that has no scheme.
        limit: The offset at which the text counts as ended.

    Returns:
        Its end, and whether it may be cut; None where no host stands there.
    """
    if start >= limit or not text[start].isalnum():
        return None
    stop = _host_with_japanese(text, start, limit)
    if stop is None:
        stop = _longest(text, start, limit)
    elif stop < limit and text[stop] in "/?#:":
        stop = _longest(text, stop, limit)
    end = start + _without_punctuation(text[start:stop])
    return BareUrl(end, _is_cut(text, start, end, stop, limit)) if end > start else None


def _host_with_japanese(text: str, start: int, limit: int) -> int | None:
    """Return the offset behind a host name with Japanese letters in it, or None where there is no such one."""
    ascii_part = _ascii_host.match(text, start, limit)
    end = ascii_part.end() if ascii_part else start
    if text.startswith(".", end):
        end += 1
    if end >= limit or text[end].isascii() or not _is_letter(text[end]):
        return None
    if _finished().search(text, start, end):
        return None
    wide = _wide_host().match(text, start, limit)
    return wide.end() if wide else None


def _longest(text: str, start: int, limit: int) -> int:
    """Return the offset of the first character that is in no URL."""
    rest = _rest()
    while True:
        found = rest.match(text, start, limit)
        stop = found.end() if found else start
        if stop >= limit or not _goes_on(text, stop, limit):
            return stop
        start = stop + 1


def _goes_on(text: str, at: int, limit: int) -> bool:
    """Return whether a character that is neither ASCII nor a letter belongs to the word around it."""
    character = text[at]
    if character.isascii():
        return False
    if character in _INSIDE or character in _JOINERS:
        behind = text[at + 1] if at + 1 < limit else " "
        return text[at - 1].isalnum() and behind.isalnum() and not _is_letter(behind)
    if "\ufe00" <= character <= "\ufe0f" or "\u3000" <= character <= "\u30ff":
        return False
    return unicodedata.category(character) in ("Mn", "Mc") and text[at - 1] != "/"


def _is_letter(character: str) -> bool:
    """Return whether this is a letter of Japanese."""
    return _japanese_letter().match(character) is not None


@cache
def _japanese_letter() -> re.Pattern[str]:
    return re.compile(f"[{_LETTERS}]")


def _without_punctuation(url: str) -> int:
    """Return the length of a URL without the punctuation at its end, by GitHub's rules."""
    end = len(url)
    unopened = url.count(")") - url.count("(")
    while end:
        last = url[end - 1]
        if last == ";":
            start = url.rfind("&", 0, end)
            end = start if start >= 0 and _entity.fullmatch(url, start, end) else end - 1
        elif last == ")" and unopened > 0:
            unopened -= 1
            end -= 1
        elif last in _TRAILING:
            end -= 1
        else:
            break
    return end


def _is_cut(text: str, start: int, end: int, stop: int, limit: int) -> bool:
    """Return whether the Japanese text at `stop` is more likely a part of the URL than the sentence going on."""
    if stop >= limit or not _is_letter(text[stop]) or (end < stop and text[stop - 1] != "?"):
        return False
    last = text[stop - 1]
    has_path = last == "?" or "/" in text[start:end]
    if has_path and _continued().match(text, stop, limit):
        return True
    if last == "=":
        return True
    if not has_path or _sentence().match(text, stop, limit):
        return False
    return last in _OPEN or not "ぁ" <= text[stop] <= "ゖ"


_DOMAINS = (
    "com|net|org|info|biz|edu|gov|io|dev|app|co|jp|me|tv|us|uk|de|fr|eu|nl|es|ca|au|nz|cn|kr|tw|hk|sg|in|br|ch|at|be|se"
    "|asia|shop|store|blog|site|online|tokyo|page|xyz|news|tech|みんな|コム"
)
_host = re.compile(
    r"(?:/|https?[:;：；]?//?)?"
    rf"((?:www\.[\w-]+(?:\.[\w-]+)*|[\w-]+(?:\.[\w-]+)*\.(?:{_DOMAINS}))(?::[0-9]+)?(?:[/?#].*)?)",
    re.IGNORECASE,
)
_mail = re.compile(rf"[\w.+-]{{1,64}}@[\w-]+(?:\.[\w-]+)*\.(?:{_DOMAINS})", re.IGNORECASE)


def meant_url(target: str) -> str | None:
    """Return the URL that a target without a scheme means, or with a misspelt one; None for any other.

    It begins like the name of a host, which ends in a domain that is common enough or begins with `www.`; or it is a
    mail address.
    """
    if _mail.fullmatch(target):
        return f"mailto:{target}"
    found = _host.fullmatch(target)
    return f"https://{found[1]}" if found else None
