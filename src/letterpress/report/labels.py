# SPDX-License-Identifier: MIT
"""Labels of ids: of stages, value themes, phases, and the entries that a report mentions."""

from letterpress.config.settings import Editorial
from letterpress.config.vocabulary import PHASES, STAGES
from letterpress.diagnostics import Language, Message
from letterpress.editorial.findings import EditorialReport

UNKNOWN_PHASE = Message("不明", "unknown")
VALUE_CLASSES = {
    "value": Message("価値", "value"),
    "neutral": Message("中立", "neutral"),
    "sales": Message("販売", "sales"),
}
PHASE_LABELS = {**dict[str, Message](PHASES.items()), "unknown": UNKNOWN_PHASE}


def stage_label(stage_id: str, language: Language) -> str:
    """The label of a customer stage; its id where the vocabulary does not have it."""
    return next((stage.label.text(language) for stage in STAGES if stage.id == stage_id), stage_id)


def theme_label(theme_id: str, editorial: Editorial, language: Language) -> str:
    """The label of a value theme; its id where the site does not have it."""
    labels = (theme.label.text(language) for theme in editorial.value_themes if theme.id == theme_id)
    return next(labels, theme_id)


def title_of(entry_id: str, report: EditorialReport) -> str:
    """The title of an entry that a report mentions, or its id."""
    mention = report.mentions.get(entry_id)
    return mention.title if mention else entry_id
