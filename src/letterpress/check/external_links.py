# SPDX-License-Identifier: MIT
"""Links to other sites: what their hosts answer, asked politely, and remembered for a week."""

import http.client
import socket
import ssl
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import closing
from datetime import datetime, timedelta
from ipaddress import ip_address
from time import sleep
from typing import Literal
from urllib.parse import urljoin, urlsplit

import msgspec

from letterpress import __version__
from letterpress.diagnostics import Diagnostic, Message, Severity, Span

FRESH = timedelta(days=7)
"""How long an answer is good for."""
_TIMEOUT_SECONDS = 15
_PAUSE_SECONDS = 0.5
"""Between two questions to one host."""
_HOSTS_AT_ONCE = 8
_MOST_REDIRECTS = 5
_GONE = frozenset((404, 410))
_MOVED = frozenset((301, 308))
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_ASK_AGAIN = frozenset((400, 403, 405, 406, 501))
"""What hosts answer that do not like the question without a body; they are asked for the page."""

_FIRST_FAILURE = 400

Verdict = Literal["fine", "moved", "gone", "unsure"]


class _UnaskedError(ValueError):
    """An address was not asked; the text says why."""


class ExternalLink(msgspec.Struct, frozen=True, kw_only=True):
    """A link to another site."""

    url: str
    """Without its fragment."""
    places: tuple[Span, ...]


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a host answered."""

    verdict: Verdict
    detail: str = ""
    """The new address of what has moved; else why it is gone or unsure, as `404` or `timed out`."""
    asked: datetime


Ask = Callable[[str], tuple[Verdict, str]]


def ask_host(url: str, *, may_be_private: bool = False) -> tuple[Verdict, str]:
    """Ask the host of a URL whether it is there.

    It is asked without a body first, and follows at most five redirects; one that is for good is told.

    Args:
        url: With the scheme `http` or `https`.
        may_be_private: Whether to ask machines of a private network, which a stranger's text must not reach.
    """
    try:
        status, moved = _last_status(url, may_be_private=may_be_private)
    except (OSError, http.client.HTTPException, ValueError) as error:
        return "unsure", _reason(error)
    if status in _GONE:
        return "gone", str(status)
    if status >= _FIRST_FAILURE:
        return "unsure", str(status)
    return ("moved", moved) if moved else ("fine", "")


def ask_all(
    urls: Iterable[str],
    known: Mapping[str, Answer],
    *,
    now: datetime,
    ask: Ask = ask_host,
    pause: float = _PAUSE_SECONDS,
) -> Iterator[tuple[str, Answer]]:
    """Yield an answer for each URL, those that are still good first and every other as it comes.

    Hosts are asked several at once, each host one thing at a time.

    Args:
        urls: What to ask for.
        known: Earlier answers.
        now: The moment of the questions.
        ask: Asks one.
        pause: Seconds between two questions to one host.
    """
    hosts: dict[str, list[str]] = {}
    for url in dict.fromkeys(urls):
        answer = known.get(url)
        if answer is not None and answer.verdict != "unsure" and now - answer.asked < FRESH:
            yield url, answer
        else:
            hosts.setdefault(urlsplit(url).hostname or "", []).append(url)
    with ThreadPoolExecutor(_HOSTS_AT_ONCE) as pool:

        def one_host(mine: Sequence[str], at: int) -> tuple[str, tuple[Verdict, str], Sequence[str], int]:
            if at:
                sleep(pause)
            return mine[at], ask(mine[at]), mine, at + 1

        waiting = {pool.submit(one_host, mine, 0) for mine in hosts.values()}
        try:
            while waiting:
                done = next(as_completed(waiting))
                waiting.discard(done)
                url, (verdict, detail), mine, at = done.result()
                if at < len(mine):
                    waiting.add(pool.submit(one_host, mine, at))
                yield url, Answer(verdict=verdict, detail=detail, asked=now)
        finally:
            pool.shutdown(cancel_futures=True)


def diagnostics_of(links: Iterable[ExternalLink], answers: Mapping[str, Answer]) -> Iterator[Diagnostic]:
    """Yield what is to be said of links: a warning for what is gone, a note for what has moved or gave no answer."""
    for link in links:
        answer = answers.get(link.url)
        if answer is not None and answer.verdict != "fine":
            yield _diagnostic(link, answer)


def _diagnostic(link: ExternalLink, answer: Answer) -> Diagnostic:
    url, detail = link.url, answer.detail
    first, *others = link.places
    if answer.verdict == "gone":
        return Diagnostic(
            code="external-link-gone",
            severity=Severity.WARNING,
            message=Message(f"`{url}` はもうありません（{detail}）", f"`{url}` is gone ({detail})"),
            span=first,
            hint=Message(
                "新しいアドレスに直すか、リンクを外してください",
                "link to where it is now, or take the link away",
            ),
            related=tuple(others),
        )
    if answer.verdict == "moved":
        return Diagnostic(
            code="external-link-moved",
            severity=Severity.NOTE,
            message=Message(f"`{url}` は `{detail}` に移りました", f"`{url}` has moved to `{detail}`"),
            span=first,
            related=tuple(others),
        )
    return Diagnostic(
        code="external-link-unsure",
        severity=Severity.NOTE,
        message=Message(
            f"`{url}` を確かめられません（{detail}）", f"`{url}` could not be checked ({detail})"
        ),
        span=first,
        related=tuple(others),
    )


def _last_status(url: str, *, may_be_private: bool) -> tuple[int, str]:
    """The status at the end of the redirects, and the address that the URL has moved to for good."""
    moved, at = "", url
    for _ in range(_MOST_REDIRECTS + 1):
        if urlsplit(at).scheme not in {"http", "https"}:
            raise _UnaskedError("redirect")
        if not may_be_private and not _is_public(at):
            raise _UnaskedError("private address")
        status, location = _status(at)
        if status not in _REDIRECTS or not location:
            return status, moved
        is_moving = status in _MOVED and moved in {"", at} and (moved or at == url)
        at = urljoin(at, location)
        moved = at if is_moving else moved
    raise _UnaskedError("too many redirects")


def _status(url: str) -> tuple[int, str]:
    """The status of an answer, and where it redirects to."""
    status, location = _question("HEAD", url)
    return _question("GET", url) if status in _ASK_AGAIN else (status, location)


def _question(method: str, url: str) -> tuple[int, str]:
    parts = urlsplit(url)
    host = parts.hostname
    if not host:
        raise _UnaskedError("no host")
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    with closing(kind(host, parts.port, timeout=_TIMEOUT_SECONDS)) as connection:
        connection.request(
            method,
            path,
            headers={"User-Agent": f"letterpress/{__version__} (link check)", "Accept": "*/*"},
        )
        answer = connection.getresponse()
        return answer.status, answer.headers.get("Location") or ""


def _is_public(url: str) -> bool:
    """Whether every address of the host is one of the public network."""
    host = urlsplit(url).hostname or ""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return all(ip_address(str(address[4][0]).partition("%")[0]).is_global for address in found)


def _reason(error: Exception) -> str:
    if isinstance(error, _UnaskedError):
        return str(error)
    if isinstance(error, TimeoutError):
        return "timed out"
    if isinstance(error, socket.gaierror):
        return "unknown host"
    if isinstance(error, ssl.SSLError):
        return "certificate"
    if isinstance(error, ConnectionError):
        return "connection refused" if isinstance(error, ConnectionRefusedError) else "connection lost"
    return type(error).__name__
