# SPDX-License-Identifier: MIT
"""The kinds of output: each has its name, and what each depends on is known."""

from tests.support.editorial_sites import site_of

from letterpress.plan.inputs import InputKey, InputKind
from letterpress.plan.outputs import OUTPUT_KINDS, PlanContext
from letterpress.plan.planner import plan_outputs
from letterpress.plan.reasons import Reason


def test_every_kind_has_a_name_of_its_own() -> None:
    names = [kind.name for kind in OUTPUT_KINDS]
    assert len({*names}) == len(names)


def test_own_kinds_depend_on_nothing_that_only_they_can_digest() -> None:
    """Else an edited body might reach an output without the shortcut for edited bodies knowing."""
    site = site_of(
        ["2026-11-13 howto prospect id=how title=How", "2026-11-18 issue numbers=12 items=how id=12"]
    )
    plan = plan_outputs(PlanContext(site, ()), OUTPUT_KINDS, shared={})
    used = {key.kind for output in plan.outputs for key in output.inputs.keys}
    assert InputKind.BODY in used
    assert InputKind.VALUE not in used


def test_every_kind_of_input_has_words_in_both_languages() -> None:

    for kind in InputKind:
        message = Reason(change="changed", key=InputKey(kind, "x")).message
        assert message.ja.endswith("が変わりました")
        assert message.en.endswith(" changed")
