# SPDX-License-Identifier: MIT
"""Trees of bodies are made from sources when an output first asks for them, and kept from then on."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.conftest import CONFIG, MakeProject

from letterpress.body_tree import decode_tree, plain_text
from letterpress.config.table import read_config
from letterpress.digests import Digest, digest
from letterpress.document import Document
from letterpress.load import SourceFile
from letterpress.pipeline.context import BuildContext
from letterpress.pipeline.document_cache import Cache
from letterpress.pipeline.options import BuildOptions
from letterpress.pipeline.stages.parse import BodyReader, parse_sources

NOW = dt.datetime(2026, 11, 21, tzinfo=dt.UTC)
PATH = "content/posts/2026-11-01-a.md"
TEXT = "---\ntitle: 春\n---\n\n{桜|さくら}が咲いた。\n"


@pytest.fixture
def root(make_project: MakeProject) -> Path:
    return make_project({PATH: TEXT})


class Opened(NamedTuple):
    """What a build has at hand for the only source."""

    cache: Cache
    key: Digest
    bodies: BodyReader
    document: Document

    def told(self) -> str:
        """Its body as plain text."""
        return plain_text(decode_tree(self.bodies.tree(self.document)), [])

    @property
    def is_kept(self) -> bool:
        """Whether the tree of its body is in the cache."""
        return self.cache.tree(self.key) is not None


@contextmanager
def opened(root: Path) -> Iterator[Opened]:
    """A build over the only source."""
    source = SourceFile(path=PATH, kind="post", digest=digest((root / PATH).read_bytes()))
    config, _ = read_config(CONFIG.encode())
    with BuildContext(root, config, BuildOptions(now=NOW, jobs=1)) as context:
        parsed = parse_sources(context, [source])
        assert context.notes == ()
        (document,) = parsed.documents
        assert isinstance(document, Document)
        yield Opened(context.cache, parsed.keys[PATH], BodyReader(context, parsed.keys), document)
        context.cache.store()


def test_a_tree_that_was_asked_for_is_there_in_the_next_build(root: Path) -> None:
    with opened(root) as build:
        assert not build.is_kept
        assert build.told() == "桜（さくら）が咲いた。\n"
    with opened(root) as build:
        assert build.is_kept
        assert build.told() == "桜（さくら）が咲いた。\n"


def test_a_source_that_was_saved_meanwhile_is_not_taken_for_what_it_was(root: Path) -> None:
    with opened(root) as build:
        (root / PATH).write_text(TEXT.replace("咲いた", "散った"), "utf-8")
        assert build.told() == "桜（さくら）が散った。\n"
        assert not build.is_kept


def test_a_tree_goes_with_its_document(root: Path) -> None:
    with opened(root) as build:
        build.told()
        build.cache.save(set())
        assert not build.is_kept


def test_an_edit_that_only_a_tree_shows_is_an_edit_of_the_body(root: Path) -> None:
    """`**a**` and `<strong>a</strong>` are the same on a page, and two things in a tree."""
    digests = set()
    for text in ("**a**", "<strong>a</strong>"):
        (root / PATH).write_text(f"---\ntitle: 春\n---\n\n{text}\n", "utf-8")
        with opened(root) as build:
            digests.add(build.document.body_digest)
    assert len(digests) == 2
