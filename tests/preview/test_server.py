# SPDX-License-Identifier: MIT
"""The preview over real connections."""

from collections.abc import Callable
from typing import Any

import pytest

from letterpress.preview.application import with_reload_script

Start = Callable[..., Any]


@pytest.fixture(scope="module")
def trapped(preview: Any) -> Any:
    """The preview of a site beside a secret, with links to it."""
    site = preview.press.site
    secret = site.parent / "secret.txt"
    secret.write_text("geheim")
    (site / "leak").symlink_to(secret)
    (site / "folder").symlink_to(site.parent)
    (site / "trap").mkdir()
    (site / "trap" / "index.html").symlink_to(secret)
    return preview


def test_a_page_is_served_with_the_script_and_nothing_else_changed(preview: Any) -> None:
    served = preview.text("/hello/")
    script = served[served.index("<script") : served.index("</script>") + len("</script>")]
    assert served.replace(script, "") == (preview.press.site / "hello/index.html").read_text("utf-8")
    assert f"{script}</body>" in served


def test_the_script_never_reaches_the_disk(preview: Any) -> None:
    preview.text("/hello/")

    assert "<script" not in (preview.press.site / "hello/index.html").read_text("utf-8")


def test_a_page_without_a_body_tag_gets_the_script_at_its_end() -> None:
    assert with_reload_script(b"<p>a", "site", "1").startswith(b"<p>a<script async src=")


def test_the_script_goes_before_the_last_body_tag() -> None:
    served = with_reload_script(b"<pre>&lt;/body></pre><!-- </body> -->x</body></html>", "site", "1")

    assert served.endswith(b"</script></body></html>")


def test_other_files_are_served_as_they_are(preview: Any) -> None:
    data = bytes(range(256)) * 10
    (preview.press.site / "photo.webp").write_bytes(data)
    (preview.press.site / "feed.xml").write_text("<rss></body></rss>")

    photo = preview.get("/photo.webp")
    assert (photo.getheader("content-type"), photo.read()) == ("image/webp", data)
    feed = preview.get("/feed.xml")
    assert feed.getheader("content-type") == "application/xml; charset=utf-8"
    assert feed.read() == b"<rss></body></rss>"


def test_a_film_is_served_in_parts(preview: Any) -> None:
    (preview.press.site / "film.mp4").write_bytes(b"0123456789")

    part = preview.get("/film.mp4", range="bytes=2-4")
    assert (part.status, part.getheader("content-type"), part.read()) == (206, "video/mp4", b"234")


def test_a_part_of_another_version_is_not_mixed_in(preview: Any) -> None:
    (preview.press.site / "film.mp4").write_bytes(b"0123456789")

    whole = preview.get("/film.mp4", range="bytes=2-4", if_range='"an earlier version"')
    assert (whole.status, whole.read()) == (200, b"0123456789")


def test_every_answer_forbids_caching_guessing_and_reading_from_elsewhere(preview: Any) -> None:
    for path in (
        "/",
        "/style.css",
        "/missing",
        "/hello",
        "/__letterpress/client.js",
        "/__letterpress/report",
    ):
        response = preview.get(path, origin="http://evil.example")
        assert response.getheader("cache-control") == "no-store", path
        assert response.getheader("x-content-type-options") == "nosniff", path
        assert response.getheader("cross-origin-resource-policy") == "same-origin", path
        assert response.getheader("x-frame-options") == "SAMEORIGIN", path
        names = {name.lower() for name, _ in response.getheaders()}
        assert not any(name.startswith("access-control-") for name in names), path
        assert "server" not in names


class TestHosts:
    @pytest.mark.parametrize(
        "host", ["evil.example", "evil.example:8000", "192.168.0.5", "127.0.0.1.evil.example"]
    )
    @pytest.mark.parametrize("path", ["/", "/__letterpress/reload", "/__letterpress/report", "/missing"])
    def test_a_rebound_name_gets_nothing(self, preview: Any, host: str, path: str) -> None:
        response = preview.get(path, host=host)

        assert response.status == 403
        assert "ようこそ" not in response.read().decode()

    @pytest.mark.parametrize(
        "headers",
        [
            b"Host: localhost\r\nHost: evil.example\r\n",
            b"Host: evil.example\r\nHost: localhost\r\n",
            b"",
            b"Host:\r\n",
        ],
    )
    def test_no_name_or_two_get_nothing(self, preview: Any, headers: bytes) -> None:
        answer = preview.talk(b"GET / HTTP/1.1\r\n" + headers + b"Connection: close\r\n\r\n")

        assert answer.split()[1] in (b"400", b"403")
        assert "ようこそ".encode() not in answer

    def test_names_of_this_machine_are_served(self, preview: Any) -> None:
        for host in ("localhost", f"localhost:{preview.port}", "127.0.0.1:1", "[::1]:8000"):
            assert preview.get("/", host=host).status == 200, host


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("path", ["/", "/__letterpress/reload"])
def test_only_get_and_head_are_answered(preview: Any, method: str, path: str) -> None:
    response = preview.get(path, method=method)

    assert (response.status, response.getheader("allow")) == (405, "GET, HEAD")


@pytest.mark.parametrize("path", ["/", "/style.css", "/missing", "/__letterpress/client.js"])
def test_head_is_get_without_a_body(preview: Any, path: str) -> None:
    head, get = preview.get(path, method="HEAD"), preview.get(path)
    assert head.read() == b""
    assert head.status == get.status
    for name in ("content-type", "content-length"):
        assert head.getheader(name) == get.getheader(name)


def test_head_of_the_channel_ends_at_once(preview: Any) -> None:
    answer = preview.talk(
        b"HEAD /__letterpress/reload HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    )

    assert answer.startswith(b"HTTP/1.1 200")
    assert answer.endswith(b"\r\n\r\n")


class TestPaths:
    @pytest.mark.parametrize(
        "path",
        [
            "/../secret.txt",
            "/%2e%2e/secret.txt",
            "/%2E%2E%2Fsecret.txt",
            "/hello/../../secret.txt",
            "/..%5csecret.txt",
            "/..\\secret.txt",
            "/%252e%252e/secret.txt",
            "/hello/%00",
            "/%00",
            "/a%00.html",
            "//secret.txt",
            "/./hello/",
            "/hello//",
            "/%ff",
            "/file:///etc/passwd",
            "/C:/Windows/win.ini",
            "/leak",
            "/leak/secret.txt",
            "/trap",
            "/trap/",
            "/folder/secret.txt",
            "/__letterpress/../../secret.txt",
            "/__letterpress/session.py",
            "/__letterpress/%2e%2e/preview/client.js",
            "/" + "a" * 5000,
            "/hello/index.html/",
            "/style.css/",
        ],
    )
    def test_no_path_leads_outside(self, trapped: Any, path: str) -> None:
        response = trapped.get(path)
        body = response.read().decode()
        assert response.status == 404
        assert "geheim" not in body
        assert str(trapped.press.site.parent) not in body

    @pytest.mark.parametrize("target", ["http://evil.example/", "http://127.0.0.1/../secret.txt"])
    def test_an_absolute_target_is_no_way_around(self, trapped: Any, target: str) -> None:
        assert trapped.get(target).status == 404

    def test_a_folder_without_slash_is_sent_on(self, preview: Any) -> None:
        (preview.press.site / "タグ").mkdir()
        (preview.press.site / "タグ" / "index.html").write_text("tag")

        moved = preview.get("/hello?q=1&r=%2F")
        assert (moved.status, moved.getheader("location")) == (302, "/hello/?q=1&r=%2F")
        japanese = preview.get("/%E3%82%BF%E3%82%B0")
        assert (japanese.status, japanese.getheader("location")) == (302, "/%E3%82%BF%E3%82%B0/")

    @pytest.mark.parametrize("path", ["//hello", "//evil.example/", "/%2Fevil.example", "/\\evil.example"])
    def test_no_redirect_leaves_the_site(self, preview: Any, path: str) -> None:
        assert preview.get(path).getheader("location") is None

    def test_a_missing_page_shows_the_sites_own_with_its_status(self, preview: Any) -> None:
        response = preview.get("/missing/")

        assert response.status == 404
        assert "見つかりません" in response.read().decode()

    def test_a_site_without_such_a_page_gets_one(self, press: Any, start: Start) -> None:
        (press.content / "404.txt").unlink()

        response = start().get("/missing/")
        assert response.status == 404
        assert "このページはありません" in response.read().decode()

    def test_a_folder_without_index_is_not_listed(self, preview: Any) -> None:
        (preview.press.site / "empty").mkdir()
        (preview.press.site / "odd" / "index.html").mkdir(parents=True)

        assert preview.get("/odd/").status == 404
        assert preview.get("/empty/").status == 404
        assert preview.get("/empty").status == 404


class TestBasePath:
    def test_the_site_stands_below_it(self, start: Start) -> None:
        preview = start(base_path="/sub")

        assert "こんにちは" in preview.text("/sub/hello/")
        assert preview.get("/hello/").status == 404
        assert preview.get("/subhello/").status == 404
        assert preview.get("/__letterpress/client.js").status == 200

    @pytest.mark.parametrize("path", ["/", "/sub"])
    def test_the_way_to_it_is_shown(self, start: Start, path: str) -> None:
        response = start(base_path="/sub").get(path)

        assert (response.status, response.getheader("location")) == (302, "/sub/")


class TestReport:
    def test_the_report_of_the_last_build_is_shown(self, press: Any, start: Start) -> None:
        press.report_html = b"<!doctype html><title>r</title><body>share 30%</body>"

        served = start().text("/__letterpress/report")
        assert "share 30%" in served
        assert 'data-watch="report"' in served

    def test_before_there_is_one_a_page_says_so(self, preview: Any) -> None:
        response = preview.get("/__letterpress/report")

        assert response.status == 404
        assert "レポートはまだありません" in response.read().decode()

    def test_a_failed_build_keeps_the_last_report(self, press: Any, start: Start) -> None:
        press.report_html = b"<body>share 30%</body>"
        preview = start()
        press.write("hello.txt", "BROKEN")

        press.wait(lambda: not press.builds[-1].ok)
        assert "share 30%" in preview.text("/__letterpress/report")


class TestFailure:
    def test_the_last_good_site_stays(self, press: Any, start: Start) -> None:
        preview = start()
        press.write("hello.txt", "BROKEN")

        press.wait(lambda: not press.builds[-1].ok)
        assert "こんにちは" in preview.text("/hello/")

    def test_what_is_missing_in_the_last_good_site_is_missing(self, press: Any, start: Start) -> None:
        preview = start()
        press.write("hello.txt", "BROKEN")

        press.wait(lambda: not press.builds[-1].ok)
        assert preview.get("/missing/").status == 404

    def test_a_site_never_built_shows_what_is_wrong(self, press: Any, start: Start) -> None:
        press.write("hello.txt", "これは BROKEN <script>alert(1)</script>")

        response = start().get("/")
        body = response.read().decode()
        assert response.status == 500
        assert "ビルドできませんでした" in body
        assert "content/hello.txt:1:5" in body
        assert "<mark>BROKEN</mark>" in body
        assert "<script>alert" not in body
        assert str(press.site.parent) not in body

    def test_after_the_correction_the_site_is_there(self, press: Any, start: Start) -> None:
        press.write("hello.txt", "BROKEN")
        preview = start()
        assert preview.get("/").status == 500

        press.write("hello.txt", "よくなりました")
        press.wait_for_page("hello/index.html", "よくなりました")
        assert "ようこそ" in preview.text("/")
