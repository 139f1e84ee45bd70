# SPDX-License-Identifier: MIT
"""What ids are called: stages, value themes of the site, phases, and the entries that a report names."""

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
    """What a customer stage is called, or its id where the vocabulary has none such."""
    return next((stage.label.text(language) for stage in STAGES if stage.id == stage_id), stage_id)


def theme_label(theme_id: str, editorial: Editorial, language: Language) -> str:
    """What a value theme is called, or its id where the site has none such."""
    labels = (theme.label.text(language) for theme in editorial.value_themes if theme.id == theme_id)
    return next(labels, theme_id)


def title_of(entry_id: str, report: EditorialReport) -> str:
    """The title of an entry that a report names, or its id."""
    mention = report.mentions.get(entry_id)
    return mention.title if mention else entry_id
