# SPDX-License-Identifier: MIT
"""letterpress.yaml as a `Config`; every mistake is found in one go, with its place."""

from typing import Any

from letterpress.config.settings import Config, Markdown
from letterpress.config.table import CONFIG
from letterpress.diagnostics import ConfigError, Diagnostic, Language, Severity, Span
from letterpress.encoding import decode_text
from letterpress.yaml_reader.field_specs import read_rows
from letterpress.yaml_reader.nodes import Mapping, Source
from letterpress.yaml_reader.reader import read_yaml
from letterpress.yaml_reader.reporter import Reading


def read_config(data: bytes, path: str = "letterpress.yaml") -> tuple[Config, tuple[Diagnostic, ...]]:
    """Read a project's configuration.

    Args:
        data: UTF-8 with or without a byte order mark, with any line ends.
        path: What diagnostics call the file.

    Returns:
        The configuration, checked and completed, and warnings.

    Raises:
        ConfigError: With every error and warning, where there is an error.
    """
    text, diagnostics = decode_text(data, path)
    if text is None:
        raise ConfigError(*diagnostics)
    mapping, found = read_yaml(text, path)
    diagnostics += found
    source = Source(path, text)
    if mapping is None:
        if diagnostics:
            raise ConfigError(*diagnostics)
        mapping = Mapping((), Span(path, 1, 1, 1), source)
    reading = Reading(source)
    values = read_rows(reading, CONFIG, mapping)
    diagnostics += reading.diagnostics
    if values is None or any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics):
        raise ConfigError(*diagnostics)
    return _config(values), diagnostics


def _config(values: dict[str, Any]) -> Config:
    language: Language = values["language"]
    breaks = "japanese" if language == "ja" else "commonmark"
    markdown = Markdown(**({"breaks": breaks} | values.get("markdown", {})))
    return Config(**(values | {"markdown": markdown}))
