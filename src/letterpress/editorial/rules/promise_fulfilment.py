# SPDX-License-Identifier: MIT
"""Which later post or issue keeps the promise of an earlier one."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping

import msgspec

from letterpress.editorial.facts import Pieces, in_order
from letterpress.editorial.items import Piece
from letterpress.editorial.lookup import names_of
from letterpress.normalization import match_key

Index = Mapping[str, list[Piece]]


class Keepers(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """Posts and issues by what they follow and by their series; each list by date, then id."""

    followers: Index
    """By the id of what they follow."""
    series: Index
    """By series, as `match_key` gives it."""
    draft_followers: Index
    draft_series: Index
    draft_titles: Index

    def first(self, promise: Piece) -> Piece | None:
        """The first post or issue after this one that keeps its promise, published or scheduled."""
        following = self.followers.get(promise.id, [])
        in_series = self.series.get(promised_series(promise), [])
        later = [*_first_after(promise, following), *_first_after(promise, in_series)]
        return min(later, key=in_order, default=None)

    def draft(self, promise: Piece) -> Piece | None:
        """A draft that would keep it: one that follows it, bears the promised title, or is of the series."""
        said = promise.entry.fields.next
        title = match_key(said.title) if said else ""
        drafts = (
            *self.draft_followers.get(promise.id, ()),
            *self.draft_titles.get(title, ()),
            *self.draft_series.get(promised_series(promise), ()),
        )
        return drafts[0] if drafts else None


def keepers_among(pieces: Pieces, drafts: Pieces) -> Keepers:
    """The keepers among published and scheduled pieces in their order, and among drafts."""
    followers = [piece for piece in pieces + drafts if piece.entry.fields.follows]
    names = names_of(pieces if followers else ())

    def followed(piece: Piece) -> Iterable[str]:
        found = [names.find(name, piece) for name in piece.entry.fields.follows]
        return [promise.id for promise in found if promise]

    return Keepers(
        followers=_index(pieces, followed),
        series=_index(pieces, _series),
        draft_followers=_index(drafts, followed),
        draft_series=_index(drafts, _series),
        draft_titles=_index(drafts, lambda piece: [match_key(piece.title)]),
    )


def promised_series(promise: Piece) -> str:
    """The series that the promise names, else its own; empty where there is neither."""
    said = promise.entry.fields.next
    return match_key((said.series if said else "") or promise.entry.fields.series or "")


def _series(piece: Piece) -> list[str]:
    return [match_key(piece.entry.fields.series)] if piece.entry.fields.series else []


def _index(pieces: Pieces, keys: Callable[[Piece], Iterable[str]]) -> Index:
    index: dict[str, list[Piece]] = {}
    for piece in pieces:
        for key in keys(piece):
            index.setdefault(key, []).append(piece)
    return index


def _first_after(promise: Piece, pieces: list[Piece]) -> list[Piece]:
    """The first that is later than the promise, if any."""
    start = bisect_right(pieces, in_order(promise), key=in_order)
    return pieces[start : start + 1]
