# SPDX-License-Identifier: MIT
"""docs/diagnostics lists every diagnostic that the sources can make, with its severity and a true example."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from letterpress.config.vocabulary import OPTIONAL_RULES, RULES
from tests.support.paths import REPOSITORY

ROOT = REPOSITORY
SOURCES = sorted((ROOT / "src/letterpress").rglob("*.py"))
PAGES = sorted(path for path in (ROOT / "docs/diagnostics").glob("*.md") if path.name != "README.md")
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
ROW = re.compile(
    r"\| `(?P<code>[a-z0-9-]+)` \| (?P<severity>[a-z, ]+) \| (?P<meaning>.+) \| (?P<example>.+) \|"
)
EXAMPLE = re.compile(r"(?P<severity>error|warning|note)\[(?P<code>[a-z0-9-]+)\]: (?P<message>.+)")
Node = TypeVar("Node", bound=ast.AST)
TREES = [ast.parse(path.read_text("utf-8")) for path in SOURCES]


class Row:
    """A line of a table in docs/diagnostics."""

    def __init__(self, page: Path, match: re.Match[str]) -> None:
        self.page = page.name
        self.code = match["code"]
        self.severities = tuple(match["severity"].split(", "))
        self.meaning = match["meaning"]
        self.example = unquoted(match["example"])


def unquoted(span: str) -> str:
    """What a code span of Markdown shows."""
    marks = len(span) - len(span.lstrip("`"))
    inside = span.strip()[marks:-marks]
    return inside.strip() if inside.startswith((" ", "`")) or inside.endswith(("` ", "`")) else inside


def rows() -> list[Row]:
    return [
        Row(page, match)
        for page in PAGES
        for line in page.read_text("utf-8").splitlines()
        if (match := ROW.fullmatch(line))
    ]


def nodes(kind: type[Node]) -> Iterator[Node]:
    return (node for tree in TREES for node in ast.walk(tree) if isinstance(node, kind))


def places_of_code() -> dict[str, set[int]]:
    """Of every function and struct that takes a `code`: where among its positional arguments."""
    places: dict[str, set[int]] = {}
    for function in nodes(ast.FunctionDef):
        names = [each.arg for each in function.args.args if each.arg not in ("self", "cls")]
        if "code" in names:
            places.setdefault(function.name, set()).add(names.index("code"))
    for struct in nodes(ast.ClassDef):
        fields = [
            each.target.id
            for each in struct.body
            if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name)
        ]
        if "code" in fields:
            places.setdefault(struct.name, set()).add(fields.index("code"))
    return places


def codes_in_tables() -> Iterator[str]:
    """The codes in a tuple of tuples that a loop takes apart: `for pattern, code, message in _SLIPS`."""
    tables = {
        target.id: assignment.value
        for assignment in nodes(ast.Assign)
        for target in assignment.targets
        if isinstance(target, ast.Name)
    }
    loops: list[ast.For | ast.comprehension] = [*nodes(ast.For), *nodes(ast.comprehension)]
    for loop in loops:
        if isinstance(loop.target, ast.Tuple) and isinstance(loop.iter, ast.Name):
            names = [getattr(each, "id", "") for each in loop.target.elts]
            table = tables.get(loop.iter.id)
            if "code" in names and isinstance(table, ast.Tuple):
                for row in table.elts:
                    if isinstance(row, ast.Tuple):
                        yield from texts(row.elts[names.index("code")])


def codes_in_sources() -> set[str]:
    """Every text that becomes a diagnostic's code: given as `code=`, where a function takes one, or named `code`."""
    places = places_of_code()
    found = set(codes_in_tables())
    for call in nodes(ast.Call):
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        given = [each.value for each in call.keywords if each.arg == "code"]
        given += [call.args[at] for at in places.get(name, ()) if at < len(call.args)]
        found.update(text for value in given for text in texts(value))
    for assignment in nodes(ast.Assign):
        if any(isinstance(target, ast.Name) and target.id == "code" for target in assignment.targets):
            found.update(texts(assignment.value))
    for function in nodes(ast.FunctionDef):
        arguments = function.args
        defaults = zip(
            arguments.args[len(arguments.args) - len(arguments.defaults) :], arguments.defaults, strict=True
        )
        named = (*defaults, *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True))
        found.update(text for each, value in named if each.arg == "code" and value for text in texts(value))
    return {code for code in found if SLUG.fullmatch(code)}


def texts(value: ast.AST) -> Iterator[str]:
    """The texts that an expression may be: `"a"`, or `"a" if x else "b"`."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value.value
    elif isinstance(value, ast.IfExp):
        yield from texts(value.body)
        yield from texts(value.orelse)


def english_messages() -> list[re.Pattern[str]]:
    """Every English text of the sources as a pattern, with anything where a value goes."""
    found = ["".join(pattern_of(value)) for call in nodes(ast.Call) for value in english_parts(call)]
    return [re.compile(pattern, re.DOTALL) for pattern in found if len(pattern.replace(".+", "")) > 8]


def english_parts(call: ast.Call) -> Iterator[ast.expr]:
    yield from (each.value for each in call.keywords if each.arg == "en")
    if getattr(call.func, "id", "") in ("Message", "forbidden", "misused") and len(call.args) > 1:
        yield call.args[1]


def pattern_of(value: ast.expr) -> Iterator[str]:
    if isinstance(value, ast.Constant):
        yield re.escape(str(value.value)).replace(r"\{\}", ".+")
    elif isinstance(value, ast.JoinedStr):
        for part in value.values:
            yield from pattern_of(part)
    else:
        yield ".+"


def test_the_pages_list_exactly_what_the_sources_can_say() -> None:
    assert codes_in_sources() == {row.code for row in rows()}


def test_no_code_is_listed_twice() -> None:
    codes = [row.code for row in rows()]

    assert sorted(codes) == sorted(set(codes))


def test_the_index_names_every_code_and_links_to_its_page() -> None:
    index = (ROOT / "docs/diagnostics/README.md").read_text("utf-8")
    listed = set(re.findall(r"\[`([a-z0-9-]+)`\]\(([a-z-]+\.md)\)", index))

    assert listed == {(row.code, row.page) for row in rows()}


@pytest.mark.parametrize("row", [pytest.param(row, id=row.code) for row in rows()])
def test_a_row_has_a_severity_both_languages_and_an_example_of_the_code(row: Row) -> None:
    example = EXAMPLE.search(row.example)

    assert set(row.severities) <= {"error", "warning", "note"}
    assert "<br>" in row.meaning
    assert example is not None
    assert example["code"] == row.code
    assert example["severity"] in row.severities


MESSAGES = english_messages()


@pytest.mark.parametrize("row", [pytest.param(row, id=row.code) for row in rows()])
def test_an_example_has_the_words_of_the_sources(row: Row) -> None:
    example = EXAMPLE.search(row.example)
    assert example is not None
    message = re.sub(r" \(page `[^`]+`\)$", "", example["message"].replace("\\|", "|"))

    assert [pattern.pattern for pattern in MESSAGES if pattern.fullmatch(message)] != [], message


def test_the_report_pages_have_a_section_for_every_editorial_rule() -> None:
    for page in ("docs/report.md", "docs/ja/report.md"):
        text = (ROOT / page).read_text("utf-8")
        headings = re.findall(r"^### ([a-z]+(?:-[a-z]+)*)(?: — .+)?$", text, re.MULTILINE)
        optional = [
            rule
            for rule in re.findall(r"^\| `([a-z]+-[a-z]+)` \|", text, re.MULTILINE)
            if rule in OPTIONAL_RULES
        ]

        assert headings == list(RULES), page
        assert optional == list(OPTIONAL_RULES), page


def test_every_code_of_front_matter_and_configuration_is_listed_with_an_example() -> None:
    """docs/diagnostics/front-matter.md and the sources name the same codes."""
    page = (ROOT / "docs" / "diagnostics" / "front-matter.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| `([a-z0-9-]+)` \| (error|warning) \|", page, re.MULTILINE))
    for code, severity in listed.items():
        assert f": {severity}[{code}]: " in page
    families = "|".join(sorted({code.partition("-")[0] for code in listed}))
    sources = ROOT / "src" / "letterpress"
    files = [
        sources / "encoding.py",
        sources / "parse" / "source_text.py",
        *(
            file
            for room in ("yaml_reader", "locale", "config", "parse/front_matter")
            for file in (sources / room).rglob("*.py")
        ),
    ]
    used = {
        code
        for file in files
        for code in re.findall(rf'"((?:{families})-[a-z0-9-]+)"', file.read_text(encoding="utf-8"))
    }
    assert used - {*RULES, *OPTIONAL_RULES} == set(listed)


# What can be said is really said: by a folder of `tests/invalid`, or by a test that makes the circumstances for it.

ELSEWHERE = "tests/reliability/test_special_circumstances.py"
CLUSTER = "tests/cluster/test_dask.py"
PREVIEW = "tests/preview/test_serve.py"
SPACE = "tests/reliability/test_no_space.py"
REFUSED = "tests/reliability/test_refused.py"
LETTERS = "tests/unit/cli/test_newsletter.py"
SHOWN_BY_A_TEST = {
    "build-running": f"{ELSEWHERE}::test_another_build_of_the_project",
    "cache-unreadable": f"{ELSEWHERE}::test_a_damaged_record_of_the_last_build",
    "cluster-differs": f"{CLUSTER}::test_a_worker_with_another_version_is_refused",
    "cluster-empty": f"{CLUSTER}::test_a_cluster_without_workers_is_told_as_such",
    "cluster-lost": f"{CLUSTER}::test_work_that_kills_its_workers_is_given_up",
    "cluster-unreachable": f"{CLUSTER}::test_a_cluster_that_is_not_there_is_told_as_such",
    "dask-missing": f"{CLUSTER}::test_without_the_extra_its_name_is_told",
    "disk-full": f"{REFUSED}::test_a_disk_without_room_for_another_byte_publishes_nothing",
    "email-alt-missing": f"{LETTERS}::TestWarnings::test_email_alt_missing",
    "email-image-drawing": f"{LETTERS}::TestWarnings::test_email_image_drawing",
    "email-image-heavy": f"{LETTERS}::TestWarnings::test_email_image_heavy",
    "email-issue-order": f"{LETTERS}::TestWarnings::test_email_issue_order",
    "email-item-unpublished": f"{LETTERS}::TestWarnings::test_email_item_unpublished",
    "email-placeholder": f"{LETTERS}::TestWarnings::test_email_placeholder",
    "email-preheader-long": f"{LETTERS}::TestWarnings::test_email_preheader_long",
    "email-preheader-missing": f"{LETTERS}::TestWarnings::test_email_preheader_missing",
    "email-sender-incomplete": f"{LETTERS}::test_what_the_law_wants_keeps_a_letter_from_being_written",
    "email-subject-long": f"{LETTERS}::TestWarnings::test_email_subject_long",
    "email-template-in-subject": f"{LETTERS}::TestWarnings::test_email_template_in_subject",
    "email-template-in-text": f"{LETTERS}::TestWarnings::test_email_template_in_text",
    "email-too-large": f"{LETTERS}::TestWarnings::test_email_too_large",
    "external-link-gone": "tests/unit/check/test_external_links.py::test_what_is_gone_warns_and_names_every_place",
    "external-link-moved": "tests/unit/check/test_external_links.py::test_what_is_gone_warns_and_names_every_place",
    "external-link-unsure": "tests/unit/cli/test_check.py::test_other_sites_are_asked_only_if_one_says_so",
    "file-changed": f"{ELSEWHERE}::test_a_file_that_changes_during_the_build",
    "file-exists": "tests/unit/cli/test_new.py::test_a_new_post_never_replaces_one",
    "issue-unknown": f"{LETTERS}::test_an_unknown_issue_is_told_with_those_that_there_are",
    "link-definition-overused": "tests/reliability/test_growth.py"
    "::test_a_long_definition_is_not_repeated_without_end",
    "name-twice": f"{ELSEWHERE}::TestOddFiles::test_two_names_that_are_one_after_composition",
    "name-unsafe": f"{ELSEWHERE}::TestOddFiles::test_a_name_with_a_line_end",
    "pages-removed": "tests/reliability/test_removals.py::test_the_last_of_two_posts_go_after_a_warning_too",
    "plugin-differs": f"{CLUSTER}::test_an_installed_plugin_that_a_worker_has_otherwise_is_refused",
    "plugin-outside": f"{ELSEWHERE}::TestOddFiles::test_a_plugin_that_is_a_link_out_of_the_project",
    "plugins-off": "tests/test_plugins.py::test_without_plugins_nothing_of_theirs_runs_and_one_note_says_so",
    "preview-host-unknown": f"{PREVIEW}::TestAddress::test_an_unknown_host_is_an_error",
    "preview-port-refused": f"{PREVIEW}::TestAddress::test_an_address_of_another_machine_is_an_error",
    "preview-port-taken": f"{PREVIEW}::TestAddress::test_no_free_port_is_an_error",
    "profile-unknown": f"{LETTERS}::test_an_unknown_profile_names_the_nearest",
    "profile-wrong": f"{LETTERS}::test_a_profile_of_ones_own_that_is_wrong_is_told",
    "project-exists": "tests/unit/cli/test_init.py::test_a_project_that_is_there_is_refused_by_name",
    "project-missing": f"{ELSEWHERE}::test_no_project_at_all",
    "publish-interrupted": f"{REFUSED}::test_a_refusal_half_way_is_finished_by_the_next_build",
    "report-unwritable": f"{ELSEWHERE}::test_a_report_folder_that_is_a_file",
    "source-too-large": f"{ELSEWHERE}::TestOddFiles::test_a_source_of_many_megabytes",
    "special-file": f"{ELSEWHERE}::TestOddFiles::test_a_pipe",
    "state-elsewhere": "tests/reliability/test_read_only_project.py"
    "::test_it_is_built_elsewhere_and_its_state_is_the_users_own",
    "state-key-short": "tests/unit/store/test_state_key.py"
    "::test_a_key_that_can_be_guessed_is_told_and_not_used",
    "state-key-unkept": f"{ELSEWHERE}::test_a_home_folder_without_a_place_for_a_key",
    "state-of-another-key": f"{ELSEWHERE}::test_a_record_that_is_sealed_with_another_key",
    "state-unsaved": f"{SPACE}::test_with_any_space_a_build_tells_the_truth_and_the_next_makes_it_good",
    "unreadable": f"{ELSEWHERE}::TestOddFiles::test_a_file_that_may_not_be_read",
    "unwritable": f"{REFUSED}::test_a_read_only_folder_publishes_nothing",
    "worker-died": "tests/unit/cli/test_errors.py::test_a_worker_that_dies",
    "yaml-too-long": f"{ELSEWHERE}::TestOddFiles::test_front_matter_of_a_million_characters",
}
"""Codes that need more than the files of a project, each with a test that has a command or a part of it say them."""


def said_in_folders() -> set[tuple[str, str]]:
    """The severities and codes in the expected texts of `tests/invalid`, which are what the command line prints."""
    texts_said = [path.read_text("utf-8") for path in (ROOT / "tests/invalid").glob("*/expected.en.txt")]
    return {
        found for text in texts_said for found in re.findall(r"(error|warning|note)\[([a-z0-9-]+)\]: ", text)
    }


def test_every_diagnostic_is_shown_by_a_folder_or_by_a_test() -> None:
    shown = {code for _, code in said_in_folders()}

    assert shown.isdisjoint(SHOWN_BY_A_TEST)
    assert shown | SHOWN_BY_A_TEST.keys() == {row.code for row in rows()}


def test_what_folders_show_has_each_severity_that_is_listed() -> None:
    listed = {(severity, row.code) for row in rows() for severity in row.severities}

    assert said_in_folders() == {pair for pair in listed if pair[1] not in SHOWN_BY_A_TEST}


@pytest.mark.parametrize(("code", "test"), SHOWN_BY_A_TEST.items(), ids=list(SHOWN_BY_A_TEST))
def test_the_test_that_shows_a_diagnostic_names_it(code: str, test: str) -> None:
    path, *names = test.split("::")
    source = (ROOT / path).read_text("utf-8")
    scope: ast.AST = ast.parse(source)
    for name in names:
        (scope,) = (node for node in ast.iter_child_nodes(scope) if getattr(node, "name", "") == name)

    assert names[-1].startswith("test_")
    assert re.search(rf"\b{code}\b", ast.get_source_segment(source, scope) or "")
