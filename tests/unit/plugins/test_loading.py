# SPDX-License-Identifier: MIT
"""What running a plugin gives, and what it leaves behind: nothing that an import statement could find."""

import importlib.util
import sys
from pathlib import Path

import msgspec
import pytest

from letterpress.diagnostics import Diagnostic
from letterpress.plugins import Plugin, find_plugins
from letterpress.plugins.loading import LoadedPlugin, PluginError, load_plugin, load_plugins


def plugin(root: Path, files: dict[str, str], name: str = "seasons") -> Plugin:
    """A plugin of these files."""
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    (found,) = find_plugins(root, (name,))
    return found


def load(root: Path, text: str) -> LoadedPlugin:
    return load_plugin(plugin(root, {"seasons.py": text}))


def fault(root: Path, text: str) -> Diagnostic:
    with pytest.raises(PluginError) as caught:
        load(root, text)
    return caught.value.diagnostic


def test_a_plugin_brings_what_its_module_names(tmp_path: Path) -> None:
    brought = load(tmp_path, "def markdown(md): ...\nchecks = [print]\nfilters = {'shout': str.upper}\n")
    assert brought.markdown is not None
    assert brought.checks == (print,)
    assert dict(brought.filters) == {"shout": str.upper}
    assert (brought.rules, brought.outputs, brought.warnings) == ((), (), ())


def test_it_runs_once(tmp_path: Path) -> None:
    found = plugin(tmp_path, {"seasons.py": "ran = []\nran.append(1)\nchecks = tuple([len] * len(ran))\n"})
    assert load_plugin(found).checks == load_plugin(found).checks == (len,)


def test_neither_the_folder_nor_the_name_can_be_imported(tmp_path: Path) -> None:
    path = list(sys.path)
    load(tmp_path, "checks = ()\n")
    assert sys.path == path
    assert importlib.util.find_spec("seasons") is None


def test_a_module_beside_it_is_in_nobodys_way(tmp_path: Path) -> None:
    (tmp_path / "html.py").write_text("raise SystemExit\n")
    assert load(tmp_path, "import html\nchecks = (html.escape,)\n").checks[0]("<") == "&lt;"


def test_a_package_imports_its_own_modules(tmp_path: Path) -> None:
    found = plugin(
        tmp_path,
        {
            "seasons/__init__.py": "from . import deep\nfrom .words import SPRING\nfilters = {SPRING: deep.later}\n",
            "seasons/words.py": "SPRING = 'haru'\n",
            "seasons/deep/__init__.py": "def later():\n    from ..words import SPRING\n    return SPRING\n",
        },
    )
    assert load_plugin(found).filters["haru"]() == "haru"


def test_a_package_reads_its_own_files(tmp_path: Path) -> None:
    (tmp_path / "seasons").mkdir()
    (tmp_path / "seasons/words.txt").write_text("haru", "utf-8")
    found = plugin(
        tmp_path,
        {
            "seasons/__init__.py": "import pkgutil\n"
            "filters = {pkgutil.get_data(__name__, 'words.txt').decode(): print}\n"
        },
    )
    (tmp_path / "seasons/words.txt").unlink()
    assert list(load_plugin(found).filters) == ["haru"], "from what was read, not from the disk"


def test_an_edited_plugin_is_another_one_however_quickly_it_was_edited(tmp_path: Path) -> None:
    """Compiled code that Python keeps is told apart by size and second, which an edit may leave as they are."""
    answers = [load(tmp_path, f"filters = {{'n': lambda: {number}}}\n").filters["n"]() for number in range(5)]
    assert answers == [0, 1, 2, 3, 4]
    assert not (tmp_path / "__pycache__").exists()


def test_an_earlier_version_is_let_go(tmp_path: Path) -> None:
    def kept() -> int:
        finders = sum(getattr(each, "plugin", None) is not None for each in sys.meta_path)
        return finders + sum(name.startswith("letterpress_plugin_") for name in sys.modules)

    load(tmp_path, "checks = ()\n")
    before = kept()
    for number in range(5):
        load(tmp_path, f"checks = ()\nnumber = {number}\n")
    assert kept() == before


def test_an_installed_plugin_that_was_edited_is_imported_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(tmp_path / "installed")
    root = tmp_path / "project"
    root.mkdir()
    package = tmp_path / "installed/installed_seasons"
    package.mkdir(parents=True)
    for word in ("haru", "natsuyasumi"):
        (package / "__init__.py").write_text("from installed_seasons.words import filters\n")
        (package / "words.py").write_text(f"filters = {{'{word}': print}}\n")
        assert list(load_plugin(plugin(root, {}, "installed_seasons")).filters) == [word]


def test_an_exception_is_told_with_its_line(tmp_path: Path) -> None:
    told = fault(tmp_path, "import sys\n\nSPRING = [1][2]\n")
    assert (told.code, told.span.path, told.span.line) == ("plugin-failed", "seasons.py", 3)
    assert told.excerpt == "SPRING = [1][2]"
    assert told.message.en == "plugin `seasons` cannot be run: IndexError: list index out of range"
    assert told.message.ja == "プラグイン `seasons` を実行できません：IndexError: list index out of range"


def test_the_line_is_the_plugins_own_wherever_the_exception_comes_from(tmp_path: Path) -> None:
    told = fault(tmp_path, "import json\n\njson.loads('{')\n")
    assert (told.span.path, told.span.line) == ("seasons.py", 3)


def test_a_plugin_that_wants_to_end_the_program_only_fails(tmp_path: Path) -> None:
    assert fault(tmp_path, "import sys\nsys.exit('enough')\n").message.en.endswith("SystemExit: enough")


def test_a_mistake_in_syntax_is_told_with_its_line(tmp_path: Path) -> None:
    told = fault(tmp_path, "checks = ()\ndef (:\n")
    assert (told.code, told.span.line, told.excerpt) == ("plugin-failed", 2, "def (:")
    assert told.message.en == "plugin `seasons` has a mistake in its syntax: invalid syntax"


def test_a_fault_in_a_module_below_is_told_where_it_is(tmp_path: Path) -> None:
    found = plugin(tmp_path, {"seasons/__init__.py": "from . import words\n", "seasons/words.py": "\n1 +\n"})
    with pytest.raises(PluginError) as caught:
        load_plugin(found)
    assert (caught.value.diagnostic.span.path, caught.value.diagnostic.span.line) == ("seasons/words.py", 2)


def test_what_is_not_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "seasons.py").write_bytes(b"checks = '\xff'\n")
    (found,) = find_plugins(tmp_path, ("seasons",))
    with pytest.raises(PluginError, match="has a mistake in its syntax"):
        load_plugin(found)


@pytest.mark.parametrize(
    ("files", "statement", "hint"),
    [
        (
            {"seasons.py": "import words", "words.py": ""},
            "import words",
            (
                "files beside it are out of reach: make it `seasons/__init__.py` with `seasons/words.py`,"
                " and write `from . import words`"
            ),
        ),
        (
            {"seasons/__init__.py": "from seasons.words import A", "seasons/words.py": "A = 1"},
            "from seasons.words import A",
            "a plugin imports its own modules with a dot: `from . import NAME`",
        ),
    ],
)
def test_an_import_that_cannot_work_is_put_right(
    files: dict[str, str], statement: str, hint: str, tmp_path: Path
) -> None:
    with pytest.raises(PluginError) as caught:
        load_plugin(plugin(tmp_path, files))
    told = caught.value.diagnostic
    assert told.excerpt == statement
    assert told.hint is not None
    assert told.hint.en == hint


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("markdown = 3", "`markdown` of plugin `seasons` must be a function, not int"),
        (
            "checks = print",
            "`checks` of plugin `seasons` must be a tuple of functions, not builtin_function_or_method",
        ),
        ("checks = (3,)", "`checks` of plugin `seasons` must be a tuple of functions, not tuple"),
        ("rules = 'x'", "`rules` of plugin `seasons` must be a tuple, not str"),
        (
            "filters = {1: print}",
            "`filters` of plugin `seasons` must be a mapping from names to functions, not dict",
        ),
    ],
)
def test_what_a_seam_must_be_is_said(text: str, message: str, tmp_path: Path) -> None:
    told = fault(tmp_path, f"# a plugin\n{text}\n")
    assert (told.code, told.message.en) == ("plugin-wrong-type", message)
    assert (told.span.line, told.excerpt) == (2, text)


def test_a_plugin_that_brings_nothing_is_an_error_and_the_seam_that_was_meant_is_named(
    tmp_path: Path,
) -> None:
    told = fault(tmp_path, "\ndef check(site): ...\n")
    assert (told.code, told.span.line) == ("plugin-seam-unknown", 2)
    assert told.hint is not None
    assert told.hint.en == "did you mean `checks`?"
    told = fault(tmp_path, "import os\n")
    assert told.hint is not None
    assert told.hint.en == "it can bring `markdown`, `checks`, `rules`, `outputs`, `filters`"


def test_beside_what_it_brings_a_name_that_is_nearly_a_seam_is_a_warning(tmp_path: Path) -> None:
    brought = load(tmp_path, "filters = {}\n\nchekcs = ()\n_rule = 1\n")
    (told,) = brought.warnings
    assert told.severity.word == "warning"
    assert told.message.en == "letterpress does not use `chekcs` of plugin `seasons`"
    assert told.span.line == 3


def test_plugins_at_fault_are_left_out_and_the_others_loaded(tmp_path: Path) -> None:
    a = plugin(tmp_path, {"a.py": "1 / 0\n"}, "a")
    b = plugin(tmp_path, {"b.py": "checks = (print,)\n"}, "b")
    plugins = load_plugins((a, b))
    assert plugins.bringing("checks") == (b,)
    assert [each.span.path for each in plugins.diagnostics] == ["a.py"]


def test_files_other_than_those_that_were_digested_are_not_run(tmp_path: Path) -> None:
    found = plugin(tmp_path, {"seasons.py": "checks = ()\n"})
    other = msgspec.structs.replace(found, sources=(("", b"1 / 0\n"),))
    with pytest.raises(PluginError, match="a worker does not have the same plugin `seasons`"):
        load_plugin(other)
