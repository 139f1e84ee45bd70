# SPDX-License-Identifier: MIT
"""content/authors.yaml: both forms of the file, and every mistake with its message."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.fixture_cases import Case, case_id, cases_in, diagnostic_lines
from tests.support.paths import TESTS

from letterpress.config.authors import read_authors
from letterpress.config.settings import AuthorProfile, ProfileLink

FIXTURES = TESTS / "fixtures" / "authors"

AUTHORS = {
    "by name": """\
miura:
  name: 三浦 灯
  bio: 編集担当
  image: /images/miura.png
  links:
    - {title: 便り, url: "https://miura.example/"}
hakobe: {name: はこべ印刷室, kind: 組織, links: {店: "https://hakobe.example/", 電話: "tel:000"}}
oba: 大庭 譲
""",
    "as a list": """\
- id: miura
  name: 三浦 灯
  kind: person
  bio: 編集担当
  image: /images/miura.png
  links: {title: 便り, url: "https://miura.example/"}
- id: hakobe
  name: はこべ印刷室
  kind: organization
  links: [{title: 店, url: "https://hakobe.example/"}, {title: 電話, url: "tel:000"}]
- {id: oba, name: 大庭 譲, kind: 個人}
""",
}


@pytest.mark.parametrize("text", AUTHORS.values(), ids=AUTHORS)
def test_authors(text: str) -> None:
    assert read_authors(text.encode()) == (
        (
            AuthorProfile(
                id="miura",
                name="三浦 灯",
                bio="編集担当",
                image="/images/miura.png",
                links=(ProfileLink(title="便り", url="https://miura.example/"),),
            ),
            AuthorProfile(
                id="hakobe",
                name="はこべ印刷室",
                is_person=False,
                links=(
                    ProfileLink(title="店", url="https://hakobe.example/"),
                    ProfileLink(title="電話", url="tel:000"),
                ),
            ),
            AuthorProfile(id="oba", name="大庭 譲"),
        ),
        (),
    )


def test_a_file_without_authors_is_no_mistake() -> None:
    assert read_authors(b"") == read_authors(b"# nobody yet\n") == ((), ())


def test_authors_in_another_encoding_are_refused() -> None:
    profiles, problems = read_authors("miura: {name: 三浦}\n".encode("shift_jis"))
    assert profiles == ()
    assert [problem.code for problem in problems] == ["encoding-not-utf8"]


@pytest.mark.parametrize("case", cases_in(FIXTURES), ids=case_id)
def test_a_mistake_is_reported(case: Case) -> None:
    _, problems = read_authors(case.given.encode())
    assert (
        "\n".join(line for problem in problems for line in diagnostic_lines(problem))
        == case.expected.rstrip()
    )


@given(st.text(st.sampled_from("title:authors-[]{}, \n#'\"春：0%"), max_size=80))
@settings(max_examples=300, deadline=None)
def test_any_text_can_be_read(text: str) -> None:
    read_authors(text.encode())
