# SPDX-License-Identifier: MIT
"""A site assembled from the texts of its sources."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from letterpress.config import Config
from letterpress.config.settings import AuthorProfile
from letterpress.load import document_kind
from letterpress.model.assemble import assemble
from letterpress.model.site import Site
from letterpress.model.status import Include
from letterpress.parse.documents import parse_document
from letterpress.parse.options import parse_options

CONFIG = Config(title="試し刷り", base_url="https://example.com", language="ja", timezone="Asia/Tokyo")
NOW = datetime(2026, 11, 21, 9, tzinfo=ZoneInfo("Asia/Tokyo"))


def assembled(
    sources: Mapping[str, str],
    *,
    profiles: tuple[AuthorProfile, ...] = (),
    files: Mapping[str, str] = MappingProxyType({}),
) -> Site:
    """The site of sources by their path below content/; each text begins with the lines of its front matter."""
    options = parse_options(CONFIG)
    documents = [
        parse_document(f"content/{path}", document_kind(f"content/{path}"), text.encode(), options).document
        for path, text in sources.items()
    ]
    return assemble(documents, config=CONFIG, now=NOW, include=Include(), files=files, profiles=profiles)


def source(*fields: str, body: str = "本文です。") -> str:
    """The text of a source: these fields, a title and a date unless given, and a body."""
    given = {field.partition(":")[0] for field in fields}
    defaults = [line for line in ("title: 便り", "date: 2026-11-01") if line.partition(":")[0] not in given]
    return "\n".join(["---", *fields, *defaults, "---", "", body, ""])
