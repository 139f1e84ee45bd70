# SPDX-License-Identifier: MIT
"""What a project's own plugins do, from the writer's side: what they change, what they rebuild, how they fail."""

import datetime as dt
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from letterpress.config import Config
from letterpress.config.table import read_config
from letterpress.parse.options import parse_options
from letterpress.pipeline.build import build
from letterpress.pipeline.options import BuildOptions
from letterpress.plugins import find_plugins
from letterpress.plugins.loading import load_plugins
from letterpress.render.context import FILTER_NAMES
from letterpress.render.templates.environment import ThemeEnvironment
from letterpress.render.templates.loader import ThemeFiles
from tests.conftest import CONFIG, CommandLine, MakeProject
from tests.support.sample_plugins import EVERYTHING, SHELF
from tests.test_sites import files_of

Letterpress = Callable[[Path], CommandLine]

POST = "---\ntitle: 便り\ndate: 2026-11-01\n---\n\n春が来ました。\n"
SPRING = """\
def markdown(md):
    md.core.ruler.push("seasons", bloom)


def bloom(state):
    for token in state.tokens:
        for child in token.children or ():
            child.content = child.content.replace("春", "花の春")
"""


def project(make_project: MakeProject, files: dict[str, str], plugins: str = "[seasons]") -> Path:
    posts = {"content/posts/letter.md": POST}
    return make_project({"letterpress.yaml": f"{CONFIG}plugins: {plugins}\n", **posts, **files})


def config_of(root: Path) -> Config:
    return read_config((root / "letterpress.yaml").read_bytes())[0]


def page(root: Path, path: str = "posts/letter/index.html") -> str:
    return (root / "site" / path).read_text("utf-8")


def test_a_plugin_beside_the_configuration_extends_markdown(
    make_project: MakeProject, command_line: Letterpress
) -> None:
    root = project(make_project, {"seasons.py": SPRING})
    assert command_line(root)("build", "-q").code == 0
    assert "花の春が来ました。" in page(root)


def test_an_edited_plugin_rebuilds_what_it_touches_and_says_why(
    make_project: MakeProject, command_line: Letterpress
) -> None:
    root = project(make_project, {"seasons.py": SPRING})
    letterpress = command_line(root)
    letterpress("build", "-q")
    (root / "seasons.py").write_text(SPRING.replace("花の春", "雪解けの春"), "utf-8")
    said = letterpress("build", "--explain", "--lang", "en")
    assert "雪解けの春が来ました。" in page(root)
    assert reasons(said.out)["posts/letter/index.html"] == (
        "plugin seasons changed; card of posts/letter changed; body of posts/letter changed"
    )
    assert "sitemap.xml" not in reasons(said.out)
    (root / "seasons.py").write_text(SPRING, "utf-8")
    said = letterpress("build", "--explain")
    assert reasons(said.out)["posts/letter/index.html"].startswith("プラグイン seasonsが変わりました")


def reasons(said: str) -> dict[str, str]:
    """What `build --explain` says, by output."""
    _, _, after = said.partition("\n理由\n" if "\n理由\n" in said else "\nWhy\n")
    lines = [line.strip().partition(": ") for line in after.partition("\n\n")[0].splitlines()]
    return {path: why for path, _, why in lines}


def test_an_edit_that_came_before_is_no_reason_any_more(
    make_project: MakeProject, command_line: Letterpress
) -> None:
    root = project(make_project, {"seasons.py": SPRING})
    letterpress = command_line(root)
    letterpress("build", "-q")
    (root / "seasons.py").write_text(f"# The seasons.\n{SPRING}", "utf-8")
    letterpress("build", "-q")
    (root / "content/posts/letter.md").write_text(POST.replace("来ました", "来た"), "utf-8")
    said = letterpress("build", "--explain", "--lang", "en")
    assert "plugin" not in reasons(said.out)["posts/letter/index.html"]


def test_an_edit_that_changes_no_page_writes_none(
    make_project: MakeProject, command_line: Letterpress
) -> None:
    root = project(make_project, {"seasons.py": SPRING})
    letterpress = command_line(root)
    letterpress("build", "-q")
    (root / "seasons.py").write_text(f"# The seasons.\n{SPRING}", "utf-8")
    assert "書き出し0件" in letterpress("build").out
    assert "書き出し0件" in letterpress("build").out


def test_a_fresh_checkout_elsewhere_parses_nothing(
    make_project: MakeProject, command_line: Letterpress, tmp_path: Path
) -> None:
    root = project(make_project, {"seasons.py": SPRING})
    command_line(root)("build", "-q")
    elsewhere = root.rename(tmp_path / "elsewhere")
    assert "書き出し0件" in command_line(elsewhere)("build").out


def test_a_failing_plugin_publishes_nothing_and_hides_no_other_fault(
    make_project: MakeProject, command_line: Letterpress
) -> None:
    broken = SPRING.replace("for token", "1 / 0\n    for token")
    files = {"seasons.py": broken, "content/posts/b.md": POST.replace("title", "titel")}
    root = project(make_project, files)
    said = command_line(root)("build", "-q", "--lang", "en")
    assert said.code == 1
    assert "seasons.py:6:5: error[plugin-failed]: `markdown` of plugin `seasons` failed: " in said.err
    assert "see also: content/posts/letter.md" in said.err
    assert "content/posts/b.md:2:1: warning[field-unknown]" in said.err
    assert not (root / "site").exists()


def test_a_plugin_that_fails_in_many_documents_is_told_once(
    make_project: MakeProject, command_line: Letterpress
) -> None:
    posts = {f"content/posts/{number}.md": POST for number in range(10)}
    root = project(make_project, {"seasons.py": SPRING.replace("for token", "1 / 0\n    for token"), **posts})
    said = command_line(root)("build", "-q", "--lang", "en")
    assert said.err.count("error[plugin-failed]") == 1
    assert said.err.count("see also: content/posts/") == 3


def test_the_list_and_the_report_tell_of_it_as_well(
    make_project: MakeProject, command_line: Letterpress
) -> None:
    root = project(make_project, {"seasons.py": "1 / 0\n"})
    for command in ("list", "report"):
        said = command_line(root)(command)
        assert said.code == 1
        assert said.err.startswith("seasons.py:1:1: error[plugin-failed]: ")


@pytest.mark.parametrize("jobs", [1, 2])
def test_workers_run_the_same_plugin(make_project: MakeProject, tmp_path: Path, jobs: int) -> None:
    """With the installed command, from another folder, which is how the command is used in CI."""
    posts = {f"content/posts/{number}.md": POST for number in range(260)}
    root = project(make_project, {"seasons.py": SPRING, **posts})
    installed_command(root, tmp_path, "build", "-q", "-j", str(jobs))
    for word in ("花の春", "雪解けの春"):
        (root / "seasons.py").write_text(SPRING.replace("花の春", word), "utf-8")
        installed_command(root, tmp_path, "build", "-q", "-j", str(jobs))
        assert all(f"{word}が来ました。" in page(root, f"posts/{number}/index.html") for number in range(260))


def installed_command(root: Path, cwd: Path, command: str, *arguments: str) -> str:
    """The standard output of the command that an installation puts on the path."""
    script = Path(sys.executable).with_name("letterpress")
    done = subprocess.run(
        [script, command, "--root", str(root), "--now", "2026-11-21T09:00", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_the_installed_command_finds_a_plugin_and_nothing_else_of_the_folder(
    make_project: MakeProject, tmp_path: Path
) -> None:
    """A file beside the site that is called like a module of the standard library is in nobody's way."""
    shadows = {f"{name}.py": "raise SystemExit(3)\n" for name in ("html", "signal", "msgspec", "calendar")}
    root = project(make_project, {"seasons.py": f"import calendar, html\n{SPRING}", **shadows})
    installed_command(root, tmp_path, "build")
    installed_command(root, root, "build")
    assert "花の春が来ました。" in page(root)


def test_an_installed_plugin_is_found_too(
    make_project: MakeProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project(make_project, {}, plugins="[spring_package.bloom]")
    package = tmp_path / "packages/spring_package"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("", "utf-8")
    (package / "bloom.py").write_text(SPRING, "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "packages"))
    installed_command(root, tmp_path, "build")
    assert "花の春が来ました。" in page(root)
    (package / "bloom.py").write_text(SPRING.replace("花の春", "雪解けの春"), "utf-8")
    installed_command(root, tmp_path, "build")
    assert "雪解けの春が来ました。" in page(root)


SHOUT = """\
def shout(text):
    return text.upper() + "!"


filters = {"shout": shout}
"""
THEME = {
    "themes/plain/templates/home.html": "{{ site.title | shout }}\n",
    "themes/plain/templates/post.html": "{% import 'parts/m.html' as m %}{{ m.loud(post.card.title) }}\n",
    "themes/plain/templates/parts/m.html": "{% macro loud(text) %}{{ text | shout }}{{ 'a' | shout }}{% endmacro %}\n",
}


@pytest.fixture
def shouting(make_project: MakeProject, command_line: Letterpress) -> Path:
    """A project whose front page and posts use a filter of a plugin."""
    root = project(make_project, {"seasons.py": SHOUT, **THEME})
    said = command_line(root)("build", "-q")
    assert (said.code, said.err) == (0, "")
    return root


def test_a_plugin_brings_a_filter_for_templates(shouting: Path) -> None:
    assert page(shouting, "index.html") == "試し刷り!\n"
    assert page(shouting) == "便り!A!\n"


def test_an_edited_filter_rebuilds_the_pages_that_use_it_and_says_why(
    shouting: Path, command_line: Letterpress
) -> None:
    (shouting / "seasons.py").write_text(SHOUT.replace('"!"', '"?"'), "utf-8")
    said = command_line(shouting)("build", "--explain", "--lang", "en")
    assert reasons(said.out) == {
        "index.html": "plugin seasons changed",
        "posts/letter/index.html": "plugin seasons changed",
    }
    assert page(shouting) == "便り?A?\n", "no value is left from when the template was compiled"


def test_a_plugin_with_a_filter_alone_leaves_documents_as_they_were_read(
    shouting: Path, command_line: Letterpress
) -> None:
    (shouting / "seasons.py").write_text(SHOUT.replace('"!"', '"?"'), "utf-8")
    options = BuildOptions(now=dt.datetime(2026, 11, 21, tzinfo=dt.UTC), jobs=1)
    assert build(shouting, config_of(shouting), options).work.parsed == 0


def test_a_plugin_with_a_filter_alone_leaves_the_fast_markdown_on(shouting: Path) -> None:
    plugins = load_plugins(find_plugins(shouting, ("seasons",)))
    assert parse_options(config_of(shouting), plugins).plugins == ()


def test_a_filter_that_is_gone_is_missed(shouting: Path, command_line: Letterpress) -> None:
    """Also by a template that was compiled while the filter was there."""
    (shouting / "seasons.py").write_text(SHOUT.replace('"shout"', '"cry"'), "utf-8")
    said = command_line(shouting)("build", "-q", "--lang", "en")
    assert said.code == 1
    assert (
        "themes/plain/templates/home.html:1:17: error[template-syntax]: there is no filter `shout`"
        in said.err
    )


def test_a_failing_filter_names_the_plugin_its_line_and_the_template(
    shouting: Path, command_line: Letterpress
) -> None:
    (shouting / "seasons.py").write_text(SHOUT.replace("text.upper()", "text.uper()"), "utf-8")
    before = files_of(shouting / "site")
    said = command_line(shouting)("build", "-q", "--lang", "en")
    assert said.code == 1
    assert (
        "seasons.py:2:5: error[plugin-failed]: `shout` of plugin `seasons` failed: AttributeError: "
        in said.err
    )
    assert "see also: themes/plain/templates/parts/m.html:1" in said.err
    assert files_of(shouting / "site") == before


def test_a_mistake_of_the_template_is_not_the_filters(shouting: Path, command_line: Letterpress) -> None:
    home = "{{ site.titel | shout }}\n"
    (shouting / "themes/plain/templates/home.html").write_text(home, "utf-8")
    said = command_line(shouting)("build", "-q", "--lang", "en")
    assert "home.html:1:9: error[template-undefined]: SiteView has no `titel`" in said.err


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"a": "date"}, "plugin `a` brings the filter `date`, which letterpress has already"),
        ({"a": "loud", "b": "loud"}, "plugin `b` brings the filter `loud`, which plugin `a` has already"),
    ],
)
def test_a_filter_has_a_name_of_its_own(
    filters: dict[str, str], message: str, make_project: MakeProject, command_line: Letterpress
) -> None:
    files = {f"{plugin}.py": f"filters = {{'{name}': str}}\n" for plugin, name in filters.items()}
    said = command_line(project(make_project, files, f"[{', '.join(filters)}]"))(
        "build", "-q", "--lang", "en"
    )
    assert said.code == 1
    assert f"error[plugin-name-taken]: {message}" in said.err


def test_the_filters_of_letterpress_are_listed_where_no_template_engine_is_needed() -> None:
    environment = ThemeEnvironment(ThemeFiles({}, ""), None, "en", {})
    assert set(environment.filters) == FILTER_NAMES


STYLE = """\
from letterpress.diagnostics import Diagnostic, Message, Severity


def quiet_titles(site):
    for post in site.posts:
        if "！" in post.title:
            yield Diagnostic(
                code="loud-title",
                severity=Severity.WARNING,
                message=Message("題名の感嘆符", "an exclamation mark in the title"),
                span=post.document.span("title"),
            )


checks = (quiet_titles,)
"""


def test_a_plugin_checks_the_site(make_project: MakeProject, command_line: Letterpress) -> None:
    loud = {"content/posts/b.md": POST.replace("便り", "便り！")}
    root = project(make_project, {"seasons.py": STYLE, **loud})
    said = command_line(root)("build", "-q", "--lang", "en")
    assert said.code == 0
    assert said.err == (
        "content/posts/b.md:2:8: warning[loud-title]: an exclamation mark in the title\n"
        "    2 | title: 便り！\n      |        ^^^^^^\n\n"
    )
    assert command_line(root)("build", "-q", "--lang", "en").err == said.err
    assert command_line(root)("build", "-q", "--strict").code == 1


def test_an_edited_check_is_asked_again_and_rebuilds_no_page(
    make_project: MakeProject, command_line: Letterpress
) -> None:
    root = project(make_project, {"seasons.py": STYLE})
    letterpress = command_line(root)
    assert letterpress("build", "-q").err == ""
    (root / "seasons.py").write_text(STYLE.replace("！", "便"), "utf-8")
    said = letterpress("build")
    assert "warning[loud-title]" in said.err
    assert "書き出し0件" in said.out


def test_a_check_may_look_at_what_no_other_asks_for(
    make_project: MakeProject, command_line: Letterpress
) -> None:
    """The length of a text is nothing to the checks of letterpress, which an edited text need not ask again."""
    long = STYLE.replace('"！" in post.title', "post.document.characters > 50")
    described = POST.replace("date:", "description: 春の話\ndate:")
    root = project(make_project, {"seasons.py": long, "content/posts/letter.md": described})
    letterpress = command_line(root)
    assert letterpress("build", "-q").err == ""
    (root / "content/posts/letter.md").write_text(f"{described}{'春' * 60}\n", "utf-8")
    assert "warning[loud-title]" in letterpress("build", "-q").err
    (root / "content/posts/letter.md").write_text(described, "utf-8")
    assert letterpress("build", "-q").err == ""


@pytest.mark.parametrize(
    ("good", "bad", "told"),
    [
        (
            "code=",
            "cod=",
            "seasons.py:7:13: error[plugin-failed]: `checks` of plugin `seasons` failed: TypeError: ",
        ),
        (
            "yield Diagnostic(",
            "yield dict(",
            "seasons.py:4:1: error[plugin-wrong-type]: `checks` of plugin `seasons` must return Diagnostic, not dict",
        ),
        (
            "checks = (quiet_titles,)",
            "checks = (lambda site: 'well',)",
            "seasons.py:15:1: error[plugin-wrong-type]: `checks` of plugin `seasons` must return Diagnostic, not str",
        ),
        (
            "def quiet_titles(site):",
            "def quiet_titles(site, now):",
            "seasons.py:4:1: error[plugin-failed]: `checks` of plugin `seasons` failed: TypeError: ",
        ),
    ],
)
def test_a_check_that_fails_publishes_nothing(
    good: str, bad: str, told: str, make_project: MakeProject, command_line: Letterpress
) -> None:
    loud = {"content/posts/b.md": POST.replace("便り", "便り！").replace("date:", "titel: a\ndate:")}
    root = project(make_project, {"seasons.py": STYLE.replace(good, bad), **loud})
    said = command_line(root)("build", "-q", "--lang", "en")
    assert said.code == 1
    assert told in said.err
    assert "warning[field-unknown]" in said.err
    assert not (root / "site").exists()


LONG_TITLES = """\
from letterpress.diagnostics import Message, Severity
from letterpress.editorial.rules.rule import field_span, rule


@rule("long-title", principle="inform", label=Message("長い題名", "long titles"))
def long_title(facts, config):
    for post in facts.posts:
        if len(post.title) > 10:
            yield long_title.finding(
                severity=Severity.WARNING,
                subject=post.id,
                value=len(post.title),
                threshold=10,
                message=Message(f"題名が{len(post.title)}字です", f"the title has {len(post.title)} characters"),
                fix=Message("題名を短くしましょう", "Shorten the title"),
                posts=(post,),
                span=field_span(post, "title"),
            )


rules = (long_title,)
"""
LONG = {"content/posts/b.md": POST.replace("便り", "あまりにも長い題名の便り")}


def test_a_plugin_brings_an_editorial_rule(make_project: MakeProject, command_line: Letterpress) -> None:
    root = project(make_project, {"seasons.py": LONG_TITLES, **LONG})
    letterpress = command_line(root)
    for command in ("build", "report"):
        assert "warning[long-title]: the title has 12 characters" in letterpress(command, "--lang", "en").out
    assert letterpress("build", "-q").code == 0
    assert letterpress("build", "-q", "--fail-on", "long-title=warning").code == 1
    assert letterpress("report", "--fail-on", "long-title=warning").code == 1


def test_an_edited_rule_judges_again_and_rebuilds_no_page(
    make_project: MakeProject, command_line: Letterpress
) -> None:
    root = project(make_project, {"seasons.py": LONG_TITLES, **LONG})
    letterpress = command_line(root)
    letterpress("build", "-q")
    (root / "seasons.py").write_text(LONG_TITLES.replace("> 10", "> 20"), "utf-8")
    said = letterpress("build")
    assert "long-title" not in said.out
    assert "書き出し0件" in said.out


def test_a_rule_of_a_plugin_can_be_switched_off_and_opted_out_of(
    make_project: MakeProject, command_line: Letterpress
) -> None:
    root = project(make_project, {"seasons.py": LONG_TITLES, **LONG})
    letterpress = command_line(root)
    settings = (root / "letterpress.yaml").read_text("utf-8")
    (root / "letterpress.yaml").write_text(
        f"{settings}editorial: {{rules: {{long-title: false}}}}\n", "utf-8"
    )
    said = letterpress("build")
    assert (said.err, "long-title" in said.out) == ("", False)
    (root / "letterpress.yaml").write_text(settings, "utf-8")
    opted_out = LONG["content/posts/b.md"].replace("date:", "report: {ignore: [long-title]}\ndate:")
    (root / "content/posts/b.md").write_text(opted_out, "utf-8")
    said = letterpress("build")
    assert (said.err, "long-title" in said.out) == ("", False)


def test_a_rule_that_nobody_has_is_pointed_out(make_project: MakeProject, command_line: Letterpress) -> None:
    root = project(make_project, {"seasons.py": LONG_TITLES})
    settings = (root / "letterpress.yaml").read_text("utf-8")
    (root / "letterpress.yaml").write_text(
        f"{settings}editorial: {{rules: {{lnog-title: false}}}}\n", "utf-8"
    )
    said = command_line(root)("build", "-q", "--lang", "en")
    assert said.err == (
        "letterpress.yaml:7:21: warning[rule-unknown]: there is no editorial rule `lnog-title`\n"
        "    7 | editorial: {rules: {lnog-title: false}}\n"
        "      |                     ^^^^^^^^^^\nhint: did you mean `long-title`?\n\n"
    )


@pytest.mark.parametrize(
    ("good", "bad", "told"),
    [
        (
            "len(post.title) > 10",
            "post.titel",
            "seasons.py:8:9: error[plugin-failed]: `long-title` of plugin `seasons`",
        ),
        (
            "(long_title,)",
            "(len,)",
            "error[plugin-wrong-type]: `rules` of plugin `seasons` must be a tuple of rules",
        ),
        (
            '"long-title"',
            '"silence"',
            "error[plugin-name-taken]: plugin `seasons` brings the editorial rule `silence`, which letterpress",
        ),
        (
            "yield long_title.finding",
            "yield dict",
            "error[plugin-wrong-type]: `long-title` of plugin `seasons` must return Finding, not dict",
        ),
    ],
)
def test_a_rule_that_fails_publishes_nothing(
    good: str, bad: str, told: str, make_project: MakeProject, command_line: Letterpress
) -> None:
    root = project(make_project, {"seasons.py": LONG_TITLES.replace(good, bad), **LONG})
    said = command_line(root)("build", "-q", "--lang", "en")
    assert said.code == 1
    assert told in said.err
    assert not (root / "site").exists()
    assert command_line(root)("report").code == 1


def test_without_plugins_nothing_of_theirs_runs_and_one_note_says_so(
    make_project: MakeProject, command_line: Letterpress
) -> None:
    root = project(make_project, {"seasons.py": SPRING})
    letterpress = command_line(root)
    letterpress("build", "-q")
    (root / "seasons.py").write_text("raise SystemExit('never run')\n", "utf-8")
    for command in ("build -q", "report", "list"):
        said = letterpress(command, "--no-plugins", "--lang", "en")
        assert said.code == 0
        assert said.err.startswith(
            "letterpress.yaml: note[plugins-off]: `--no-plugins`: doing without `seasons`\n"
        )
        assert said.err.count("note[") == 1
    assert "<p>春が来ました。" in page(root)
    assert letterpress("build", "-q", "--no-plugins").err == letterpress("build", "-q", "--no-plugins").err
    (root / "seasons.py").write_text(SPRING, "utf-8")
    assert letterpress("build", "-q").err == ""
    assert "花の春" in page(root)


def test_without_plugins_their_rules_may_still_be_named(
    make_project: MakeProject, command_line: Letterpress
) -> None:
    """A pull request is built with the flags and the front matter of every day."""
    opted_out = {"content/posts/b.md": POST.replace("date:", "report: {ignore: [long-title]}\ndate:")}
    root = project(make_project, {"seasons.py": LONG_TITLES, **opted_out})
    with (root / "letterpress.yaml").open("a", encoding="utf-8") as file:
        file.write("editorial: {rules: {long-title: true}}\n")
    said = command_line(root)(
        "build", "--no-plugins", "--strict", "--fail-on", "long-title=warning", "--lang", "en"
    )
    assert "rule-unknown" not in said.err


def test_there_is_nothing_to_note_where_there_are_none(
    make_project: MakeProject, command_line: Letterpress
) -> None:
    root = make_project({"content/posts/letter.md": POST})
    assert command_line(root)("build", "-q", "--no-plugins").err == ""


def test_a_missing_plugin_is_told_where_the_configuration_in_use_names_it(
    make_project: MakeProject, command_line: Letterpress
) -> None:
    root = project(make_project, {"other.yaml": f"{CONFIG}plugins: [winter]\n"})
    said = command_line(root)("build", "-c", str(root / "other.yaml"), "--lang", "en")
    assert said.code == 2
    assert said.err.startswith("other.yaml:6:11: error[plugin-missing]: there is no plugin `winter`\n")


def with_shelf(make_project: MakeProject, plugin: str = SHELF, **files: str) -> Path:
    shelf = {"themes/plain/templates/shelf.html": "{% for card in posts %}{{ card.title }}{% endfor %}\n"}
    return project(make_project, {"seasons.py": plugin, **shelf, **files})


def test_a_plugin_brings_kinds_of_output(make_project: MakeProject, command_line: Letterpress) -> None:
    """One is made of bytes that are ready, the other is a page of the theme."""
    root = with_shelf(make_project)
    said = command_line(root)("build", "-q")
    assert (said.code, said.err) == (0, "")
    assert page(root, "texts.txt") == "@ 便り\n\n春が来ました。\n"
    assert page(root, "shelf/index.html") == "便り\n"


def test_an_output_of_a_plugin_is_made_again_for_what_goes_into_it(
    make_project: MakeProject, command_line: Letterpress
) -> None:
    root = with_shelf(make_project)
    letterpress = command_line(root)
    letterpress("build", "-q")
    (root / "content/posts/letter.md").write_text(POST.replace("来ました", "来た"), "utf-8")
    said = reasons(letterpress("build", "--explain", "--lang", "en").out)
    assert said["texts.txt"] == "card of posts/letter changed; body of posts/letter changed"
    assert said["shelf/index.html"] == "card of posts/letter changed"
    assert page(root, "texts.txt") == "@ 便り\n\n春が来た。\n"
    (root / "seasons.py").write_text(SHELF.replace('"@"', '"#"'), "utf-8")
    said = reasons(letterpress("build", "--explain", "--lang", "en").out)
    assert said == {"texts.txt": "plugin seasons changed", "shelf/index.html": "plugin seasons changed"}
    assert page(root, "texts.txt").startswith("# ")


def test_outputs_go_with_their_plugin(make_project: MakeProject, command_line: Letterpress) -> None:
    root = with_shelf(make_project)
    letterpress = command_line(root)
    letterpress("build", "-q")
    letterpress("build", "-q", "--no-plugins")
    assert not (root / "site/texts.txt").exists()
    assert not (root / "site/shelf").exists()


@pytest.mark.parametrize(
    ("good", "bad", "told"),
    [
        (
            "inputs = sum(",
            "1 / 0\n    inputs = sum(",
            "seasons.py:11:5: error[plugin-failed]: `texts` of plugin `seasons` failed: ZeroDivisionError: ",
        ),
        (
            "texts = [",
            "1 / 0\n    texts = [",
            "seasons.py:16:5: error[plugin-failed]: `texts` of plugin `seasons` failed: ZeroDivisionError: ",
        ),
        (
            "posts = context.views",
            "1 / 0\n    posts = context.views",
            "seasons.py:25:5: error[plugin-failed]: `shelf` of plugin `seasons` failed: ZeroDivisionError: ",
        ),
        (
            "yield TEXTS.output",
            "yield len, ",
            "seasons.py:10:1: error[plugin-wrong-type]: `texts` of plugin `seasons` must return Output, not tuple",
        ),
        (
            ".encode())",
            ")",
            "seasons.py:15:1: error[plugin-wrong-type]: `texts` of plugin `seasons` must be a DataJob with bytes",
        ),
        (
            "    is_rendered=False,\n",
            "",
            "seasons.py:15:1: error[plugin-wrong-type]: `texts` of plugin `seasons` must be a job that workers render",
        ),
        (
            'template="shelf.html"',
            "template=3",
            "seasons.py:24:1: error[plugin-failed]: `shelf` of plugin `seasons` failed: ValidationError: ",
        ),
        (
            "(TEXTS, SHELF)",
            "(TEXTS, 'shelf')",
            "seasons.py:41:1: error[plugin-wrong-type]: `outputs` of plugin `seasons` must be a tuple of OutputKind",
        ),
        (
            'name="texts"',
            'name="sitemap"',
            "error[plugin-name-taken]: plugin `seasons` brings the kind of output `sitemap`, which letterpress has",
        ),
        (
            "(TEXTS, SHELF)",
            "(TEXTS, TEXTS)",
            "error[plugin-name-taken]: plugin `seasons` brings the kind of output `texts`, which plugin `seasons` has",
        ),
        ("/texts.txt", "/feed.xml", "error[url-collision]: `feed.xml` is also the output of a feed"),
        ("/texts.txt", "/../texts.txt", "error[output-name-unsafe]: `../texts.txt` cannot be the name"),
    ],
)
def test_an_output_that_fails_keeps_the_site_from_being_published(
    good: str, bad: str, told: str, make_project: MakeProject, command_line: Letterpress
) -> None:
    assert good in SHELF
    other = {"content/posts/b.md": POST.replace("date:", "titel: a\ndate:")}
    root = with_shelf(make_project, SHELF.replace(good, bad, 1), **other)
    said = command_line(root)("build", "-q", "--lang", "en")
    assert said.code == 1
    assert told in said.err
    assert "warning[field-unknown]" in said.err
    assert not (root / "site").exists()


@pytest.mark.parametrize("jobs", [1, 2])
def test_everything_at_once_on_any_number_of_processes(
    jobs: int, make_project: MakeProject, tmp_path: Path
) -> None:
    posts = {f"content/posts/{number}.md": POST for number in range(260)}
    root = with_shelf(make_project, EVERYTHING, **posts)
    script = Path(sys.executable).with_name("letterpress")
    command = [str(script), "build", "--root", str(root), "--now", "2026-11-21T09:00", "-q", "-j", str(jobs)]
    assert subprocess.run(command, cwd=tmp_path, check=False, capture_output=True).returncode == 0
    assert page(root, "texts.txt").count("春が来ました。") == 261
    assert page(root, "shelf/index.html") == "便り" * 261 + "\n"


LENGTHY = """\
from letterpress.diagnostics import Message
from letterpress.plan.jobs import DataJob
from letterpress.plan.outputs import OutputKind


def plan(context):
    for post in context.site.posts:
        if post.document.characters > 20:
            yield LONG.output(f"/long/{post.document.slug}.txt", context.digests.card(post.id), post.id)


def job(context, output):
    return DataJob(path=output.path, data=b"long")


LONG = OutputKind(
    name="long", title=Message("長い記事", "a long post"), plan=plan, job=job, is_rendered=False
)
outputs = (LONG,)
"""


def test_which_outputs_there_are_may_depend_on_how_long_a_body_is(
    make_project: MakeProject, command_line: Letterpress
) -> None:
    """So an edited body is no shortcut where a plugin brings kinds of output."""
    letter = POST.replace("date:", "description: 季節の話\ndate:")
    root = project(make_project, {"seasons.py": LENGTHY, "content/posts/letter.md": letter})
    letterpress = command_line(root)
    letterpress("build", "-q")
    assert not (root / "site/long").exists()
    (root / "content/posts/letter.md").write_text(
        letter + "\n" + "もう一度、春が来ました。" * 9 + "\n", "utf-8"
    )
    letterpress("build", "-q")
    assert (root / "site/long/letter.txt").read_bytes() == b"long"
    (root / "content/posts/letter.md").write_text(letter, "utf-8")
    letterpress("build", "-q")
    assert not (root / "site/long").exists()


def test_a_diagnostic_that_is_not_what_its_type_says_is_told_in_the_plugins_name(
    make_project: MakeProject, command_line: Letterpress
) -> None:
    check = """\
from letterpress.diagnostics import Diagnostic, Severity, Span


def style(site):
    yield Diagnostic(code="style", severity=Severity.ERROR, message="long", span=Span("x"))


checks = (style,)
"""
    root = project(make_project, {"seasons.py": check})
    said = command_line(root)("build", "--lang", "en")
    assert (
        "seasons.py:4:1: error[plugin-failed]: `checks` of plugin `seasons` failed: ValidationError"
        in said.err
    )
    assert said.code == 1


def test_a_filter_that_gives_nothing_is_told(shouting: Path, command_line: Letterpress) -> None:
    (shouting / "seasons.py").write_text(SHOUT.replace("return ", ""), "utf-8")
    said = command_line(shouting)("build", "--lang", "en")
    assert "error[plugin-wrong-type]: `shout` of plugin `seasons` must return str, not NoneType" in said.err
    assert said.code == 1


def test_a_module_of_python_itself_is_no_plugin(make_project: MakeProject, command_line: Letterpress) -> None:
    root = project(make_project, {}, plugins="[html]")
    said = command_line(root)("build", "--lang", "en")
    assert "letterpress.yaml:6:11: error[plugin-missing]: there is no plugin `html`" in said.err
    assert said.code == 2
