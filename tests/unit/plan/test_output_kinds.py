# SPDX-License-Identifier: MIT
"""The kinds of output: each has its name, and what each depends on is known."""

from typing import NoReturn

from msgspec.structs import replace
from tests.support.editorial_sites import site_of

from letterpress.body_tree import encode_tree
from letterpress.locale.words import BUILT_IN_WORDS
from letterpress.model.link_resolution import Resolution
from letterpress.parse.markdown import MarkdownOptions
from letterpress.parse.markdown.editions import parse_tree
from letterpress.plan.inputs import InputKey, InputKind
from letterpress.plan.labels import labels_in
from letterpress.plan.outputs import OUTPUT_KINDS, JobContext, PlanContext
from letterpress.plan.planner import plan_outputs
from letterpress.plan.reasons import Reason
from letterpress.plan.site_view import site_view

LABELS = labels_in("ja", BUILT_IN_WORDS)


def test_every_kind_has_a_name_of_its_own() -> None:
    names = [kind.name for kind in OUTPUT_KINDS]
    assert len({*names}) == len(names)


def test_own_kinds_depend_on_nothing_that_only_they_can_digest() -> None:
    """Else an edited body might reach an output without the shortcut for edited bodies knowing."""
    site = site_of(
        ["2026-11-13 howto prospect id=how title=How", "2026-11-18 issue numbers=12 items=how id=12"]
    )
    plan = plan_outputs(PlanContext(site, LABELS, ()), OUTPUT_KINDS, shared={})
    used = {key.kind for output in plan.outputs for key in output.inputs.keys}
    assert InputKind.BODY in used
    assert InputKind.VALUE not in used


def test_every_kind_of_input_has_words_in_both_languages() -> None:

    for kind in InputKind:
        message = Reason(change="changed", key=InputKey(kind, "x")).message
        assert message.ja.endswith("が変わりました")
        assert message.en.endswith(" changed")


def test_a_kind_can_show_an_entry_as_plain_text_with_absolute_urls() -> None:
    site = site_of(["2026-11-13 howto prospect id=how title=How"])
    view = site_view(site, LABELS, settings={}, version="1")
    tree = parse_tree("[a](a.md), [b](#b)", MarkdownOptions())
    context = JobContext(
        site, view, LABELS, image_files={}, read_body=never, read_tree={"how": encode_tree(tree)}.__getitem__
    )
    links = (Resolution(meaning="found", url="/posts/a/"), Resolution(meaning="fragment", url="#b"))
    entry = replace(site.by_id["how"], links=links)
    address = f"{site.config.base_url}{entry.url}"
    assert context.plain_text(entry) == (
        f"a[1], b[2]\n\n[1] {site.config.base_url}/posts/a/\n[2] {address}#b\n"
    )


def never(entry_id: str) -> NoReturn:
    raise AssertionError(entry_id)
