# SPDX-License-Identifier: MIT
"""URLs as writers give them: only schemes that cannot run anything, no path out of the site.

What counts as scheme, host and path follows RFC 3986; what browsers make of the rest follows the URL Standard.
"""

import re
from collections.abc import Callable
from ipaddress import IPv6Address
from unicodedata import normalize
from urllib.parse import quote

from letterpress.diagnostics import Message
from letterpress.yaml_reader.nodes import Mapping, Node, Scalar, Sequence
from letterpress.yaml_reader.reporter import Reporter
from letterpress.yaml_reader.values import shortened, wrong_type

WEB = ("http", "https")

DANGEROUS = frozenset({"javascript", "vbscript", "data", "file"})
"""Schemes that run code, carry a document or point into the writer's own machine."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_AUTHORITY = re.compile(r"https?://([^/?#]+)", re.IGNORECASE)
_NOT_IN_A_URL = re.compile(r"[\x00-\x20\x7f\\<>\"`{|}^]|[^\S\n]")
_EDGES = "".join(map(chr, range(0x21)))
_DROPPED = re.compile(r"[\t\n\r]")
"""What browsers drop in a URL (URL Standard, "basic URL parser"), besides what stands at its edges."""
_PICTURE = re.compile(r"data:image/(?:gif|png|jpeg|webp|avif)[;,]", re.IGNORECASE)
_URL_KEY = re.compile(
    r"(?:.*(?:[_-]|(?<=[a-z])(?=[A-Z])))?(?i:url|uri|href|link|src|source|action|target|image|picture|photo|avatar"
    r"|logo|icon|cover|banner|favicon|homepage|website|script|feed)s?\Z"
)
"""Names of settings that hold URLs."""
_CODE = re.compile(r"(?:javascript|vbscript):[!-~]|data:(?:text|application|image)/[a-z]", re.IGNORECASE)
"""A URL with code in it, and no title such as `JavaScript: a beginning`."""
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\Z")


def url_reader(*, schemes: tuple[str, ...], local: bool) -> Callable[[Reporter, str, Node], str | None]:
    """Make a reader of URLs.

    Args:
        schemes: The schemes that a URL may have.
        local: Whether a path of the site, a relative path, a query or a fragment will do too.
    """

    def read_url(reporter: Reporter, name: str, node: Node) -> str | None:
        if not isinstance(node, Scalar):
            wrong_type(reporter, name, node, Message("文字列", "text"))
            return None
        text = node.text.strip()
        problem = url_problem(text, schemes=schemes, local=local)
        if problem is not None:
            _report(reporter, name, node, problem)
            return None
        return text

    return read_url


def refuse_dangerous_urls(reporter: Reporter, name: str, node: Node | None, *, is_url: bool = False) -> None:
    """Report the URLs that run code among values of which only a theme knows what they mean.

    A value is a URL if its name or that of a value around it says so; any other only if it reads like code.

    Args:
        reporter: Collects the errors.
        name: What the writer calls the value.
        node: The value.
        is_url: Whether the name of a value around it says that it is a URL.
    """
    if isinstance(node, Mapping):
        for key, value in node.entries:
            says_so = is_url or _URL_KEY.match(key.text) is not None
            refuse_dangerous_urls(reporter, f"{name}.{key.text}", value, is_url=says_so)
    elif isinstance(node, Sequence):
        for item in node.items:
            refuse_dangerous_urls(reporter, name, item, is_url=is_url)
    elif isinstance(node, Scalar) and ":" in node.text:
        bare = _DROPPED.sub("", node.text.strip(_EDGES))
        scheme = _SCHEME.match(bare)
        if scheme is None or scheme[1].lower() not in DANGEROUS or _PICTURE.match(bare):
            return
        if is_url or _CODE.match(bare):
            problem = Message(
                f"`{scheme[1].lower()}:` で始まる URL はページで動くことがあります",
                f"a URL that begins with `{scheme[1].lower()}:` could run in readers' browsers",
            )
            _report(reporter, name, node, problem)


def url_problem(text: str, *, schemes: tuple[str, ...], local: bool) -> Message | None:
    """Return why a text is no URL of an allowed form, or None where it is one."""
    scheme = _SCHEME.match(text)
    if scheme is None:
        return _local_problem(text) if local else _scheme_wanted(schemes)
    if scheme[1].lower() not in schemes:
        return _scheme_wanted(schemes)
    if _NOT_IN_A_URL.search(text):
        return Message(
            "URL に使えない文字（空白など）があります", "a URL must not contain spaces and the like"
        )
    if scheme[1].lower() in WEB and ascii_host(text) is None:
        return Message("ホスト名を読めません", "its host name cannot be read")
    return None


def ascii_host(url: str) -> str | None:
    """Return the host of a web URL with its port, in lower-case ASCII (IDNA); None where it has no usable one."""
    match = _AUTHORITY.match(url)
    if match is None or "@" in match[1] or "%" in match[1]:
        return None
    host, port = _split_port(match[1])
    if port and not (port.isascii() and port.isdigit() and 0 < int(port[:6]) < 65536):
        return None
    ascii_name = _ascii_name(host)
    return None if ascii_name is None else ascii_name + (f":{port}" if port else "")


def normal_url(url: str) -> str:
    """Normalize a checked web URL: lower-case scheme and ASCII host, percent-encoded, no slash at the end."""
    scheme, _, rest = url.partition("://")
    _, slash, path = rest.partition("/")
    encoded = quote(normalize("NFC", slash + path), safe="%/!$&'()*+,;=:@~-._")
    return f"{scheme.lower()}://{ascii_host(url)}{encoded.rstrip('/')}"


def _split_port(authority: str) -> tuple[str, str]:
    if authority.startswith("["):
        host, bracket, rest = authority.partition("]")
        return host + bracket, rest.removeprefix(":")
    host, _, port = authority.partition(":")
    return host, port


def _ascii_name(host: str) -> str | None:
    if host.startswith("[") and host.endswith("]"):
        return _ipv6(host)
    try:
        name = host.encode("idna").decode("ascii").lower() if not host.isascii() else host.lower()
    except UnicodeError:
        return None
    labels = name.removesuffix(".").split(".")
    return name if len(name) <= 253 and all(_LABEL.match(label) for label in labels) else None


def _ipv6(host: str) -> str | None:
    try:
        return f"[{IPv6Address(host[1:-1])}]"
    except ValueError:
        return None


def _local_problem(text: str) -> Message | None:
    if text.startswith("//"):
        return Message("`https:` から書きます", "write it with `https:`")
    if "\\" in text:
        return Message("区切りには `\\` ではなく `/` を使います", "use `/` instead of `\\`")
    if any(character < " " or character == "\x7f" for character in text):
        return Message("制御文字が入っています", "it contains a control character")
    return None


def _scheme_wanted(schemes: tuple[str, ...]) -> Message:
    listed = " / ".join(f"`{scheme}:`" for scheme in schemes)
    return Message(f"{listed} で始まる URL を書きます", f"it must begin with {listed}")


def _report(reporter: Reporter, name: str, node: Scalar, problem: Message) -> None:
    shown = shortened(node.text, 60)
    message = Message(f"`{name}` に `{shown}` は使えません", f"`{shown}` cannot be used as `{name}`")
    reporter.error("url-invalid", node.span, message, problem)
