# SPDX-License-Identifier: MIT
"""What an output depends on: typed keys, each with a digest."""

from collections.abc import Iterator
from enum import IntEnum

import msgspec

from letterpress.digests import DIGEST_SIZE, Digest


class InputKind(IntEnum):
    """The kinds of things that outputs depend on; the numbers stand in ledgers, so none is used twice."""

    CARD = 1
    """What a list or a neighbour shows of an entry; the subject is its id."""
    BODY = 2
    """An entry's own text; the subject is its id."""
    LINKS = 3
    """Where those links of an entry lead that depend on other files; the subject is its id."""
    IMAGE = 4
    """The file of an entry's image; the subject is the entry's id."""
    ADDRESS = 5
    """An entry's URL and title; the subject is its id."""
    TITLE = 6
    """The title of a term; the subject is its id."""
    AUTHOR = 7
    """An author's profile; the subject is the author's id."""
    SERIES = 8
    """The cards of a series; the subject is its id."""
    NEIGHBOURING_PAGES = 9
    """The numbers of the list pages before and after."""
    TERMS = 10
    """Titles, URLs and counts of all tags, categories or series."""
    AUTHORS = 11
    """Names, URLs and counts of all authors."""
    MONTHS = 12
    """The months of the archive with their counts."""
    ITEMS = 13
    """How many posts each issue carries."""
    FEED = 14
    """Title and home of a feed."""
    ADDRESSES = 15
    """Every URL of the sitemap with the moment it last changed."""
    FILE = 16
    """A file that is copied; the subject is its path in the project."""
    PART_OF = 17
    """Another output, along with which this one was made, such as `sitemap.xml` for `sitemap-2.xml`."""
    INTERRUPTED = 18
    """A build that was killed after it had published the file."""
    VALUE = 19
    """Anything that an output kind digests itself; the subject is its name for it."""
    ORDER = 20
    """The order of the other inputs."""
    CONFIGURATION = 21
    """What can be seen of letterpress.yaml in an output."""
    ENGINE = 22
    """letterpress itself, by version."""
    NAVIGATION = 23
    """What every page shows of the site."""
    DATA = 24
    """A data file; the subject is its name."""
    TEMPLATE = 25
    """A template of the theme; the subject is its name."""
    CLDR = 26
    """What CLDR says of dates and plural forms in languages other than Japanese and English."""
    PLUGIN = 27
    """A plugin; the subject is its name."""
    ASSET = 28
    """Whether there is such a file for `asset` in templates; the subject is what they call it."""
    WORDS = 29
    """The theme's words in a language; the subject is its tag."""


class InputKey(msgspec.Struct, frozen=True, gc=False, array_like=True, order=True):
    """One input of an output: what kind of thing it is, and which one."""

    kind: InputKind
    subject: str = ""
    """An id, a name or a path, as the kind says; empty where there is only one of the kind."""


class Inputs(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """What goes into one output: a key and a digest each; the keys are the explanation when a digest differs."""

    keys: tuple[InputKey, ...]
    digests: bytes
    """The digests one after the other, `DIGEST_SIZE` bytes each, in the order of the keys."""

    def pairs(self) -> Iterator[tuple[InputKey, Digest]]:
        """Each key with its digest."""
        for at, key in enumerate(self.keys):
            yield key, self.digests[at * DIGEST_SIZE : (at + 1) * DIGEST_SIZE]

    def __add__(self, other: "Inputs") -> "Inputs":
        """These and others."""
        return Inputs(self.keys + other.keys, self.digests + other.digests)


NO_INPUTS = Inputs((), b"")


def single(kind: InputKind, value: Digest, subject: str = "") -> Inputs:
    """One input."""
    return Inputs((InputKey(kind, subject),), value)
