# SPDX-License-Identifier: MIT
"""A small project that uses every kind of input, and random edits to it."""

import random
from collections.abc import Callable
from pathlib import Path

CONFIG = """\
title: {title}
base_url: https://example.com/sub
language: ja
timezone: Asia/Tokyo
theme: own
page_size: 2
authors: [hana]
"""
LIST = """\
<!doctype html><html lang="{{ page.lang }}"><title>{{ page.title or site.title }}</title>
<nav>{% for link in site.navigation %}<a href="{{ link.url }}">{{ link.title }}</a>{% endfor %}</nav>
{% include ["extra.html", "none.html"] ignore missing %}
{% for card in posts %}<a href="{{ card.url }}">{{ card.title }}</a> {{ card.date | date("iso") }} {{ card.excerpt }}
{% for tag in card.tags %}<a href="{{ tag.url }}">{{ tag.title }}</a>{% endfor %}{% endfor %}
{% for link in links %}<a href="{{ link.url }}">{{ link.title }} {{ link.count }}</a>{% endfor %}
{% for month in months %}<a href="{{ month.url }}">{{ month.count }}</a>{% endfor %}
{% for each in issues %}<a href="{{ each.url }}">{{ each.label }} {{ each.title }} {{ each.items }}</a>{% endfor %}
{% for card in pinned %}<b>{{ card.title }}</b>{% endfor %}
{% if pager %}{{ pager.newer }} {{ pager.older }}{% endif %}{% if author %}{{ author.name }} {{ author.bio }}{% endif %}
{% if page.kind == "home" %}{% for row in data.ranking %}{{ row.name }}{% endfor %}{% endif %}{{ target }}</html>
"""
POST = """\
{% extends "base.html" %}{% block main %}<h1>{{ post.card.title }}</h1>{{ post.html | safe }}
{% for person in post.authors %}{{ person.name }}{% endfor %}
{% if post.series %}{% for part in post.series.posts %}{{ part.title }}{% endfor %}{% endif %}
{% if post.previous %}<a href="{{ post.previous.url }}">{{ post.previous.title }}</a>{% endif %}
{% if post.next %}<a href="{{ post.next.url }}">{{ post.next.title }}</a>{% endif %}
{% for each in post.issues %}{{ each.title }}{% endfor %}{% endblock %}
"""
BASE = """\
<!doctype html><html lang="{{ page.lang }}"><title>{{ page.title }}</title>{% block main %}{% endblock %}</html>
"""
ISSUE = """\
{% extends "base.html" %}{% block main %}{{ issue.subject }}{{ issue.html | safe }}
{% for card in issue.items %}{{ card.title }}{{ card.excerpt }}{% endfor %}
{% if issue.next %}{{ issue.next.label }}{% endif %}{% endblock %}
"""
PAGE = '{% extends "base.html" %}{% block main %}{{ content.html | safe }}{% endblock %}\n'
LIST_KINDS = (
    "home tag category series author month tags categories series_index authors archive newsletter"
    " not_found redirect"
)
WORDS = ("便り", "紙", "活字", "季節", "返事", "letter", "press", "winter", "shop")
TAGS = ("道具", "季節", "Paper", "paper", "C#")


def write(root: Path, path: str, text: str) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8", newline="\n")


def start(root: Path, rng: random.Random) -> None:
    """The project before the first edit."""
    write(root, "letterpress.yaml", CONFIG.format(title="試し刷り"))
    write(root, "content/authors.yaml", "hana:\n  name: 花\nsaku:\n  name: 朔\n  kind: organization\n")
    write(root, "content/data/ranking.csv", "name,count\nあ,1\n")
    write(root, "content/static/robots-note.txt", "note\n")
    write(root, "content/pages/about.md", "---\ntitle: このサイト\n---\n\n[道具](/tags/道具/)\n")
    write(root, "content/newsletter/001-first.md", issue_text(1, []))
    for kind in LIST_KINDS.split():
        write(root, f"themes/own/templates/{kind}.html", f'{{# {kind} #}}{{% extends "list.html" %}}\n')
    for name, text in {"list": LIST, "post": POST, "base": BASE, "issue": ISSUE, "page": PAGE}.items():
        write(root, f"themes/own/templates/{name}.html", text)
    for number in range(6):
        add_post(root, rng, number)
    write(root, "content/posts/first.md", post_text(rng, "2026-01-01", tags=("道具",), plain=True))


def post_text(
    rng: random.Random, day: str, *, tags: tuple[str, ...] | None = None, plain: bool = False
) -> str:
    """A post with random front matter and a random body."""
    tags = rng.sample(TAGS, 2) if tags is None else tags  # type: ignore[assignment]
    lines = [
        f"title: {rng.choice(WORDS)} {rng.randrange(100)}",
        f"date: {day}",
        f"tags: [{', '.join(tags or ())}]",
    ]
    optional = {
        "series: 四季": 0.3,
        "categories: [工房]": 0.3,
        "authors: [hana, saku]": 0.3,
        "pin: true": 0.1,
        "draft: true": 0.1,
        "feed: false": 0.1,
        "lang: en": 0.2,
        f"expires: 2026-12-{rng.randrange(10, 28)}": 0.1,
        f"aliases: [/old/{rng.randrange(10**6)}/]": 0.2,
    }
    lines += [line for line, chance in optional.items() if not plain and rng.random() < chance]
    body = [f"## {rng.choice(WORDS)}", " ".join(rng.choices(WORDS, k=8)), "[最初の便り](first.md)"]
    return "---\n" + "\n".join(lines) + "\n---\n\n" + "\n\n".join(body) + "\n"


def issue_text(number: int, items: list[str]) -> str:
    """An issue that carries these posts."""
    carried = ", ".join(items)
    fields = f"title: 便り{number}\ndate: 2026-02-{number:02}\nissue: {number}\nitems: [{carried}]"
    return f"---\n{fields}\n---\n\nこんにちは。\n"


def add_post(root: Path, rng: random.Random, number: int) -> str:
    day = f"2026-{rng.randrange(1, 13):02}-{rng.randrange(1, 28):02}"
    path = f"content/posts/post-{number}.md"
    write(root, path, post_text(rng, day))
    return path


Edit = Callable[[Path, random.Random, int], str]


def _some_post(root: Path, rng: random.Random) -> Path | None:
    posts = sorted(path for path in (root / "content/posts").glob("post-*.md"))
    return rng.choice(posts) if posts else None


def _forget(root: Path, slug: str) -> None:
    """Take a post that is gone out of every issue, as its writer would have to."""
    for file in (root / "content/newsletter").glob("*.md"):
        text = file.read_text("utf-8")
        items = [
            item for item in text.split("items: [")[1].split("]")[0].split(", ") if item not in ("", slug)
        ]
        write(root, file.relative_to(root).as_posix(), issue_text(int(file.stem[:3]), items))


def edit_add(root: Path, rng: random.Random, step: int) -> str:
    return f"add {add_post(root, rng, 100 + step)}"


def edit_delete(root: Path, rng: random.Random, step: int) -> str:
    post = _some_post(root, rng)
    if post is None:
        return edit_add(root, rng, step)
    post.unlink()
    _forget(root, post.stem)
    return f"delete {post.name}"


def edit_rename(root: Path, rng: random.Random, step: int) -> str:
    post = _some_post(root, rng)
    if post is None:
        return edit_add(root, rng, step)
    post.rename(post.with_name(f"post-r{step}.md"))
    _forget(root, post.stem)
    return f"rename {post.name}"


def edit_rewrite(root: Path, rng: random.Random, step: int) -> str:
    """New title, tags, date, series, authors, draft ... all at once."""
    post = _some_post(root, rng)
    if post is None:
        return edit_add(root, rng, step)
    write(root, post.relative_to(root).as_posix(), post_text(rng, f"2026-{rng.randrange(1, 13):02}-15"))
    return f"rewrite {post.name}"


def edit_body(root: Path, rng: random.Random, step: int) -> str:
    post = _some_post(root, rng)
    if post is None:
        return edit_add(root, rng, step)
    post.write_text(post.read_text("utf-8") + f"\n{rng.choice(WORDS)} {step}\n", "utf-8")
    return f"edit the body of {post.name}"


def edit_issue(root: Path, rng: random.Random, step: int) -> str:
    slugs = sorted(path.stem for path in (root / "content/posts").glob("*.md"))
    number = rng.randrange(1, 4)
    write(
        root, f"content/newsletter/{number:03}.md", issue_text(number, rng.sample(slugs, min(2, len(slugs))))
    )
    (root / "content/newsletter/001-first.md").unlink(missing_ok=True)
    return f"edit issue {number}"


def edit_template(root: Path, rng: random.Random, step: int) -> str:
    name = rng.choice(("list", "post", "base", "issue", "page", *LIST_KINDS.split()))
    file = root / f"themes/own/templates/{name}.html"
    text = file.read_text("utf-8")
    marked = text.replace("</html>", f"<p>{step}</p></html>").replace(
        "{% endblock %}", f"<i>{step}</i>{{% endblock %}}"
    )
    if marked == text:
        marked = f'{{% extends "list.html" %}}{{# {step} #}}\n'
    file.write_text(marked, "utf-8")
    return f"edit template {name}"


def edit_optional_template(root: Path, rng: random.Random, step: int) -> str:
    file = root / "themes/own/templates/extra.html"
    if file.exists():
        file.unlink()
        return "delete an optional template"
    file.write_text(f"<p>{step}</p>", "utf-8")
    return "add an optional template"


def edit_config(root: Path, rng: random.Random, step: int) -> str:
    _, _, rest = (root / "letterpress.yaml").read_text("utf-8").partition("\n")
    write(root, "letterpress.yaml", f"title: 試し刷り {step}\n{rest}")
    return "edit letterpress.yaml"


def edit_data(root: Path, rng: random.Random, step: int) -> str:
    write(root, "content/data/ranking.csv", f"name,count\nあ{step},1\n")
    return "edit a data file"


def edit_authors(root: Path, rng: random.Random, step: int) -> str:
    write(root, "content/authors.yaml", f"hana:\n  name: 花{step}\nsaku:\n  name: 朔\n  kind: organization\n")
    return "edit authors.yaml"


def edit_static(root: Path, rng: random.Random, step: int) -> str:
    write(root, f"content/static/file-{rng.randrange(3)}.txt", f"{step}\n")
    return "edit a static file"


def edit_output(root: Path, rng: random.Random, step: int) -> str:
    """Someone deletes a published file by hand."""
    pages = sorted((root / "site").rglob("*.html"))
    if pages:
        rng.choice(pages).unlink()
    return "delete an output"


EDITS: tuple[Edit, ...] = (
    edit_add,
    edit_add,
    edit_delete,
    edit_rename,
    edit_rewrite,
    edit_rewrite,
    edit_body,
    edit_body,
    edit_issue,
    edit_template,
    edit_optional_template,
    edit_config,
    edit_data,
    edit_authors,
    edit_static,
    edit_output,
)
