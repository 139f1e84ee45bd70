# SPDX-License-Identifier: MIT
"""Rule dispatch by the character that rules begin with, so that only those are tried that can succeed.

What a rule begins with is known for the rules of markdown-it, of the plugins in use and of letterpress. Any other rule,
such as a plugin's, is tried everywhere, as before.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, NamedTuple, TypeVar

from markdown_it.ruler import Ruler

Rule = TypeVar("Rule", bound=Callable[..., Any])

_KNOWN = ("markdown_it.", "mdit_py_plugins.footnote", "mdit_py_plugins.deflist", "letterpress.parse.markdown")


class Chain(NamedTuple, Generic[Rule]):
    """The rules of one chain of a ruler, in their order."""

    by_character: Mapping[str, list[Rule]]
    others: list[Rule]
    """For every character that is not named."""


def chain(ruler: Ruler[Rule], beginnings: Mapping[str, str], name: str = "") -> Chain[Rule]:
    """Sort the rules of a chain.

    Args:
        ruler: All rules are in it already.
        beginnings: Rule name to the characters that it begins with; no entry means any, no character means never.
        name: Of the chain.
    """
    names = {id(rule): rule_name for rule_name, rule in named_rules(ruler)}
    pairs = [
        (rule, beginnings.get(names[id(rule)]) if is_known(rule) else None) for rule in ruler.getRules(name)
    ]
    table = {
        character: [rule for rule, begins in pairs if begins is None or character in begins]
        for character in "".join(beginnings.values())
    }
    return Chain(table, [rule for rule, begins in pairs if begins is None])


def named_rules(ruler: Ruler[Rule]) -> Iterable[tuple[str, Rule]]:
    """Return the active rules with their names."""
    return zip(ruler.get_active_rules(), ruler.getRules(""), strict=True)


def is_known(rule: Callable[..., Any]) -> bool:
    """Return whether the behaviour of a rule is known here."""
    module: str = getattr(getattr(rule, "func", rule), "__module__", "")
    return module.startswith(_KNOWN)
