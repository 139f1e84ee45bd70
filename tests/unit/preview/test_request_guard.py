# SPDX-License-Identifier: MIT
"""Which requests the preview answers at all."""

import pytest

from letterpress.preview.request_guard import is_loopback, is_same_origin, knows_host

EVERYWHERE = "0.0.0.0"  # noqa: S104 - compared, not bound


@pytest.mark.parametrize(
    "header",
    [
        "localhost",
        "localhost:8000",
        "LOCALHOST:1",
        "localhost.:8000",
        "127.0.0.1",
        "127.0.0.1:65535",
        "[::1]",
        "[::1]:8000",
    ],
)
def test_this_machine_is_known(header: str) -> None:
    assert knows_host(header, "127.0.0.1")


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "evil.example",
        "evil.example:8000",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "192.168.0.5",
        "127.0.0.1@evil.example",
        "evil.example@127.0.0.1",
        "localhost:80:80",
        "localhost:x",
        "localhost evil",
        "[::1]evil",
        "[::2]",
        "::1",
        "127.0.0.1\n",
        "127.0.0.1, evil.example",
        EVERYWHERE,
        "2130706433",
        "0x7f000001",
    ],
)
def test_every_other_name_is_refused(header: str | None) -> None:
    assert not knows_host(header, "127.0.0.1")


def test_the_given_host_is_known() -> None:
    assert knows_host("studio.local:8000", "Studio.local")
    assert knows_host("192.168.0.5:8000", "192.168.0.5")
    assert knows_host("[fe80::1]:8000", "fe80::1")
    assert not knows_host("other.local:8000", "studio.local")


@pytest.mark.parametrize("everywhere", [EVERYWHERE, "::"])
def test_a_server_open_to_all_knows_addresses_but_no_names(everywhere: str) -> None:
    assert knows_host("192.168.0.5:8000", everywhere)
    assert knows_host("[2001:db8::1]:8000", everywhere)
    assert not knows_host("evil.example:8000", everywhere)
    assert not knows_host("[::1].evil.example", everywhere)


HOST = {"host": "127.0.0.1:8000"}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "none"},
        {"origin": "http://127.0.0.1:8000"},
        {"origin": "http://127.0.0.1:8000", "sec-fetch-site": "same-origin"},
    ],
)
def test_own_pages_may_listen(headers: dict[str, str]) -> None:
    assert is_same_origin(HOST | headers)


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "https://127.0.0.1:8000"},
        {"origin": "http://127.0.0.1:8001"},
        {"origin": "http://127.0.0.1:8000.evil.example"},
        {"origin": "http://127.0.0.1:8000", "sec-fetch-site": "cross-site"},
    ],
)
def test_pages_of_other_sites_may_not(headers: dict[str, str]) -> None:
    assert not is_same_origin(HOST | headers)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "localhost", "::1", "[::1]"])
def test_loopback(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", [EVERYWHERE, "::", "192.168.0.5", "studio.local", "localhost.evil.example"])
def test_not_loopback(host: str) -> None:
    assert not is_loopback(host)
