# SPDX-License-Identifier: MIT
"""The `diagnostics` section of letterpress.yaml: the reader of severities by path, and its JSON Schema."""

from letterpress.config.settings import Severities
from letterpress.config.severities import ADJUSTABLE, FIXED, SEVERITY_WORDS
from letterpress.config.value_types import ConfigReporter
from letterpress.diagnostics import Message, suggestion
from letterpress.yaml_reader.field_specs import Schema, ValueKind, missing_key
from letterpress.yaml_reader.nodes import Node, Scalar
from letterpress.yaml_reader.reporter import Reporter
from letterpress.yaml_reader.values import read_choice, read_mapping, read_text

_WORDS = {word: word for word in SEVERITY_WORDS}


def read_severities(reporter: Reporter, name: str, node: Node) -> Severities | None:
    """Read the severities of some codes in the files that match a glob; an unknown or fixed code is an error."""
    mapping = read_mapping(reporter, name, node)
    if mapping is None:
        return None
    pattern = ""
    given: dict[str, str] = {}
    for key, value in mapping.entries:
        if key.text == "match":
            pattern = read_text(reporter, f"{name}.match", value) or ""
        elif _is_adjustable(reporter, name, key):
            severity = read_choice(reporter, f"{name}.{key.text}", value, "severity-unknown", _WORDS)
            if severity is not None:
                given[key.text] = severity
    if not pattern:
        missing_key(reporter, mapping.span, f"{name}.match", "match: posts/2008-*")
        return None
    return Severities(pattern=pattern, by_code=given)


def _is_adjustable(reporter: Reporter, name: str, key: Scalar) -> bool:
    """Whether a project may set the severity of a code; where not, that is reported."""
    code = key.text
    if code in ADJUSTABLE:
        return True
    if code in FIXED:
        message = Message(f"`{code}` の重さは変えられません", f"the severity of `{code}` cannot be changed")
        hint = Message(
            "安全、出力の重なり、使えないファイルに関わる診断だからです。この行を消してください",
            "it guards safety or the names of outputs, or tells of a file that cannot be used; remove this line",
        )
        reporter.error("diagnostic-fixed", key.span, message, hint)
        return False
    if isinstance(reporter, ConfigReporter) and reporter.names_plugins:
        return True
    message = Message(f"`{code}` という診断はありません", f"there is no diagnostic `{code}`")
    reporter.error("diagnostic-unknown", key.span, message, suggestion(code, ("match", *sorted(ADJUSTABLE))))
    return False


def _schema() -> Schema:
    words = {"enum": list(_WORDS)}
    return {
        "type": "object",
        "properties": {"match": {"type": "string"}, **dict.fromkeys(sorted(ADJUSTABLE), words)},
        "required": ["match"],
    }


SEVERITIES: ValueKind[Reporter] = ValueKind(read_severities, _schema())
