# SPDX-License-Identifier: MIT
"""`letterpress build`: exit codes, `--now` and `--base-url`."""

from tests.support.sample_posts import BROKEN, GOOD, LATER, InProject


def test_a_build_without_errors_is_0(project: InProject) -> None:
    said = project(paper=GOOD)("build")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("site: ")


def test_an_error_in_the_content_is_1_and_goes_to_standard_error(project: InProject) -> None:
    said = project(broken=BROKEN)("build")
    assert said.code == 1
    assert "content/posts/broken.md:2:8: error[yaml-needs-quotes]" in said.err
    assert "yaml-needs-quotes" not in said.out


def test_now_says_what_is_live_then(project: InProject) -> None:
    letterpress = project(later=LATER)
    letterpress("build", now="2026-11-27T23:59:59")
    assert not (letterpress.root / "site/posts/later").exists()
    letterpress("build", now="2026年11月28日")
    assert (letterpress.root / "site/posts/later/index.html").is_file()


def test_another_base_url_is_read_as_that_of_the_config(project: InProject) -> None:
    letterpress = project(paper=GOOD)
    assert letterpress("build", "--base-url", "HTTPS://Preview.Example.com/一/").code == 0
    page = (letterpress.root / "site/posts/paper/index.html").read_text("utf-8")
    assert 'href="https://preview.example.com/%E4%B8%80/posts/paper/"' in page
