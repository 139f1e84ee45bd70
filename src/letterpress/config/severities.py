# SPDX-License-Identifier: MIT
"""The severities of diagnostics by path, as the `diagnostics` section of letterpress.yaml sets them.

Only the severity that is told changes. What a stage made of a file stays, so codes with which a file cannot be used at
all, or that guard the output, are fixed.
"""

from collections.abc import Iterable
from fnmatch import fnmatchcase

import msgspec

from letterpress.config.settings import Severities
from letterpress.diagnostics import Diagnostic, Severity
from letterpress.files import CONTENT_FOLDER

_ADJUSTABLE = """
    author-unknown conflict-left-out copies-left-out copy-left-out data-ending dates-numeric email-alt-missing
    email-image-drawing email-image-heavy email-issue-order email-item-unpublished email-placeholder
    email-preheader-long email-preheader-missing email-subject-long email-template-in-subject
    email-template-in-text email-too-large emphasis-between-digits emphasis-with-space expires-before-date
    external-link-gone external-link-moved external-link-unsure feed-characters-removed feed-too-large
    fence-unclosed field-misplaced field-twice field-unknown footnote-twice footnote-undefined footnote-unused
    heading-by-ruler hidden-left-out html-unclosed html-unseen image-alt-missing image-missing issue-item-missing
    issue-item-unpublished issue-reference-missing leftover-tag letter-as-markdown link-anchor-missing
    link-definition-missing link-definition-overused link-definition-twice link-definition-unused
    link-target-empty link-target-missing link-target-unpublished list-as-text list-by-hand list-not-nested
    marker-full-width marker-without-space purpose-unlisted quote-by-sign reference-forbidden ruby-mismatch
    rule-unknown sitemap-url-too-long source-ending source-misplaced table-cell-beyond-header target-with-space
    url-cut wide-space-after-marker words-missing
    """
_FIXED = """
    alias-unsafe author-duplicate author-kind-unknown breaks-unknown build-running cache-unreadable character-forbidden
    cluster-differs cluster-empty cluster-lost cluster-unreachable config-unreadable conflict-marker content-emptied
    content-missing cta-unknown dask-missing data-broken data-name-twice date-impossible date-missing date-skipped
    date-unreadable diagnostic-fixed diagnostic-unknown disk-full email-sender-incomplete encoding-not-utf8
    field-missing field-type file-changed file-exists format-unknown front-matter-missing front-matter-unclosed
    id-duplicate identity-unknown issue-unknown language-tag law-unknown link-scheme-refused name-twice name-unsafe
    output-blocked output-foreign output-left-over output-name-unsafe output-outside output-replaced output-taken-over
    output-unsafe pages-removed permalink-invalid phase-unknown plugin-differs plugin-failed plugin-missing
    plugin-name-invalid plugin-name-taken plugin-outside plugin-seam-unknown plugin-wrong-type plugins-off
    preview-host-unknown preview-port-refused preview-port-taken profile-unknown profile-wrong project-exists
    project-missing publish-interrupted purpose-unknown report-unwritable severity-unknown show-unknown slug-unsafe
    source-too-large special-file stage-unknown state-elsewhere state-key-short state-key-unkept state-of-another-key
    state-unsafe state-unsaved status-unknown symlink-dangling symlink-hidden symlink-loop symlink-outside
    template-asset-missing template-error template-forbidden template-missing template-syntax template-undefined
    theme-invalid theme-missing theme-words-moved timezone-unknown title-missing unreadable unwritable url-collision
    url-invalid value-class-unknown value-theme-ambiguous value-theme-unknown worker-died yaml-alias yaml-comment
    yaml-duplicate-key yaml-escape yaml-full-width-colon yaml-full-width-space yaml-indentation yaml-key
    yaml-missing-space yaml-needs-quotes yaml-no-colon yaml-not-a-mapping yaml-second-document yaml-syntax yaml-tab
    yaml-tag yaml-too-deep yaml-too-long yaml-unclosed
    """
ADJUSTABLE = frozenset(_ADJUSTABLE.split())
"""The codes whose severity a project may set."""
FIXED = frozenset(_FIXED.split())
"""All others: those that guard safety, or two outputs of one name, or tell that a file cannot be used."""

SEVERITY_WORDS = {severity.word: severity for severity in Severity}
_CONTENT = f"{CONTENT_FOLDER}/"


def with_severities(
    diagnostics: Iterable[Diagnostic], severities: tuple[Severities, ...]
) -> tuple[Diagnostic, ...]:
    """Return diagnostics with the severities that a project gives them, by code and path; the last match wins.

    Args:
        diagnostics: As the stages found them.
        severities: What letterpress.yaml says.
    """
    if not severities:
        return tuple(diagnostics)
    return tuple([_told(each, severities) for each in diagnostics])


def _told(diagnostic: Diagnostic, severities: tuple[Severities, ...]) -> Diagnostic:
    path = diagnostic.span.path.removeprefix(_CONTENT)
    said = ""
    for each in severities:
        word = each.by_code.get(diagnostic.code)
        if word is not None and path_matches(each.pattern, path):
            said = word
    if not said or said == diagnostic.severity.word:
        return diagnostic
    return msgspec.structs.replace(diagnostic, severity=SEVERITY_WORDS[said])


def path_matches(pattern: str, path: str) -> bool:
    """Whether a path below content/ matches a glob of letterpress.yaml, in which `*` stands for any characters.

    Args:
        pattern: With or without `content/` in front; a folder, which ends in `/`, stands for all in it.
        path: Without `content/`; of a file that lies elsewhere, as it is.
    """
    pattern = pattern.removeprefix(_CONTENT)
    return fnmatchcase(path, pattern + "*" if pattern.endswith("/") else pattern)
