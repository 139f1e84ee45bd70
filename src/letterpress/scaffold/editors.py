# SPDX-License-Identifier: MIT
"""The settings of editors for front matter, made from the field table: Sveltia CMS in a browser, and VS Code."""

import json
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any, Literal

import msgspec
import yaml

from letterpress.config.vocabulary import CTA_NAMES, PHASES, PURPOSE_NAMES, STAGES, VALUE_THEMES
from letterpress.diagnostics import Language, Message
from letterpress.document import DocumentKind
from letterpress.parse.front_matter import value_types
from letterpress.parse.front_matter.table import FIELDS, Field

Editor = Literal["vscode"]
"""An editor that `letterpress init` writes settings for."""

Cms = Literal["sveltia"]
"""An editor in the browser that saves into the repository."""

SVELTIA_VERSION = "0.221.1"
SVELTIA_DIGEST = "sha384-JQ+XsKx/UzwdTiNnFStza3XtqqQoVtyNPApkfvwlzZDfhe7giE9CnfQrpHqgv3k6"
"""Of `dist/sveltia-cms.js` in that version, by which a browser knows that it is the same file."""

ADMIN = "content/static/admin"

LEFT_OUT = frozenset(
    """published status updated expires id lang aliases canonical toc feed search breaks format follows report
    extra""".split()  # noqa: SIM905 - a list of words reads better
)
"""Fields that no form shows: other ways to say the same, and what is set once and by hand."""

Widget = Literal["text", "long", "date", "flag", "choice", "choices", "list", "image", "number"]

_FOLDERS: Mapping[DocumentKind, tuple[str, Message]] = {
    "post": ("content/posts", Message("記事", "Posts")),
    "issue": ("content/newsletter", Message("号", "Issues")),
    "page": ("content/pages", Message("固定ページ", "Pages")),
}

_WIDGET_OF_TYPE: tuple[tuple[object, Widget], ...] = (
    (value_types.TEXT, "text"),
    (value_types.SLUG, "text"),
    (value_types.PROMISE, "text"),
    (value_types.MOMENT, "date"),
    (value_types.FLAG, "flag"),
    (value_types.LIST, "list"),
    (value_types.ITEMS, "list"),
    (value_types.IMAGE, "image"),
    (value_types.NUMBERS, "number"),
    (value_types.PHASE, "choice"),
    (value_types.PURPOSE, "choice"),
    (value_types.VALUE_THEME, "choice"),
    (value_types.STAGES_TYPE, "choices"),
    (value_types.CTA, "choices"),
)
"""How a type of value is asked for."""


class FormField(msgspec.Struct, frozen=True, kw_only=True):
    """One field of a form."""

    name: str
    label: str
    hint: str
    widget: Widget
    required: bool
    choices: tuple[tuple[str, str], ...] = ()
    """Values and their labels."""


def form_fields(kind: DocumentKind, language: Language) -> tuple[FormField, ...]:
    """Make the fields of the form for a kind of document, in the order of the field table."""
    return tuple(
        _form_field(field, language)
        for field in FIELDS
        if kind in field.belongs_to and field.name not in LEFT_OUT
    )


def _form_field(field: Field, language: Language) -> FormField:
    about = field.about.text(language)
    label, _, hint = about.partition("。" if language == "ja" else ";")
    widget: Widget = (
        "long"
        if field.name == "description"
        else next(widget for kind, widget in _WIDGET_OF_TYPE if kind is field.kind)
    )
    return FormField(
        name=field.name,
        label=label.strip(),
        hint=hint.strip(),
        widget=widget,
        required=field.required,
        choices=tuple(_choices(field.name, language)),
    )


def _choices(name: str, language: Language) -> Iterable[tuple[str, str]]:
    if name == "stage":
        return ((each.id, f"{each.label.text(language)} ({each.id})") for each in STAGES)
    if name == "value_theme":
        return ((each.id, f"{each.label.text(language)} ({each.id})") for each in VALUE_THEMES)
    if name == "phase":
        return ((phase, label.text(language)) for phase, label in PHASES.items())
    if name == "purpose":
        return _spelled(PURPOSE_NAMES, language)
    return _spelled(CTA_NAMES, language) if name == "cta" else ()


def _spelled(names: Mapping[str, str], language: Language) -> Iterable[tuple[str, str]]:
    """The words that names stand for, in Japanese with the first of their own spellings."""
    for word in dict.fromkeys(names.values()):
        own = next((name for name, meant in names.items() if meant == word and name != word), word)
        yield word, f"{own} ({word})" if language == "ja" else word


def sveltia_files(title: str, base_url: str, language: Language) -> dict[str, bytes]:
    """Make the page `/admin/` of a site, on which Sveltia CMS edits posts, issues and pages.

    Args:
        title: Of the site.
        base_url: Its address.
        language: Of the labels.

    Returns:
        The bytes of each file by its path, relative to the project.
    """
    config = {
        "backend": {"name": "github", "repo": "OWNER/REPOSITORY", "branch": "main"},
        "site_url": base_url,
        "media_folder": "content/static/images",
        "public_folder": "/images",
        "slug": {"encoding": "unicode"},
        "output": {"omit_empty_optional_fields": True},
        "collections": [_collection(kind, language) for kind in _FOLDERS],
    }
    text = yaml.safe_dump(config, allow_unicode=True, sort_keys=False, width=110)
    page = _ADMIN_PAGE.format(
        language=language,
        title=escape(title),
        version=SVELTIA_VERSION,
        digest=SVELTIA_DIGEST,
    )
    return {
        f"{ADMIN}/index.html": page.encode(),
        f"{ADMIN}/config.yml": (_CONFIG_NOTE.text(language) + text).encode(),
    }


_ADMIN_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
</head>
<body>
<script src="https://unpkg.com/@sveltia/cms@{version}/dist/sveltia-cms.js"
  integrity="{digest}" crossorigin="anonymous"></script>
</body>
</html>
"""

_CONFIG_NOTE = Message(
    "# ブラウザーで書くための設定です。`repo` に、GitHub の「持ち主/リポジトリ」を書いてください。\n"
    "# 書いたものは下書きで保存されます。`下書きかどうか` を外すと公開されます。\n",
    "# The settings for writing in a browser. Put the owner and name of your GitHub repository into `repo`.\n"
    "# What is written is saved as a draft; untick that to publish it.\n",
)


def _collection(kind: DocumentKind, language: Language) -> dict[str, Any]:
    folder, label = _FOLDERS[kind]
    names = {
        "post": "{{year}}-{{month}}-{{day}}-{{slug}}",
        "issue": "{{fields.issue}}-{{slug}}",
        "page": "{{slug}}",
    }
    body = Message("本文", "Text").text(language)
    return {
        "name": kind,
        "label": label.text(language),
        "folder": folder,
        "create": True,
        "extension": "md",
        "format": "yaml-frontmatter",
        "slug": names[kind],
        "fields": [
            *(_sveltia_field(field) for field in form_fields(kind, language)),
            {"name": "body", "label": body, "widget": "markdown", "required": False},
        ],
    }


_SVELTIA: Mapping[Widget, Mapping[str, Any]] = {
    "text": {"widget": "string"},
    "long": {"widget": "text"},
    "date": {"widget": "datetime", "format": "YYYY-MM-DD", "time_format": False},
    "flag": {"widget": "boolean"},
    "choice": {"widget": "select"},
    "choices": {"widget": "select", "multiple": True},
    "list": {"widget": "list"},
    "image": {"widget": "image"},
    "number": {"widget": "number", "value_type": "int", "min": 1},
}


def _sveltia_field(field: FormField) -> dict[str, Any]:
    made: dict[str, Any] = {"name": field.name, "label": field.label, **_SVELTIA[field.widget]}
    if field.choices:
        made["options"] = [{"value": value, "label": label} for value, label in field.choices]
    if field.widget == "flag":
        made["default"] = field.name == "draft"
    made["required"] = field.required
    if field.hint:
        made["hint"] = field.hint
    return made


def vscode_files(language: Language) -> dict[str, bytes]:
    """Make the settings of VS Code: which extensions to use, and the forms of Front Matter CMS.

    Args:
        language: Of the labels.

    Returns:
        The bytes of each file by its path, relative to the project.
    """
    folders = [
        {"title": label.text(language), "path": f"[[workspace]]/{folder}", "contentTypes": [kind]}
        for kind, (folder, label) in _FOLDERS.items()
    ]
    types = [
        {"name": kind, "pageBundle": False, "fields": [*map(_vscode_field, form_fields(kind, language))]}
        for kind in _FOLDERS
    ]
    forms = {
        "$schema": "https://frontmatter.codes/frontmatter.schema.json",
        "frontMatter.content.pageFolders": folders,
        "frontMatter.content.publicFolder": "content/static",
        "frontMatter.content.draftField": {"name": "draft", "type": "boolean"},
        "frontMatter.taxonomy.dateFormat": "yyyy-MM-dd",
        "frontMatter.taxonomy.contentTypes": types,
        "frontMatter.preview.host": "http://127.0.0.1:8000",
    }
    extensions = {"recommendations": ["eliostruyf.vscode-front-matter", "redhat.vscode-yaml"]}
    return {"frontmatter.json": _json(forms), ".vscode/extensions.json": _json(extensions)}


_VSCODE: Mapping[Widget, Mapping[str, Any]] = {
    "text": {"type": "string"},
    "long": {"type": "string"},
    "date": {"type": "datetime", "dateFormat": "yyyy-MM-dd"},
    "flag": {"type": "boolean"},
    "choice": {"type": "choice"},
    "choices": {"type": "choice", "multiple": True},
    "list": {"type": "list"},
    "image": {"type": "image"},
    "number": {"type": "number"},
}
_TAXONOMIES: Mapping[str, str] = {"tags": "tags", "categories": "categories"}


def _vscode_field(field: FormField) -> dict[str, Any]:
    made: dict[str, Any] = {"title": field.label, "name": field.name, **_VSCODE[field.widget]}
    if field.name in _TAXONOMIES:
        made["type"] = _TAXONOMIES[field.name]
    if field.choices:
        made["choices"] = [{"id": value, "title": label} for value, label in field.choices]
    if field.name == "draft":
        made |= {"type": "draft", "default": True}
    if field.name == "date":
        made |= {"default": "{{now}}", "isPublishDate": True}
    if field.required:
        made["required"] = True
    if field.hint:
        made["description"] = field.hint
    return made


def _json(value: Mapping[str, Any]) -> bytes:
    return f"{json.dumps(value, ensure_ascii=False, indent=2)}\n".encode()
