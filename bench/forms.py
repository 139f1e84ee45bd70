# SPDX-License-Identifier: MIT
"""A post as a file of each generator: the same body below that generator's own front matter."""

import json

from bench.corpus import Post


def for_letterpress(post: Post) -> str:
    """As letterpress reads it."""
    return _yaml(post, {"stage": post.stage, "value_theme": post.value_theme})


def for_hugo(post: Post) -> str:
    """As Hugo reads it."""
    return _yaml(post, {})


def for_eleventy(post: Post) -> str:
    """As Eleventy reads it."""
    return _yaml(post, {})


def for_pelican(post: Post) -> str:
    """As Pelican reads it, with Python-Markdown's metadata."""
    lines = [
        f"Title: {post.title}",
        f"Date: {post.date.isoformat()}",
        f"Slug: {post.slug}",
        f"Tags: {', '.join(post.tags)}",
        f"Summary: {post.description}",
    ]
    return "\n".join(lines) + "\n\n" + post.body


def _yaml(post: Post, more: dict[str, str]) -> str:
    """YAML front matter; JSON's way of quoting text is also YAML's."""
    lines = [
        f"title: {json.dumps(post.title, ensure_ascii=False)}",
        f"date: {post.date.isoformat()}",
        f"description: {json.dumps(post.description, ensure_ascii=False)}",
        f"tags: [{', '.join(post.tags)}]",
        *(f"{name}: {value}" for name, value in more.items()),
    ]
    return "\n".join(("---", *lines, "---", "", post.body))
