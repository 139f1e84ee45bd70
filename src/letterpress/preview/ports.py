# SPDX-License-Identifier: MIT
"""Listen on a port, and the URL of the preview there."""

import errno
import os
import socket

from letterpress.diagnostics import ConfigError, Diagnostic, Message, Severity, Span

FURTHER_PORTS = 20
"""How many ports after the requested one are tried."""


def listen(host: str, port: int) -> socket.socket:
    """Listen on the first free port from `port` on, or on any free one if it is 0.

    Raises:
        ConfigError: The host is unknown, no port is free, or the port is not allowed.
    """
    family, address = _resolve(host)
    last = port + FURTHER_PORTS if port else 0
    for candidate in range(port, min(last, 65535) + 1):
        found = _bound(family, address, candidate)
        if found is not None:
            return found
    raise _problem(
        "preview-port-taken",
        "--port",
        Message(
            f"ポート {port} から {last} まで、すべて使われています", f"ports {port} to {last} are all taken"
        ),
        Message("`-p` で別のポートを指定してください", "choose another one with `-p`"),
    )


def url_of(listening: socket.socket, host: str, base_path: str) -> str:
    """The URL of the preview's front page."""
    port = listening.getsockname()[1]
    name = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - shown, not bound
    return f"http://{f'[{name}]' if ':' in name else name}:{port}{base_path.rstrip('/')}/"


def _resolve(host: str) -> tuple[socket.AddressFamily, str]:
    try:
        family, _, _, _, address = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError):
        raise _problem(
            "preview-host-unknown",
            "--host",
            Message(f"`{host}` というホストはありません", f"there is no host `{host}`"),
            _OWN_NAME,
        ) from None
    return family, str(address[0])


def _bound(family: socket.AddressFamily, address: str, port: int) -> socket.socket | None:
    """A listening socket, or None where the port is taken."""
    listening = socket.socket(family, socket.SOCK_STREAM)
    if os.name == "posix":
        # A port that was in use a moment ago is free; on Windows the option would mean sharing it.
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((address, port))
        listening.listen()
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRINUSE:
            return None
        raise _refused(address, port, error) from None
    return listening


def _refused(address: str, port: int, error: OSError) -> ConfigError:
    reason = error.strerror or str(error)
    message = Message(
        f"{address} のポート {port} は使えません：{reason}",
        f"port {port} of {address} cannot be used: {reason}",
    )
    if error.errno == errno.EACCES:
        hint = Message("`-p` で 1024 以上のポートを指定してください", "choose a port from 1024 on with `-p`")
        return _problem("preview-port-refused", "--port", message, hint)
    return _problem("preview-port-refused", "--host", message, _OWN_NAME)


def _problem(code: str, option: str, message: Message, hint: Message) -> ConfigError:
    return ConfigError(
        Diagnostic(code=code, severity=Severity.ERROR, message=message, span=Span(option), hint=hint)
    )


_OWN_NAME = Message(
    "このコンピューターの名前かアドレスを `--host` で指定してください",
    "name this machine or one of its addresses with `--host`",
)
