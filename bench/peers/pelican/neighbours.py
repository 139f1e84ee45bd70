# SPDX-License-Identifier: MIT
"""Tells every article its neighbours, which Pelican itself does not."""

from pelican import signals


def connect(generator):
    """Give articles, which come newest first, a `previous` and a `following`."""
    articles = generator.articles
    for index, article in enumerate(articles):
        article.following = articles[index - 1] if index else None
        article.previous = articles[index + 1] if index + 1 < len(articles) else None


def register():
    """Called by Pelican."""
    signals.article_generator_finalized.connect(connect)
