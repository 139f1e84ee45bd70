# SPDX-License-Identifier: MIT
"""Which post or issue a writer's word means: an id, a slug, or the path of its file."""

from collections.abc import Iterable, Mapping
from posixpath import dirname, join, normpath

import msgspec

from letterpress.editorial.items import Piece


class Names(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """Pieces by everything that a writer may call them; held and published ones alike."""

    by_name: Mapping[str, Piece]

    def find(self, name: str, writer: Piece) -> Piece | None:
        """The piece that `writer` means by a name; a path counts from the writer's own file."""
        beside = normpath(join(dirname(writer.entry.document.path), name))
        return self.by_name.get(name) or self.by_name.get(beside)


def names_of(pieces: Iterable[Piece]) -> Names:
    """The names of some pieces; an id wins over a slug and a path, and the first piece over later ones."""
    by_name: dict[str, Piece] = {}
    known = tuple(pieces)
    for piece in known:
        by_name.setdefault(piece.id, piece)
    for piece in known:
        document = piece.entry.document
        for name in (document.slug, document.path, document.path.removeprefix("content/")):
            by_name.setdefault(name, piece)
    return Names(by_name=by_name)
