# SPDX-License-Identifier: MIT
"""Plugins for the sample project, and an edit that changes all that they do."""

import random
import re
from pathlib import Path

from tests.support.press_project import write

SHELF = """\
from letterpress.diagnostics import Message
from letterpress.plan.inputs import NO_INPUTS
from letterpress.plan.jobs import DataJob, PageJob
from letterpress.plan.output import Rank
from letterpress.plan.outputs import OutputKind

MARK = "@"


def plan_texts(context):
    inputs = sum((context.digests.body(post) for post in context.site.posts), start=NO_INPUTS)
    yield TEXTS.output("/texts.txt", inputs)


def make_texts(context, output):
    texts = [f"{MARK} {post.title}\\n\\n{context.plain_text(post)}" for post in context.site.posts]
    return DataJob(path=output.path, data="\\n\\n".join(texts).encode())


def plan_shelf(context):
    yield SHELF.output("/shelf/", context.digests.cards([post.id for post in context.site.posts]))


def make_shelf(context, output):
    posts = context.views.cards([post.id for post in context.site.posts])
    return PageJob(
        path=output.path, template="shelf.html", page=context.page("shelf", "/shelf/", MARK), posts=posts
    )


TEXTS = OutputKind(
    name="texts",
    title=Message("全文", "all texts"),
    rank=Rank.FEED,
    plan=plan_texts,
    job=make_texts,
    is_rendered=False,
)
SHELF = OutputKind(name="shelf", title=Message("本棚", "the shelf"), plan=plan_shelf, job=make_shelf)

outputs = (TEXTS, SHELF)
"""
"""Brings two kinds of output and nothing else: one file with the body text of every post, and a page."""

EVERYTHING = f"""\
from letterpress.diagnostics import Diagnostic, Severity, Span
from letterpress.editorial.rules.rule import rule
{SHELF}

def markdown(md):
    md.core.ruler.push("mark", mark)


def mark(state):
    for token in state.tokens:
        for child in token.children or ():
            child.content = child.content.replace("letter", f"letter {{MARK}}")


def noted(site):
    for post in site.posts:
        message = Message(MARK, f"{{MARK}} {{post.document.characters}}")
        yield Diagnostic(
            code="noted", severity=Severity.NOTE, message=message, span=Span(post.document.path)
        )


@rule("marked", principle="inform", label=Message("しるし", "marked"))
def marked(facts, config):
    yield marked.finding(
        severity=Severity.NOTE,
        subject="window",
        value=len(facts.posts),
        threshold=None,
        message=Message(MARK, MARK),
        fix=Message(MARK, MARK),
        posts=facts.posts[:1],
    )


def underlined(text):
    return f"{{MARK}}{{text}}{{MARK}}"


checks = (noted,)
rules = (marked,)
filters = {{"underlined": underlined}}
"""
"""Brings something for each seam."""


def add_plugin(root: Path, text: str) -> None:
    """Have the sample project use a plugin with one of these texts."""
    settings = (root / "letterpress.yaml").read_text("utf-8")
    write(root, "letterpress.yaml", f"{settings}plugins: [sample]\n")
    write(root, "sample.py", text)
    write(root, "themes/own/templates/shelf.html", '{% extends "list.html" %}\n')
    if "filters" in text:
        page = root / "themes/own/templates/post.html"
        page.write_text(
            page.read_text("utf-8").replace("card.title }}", "card.title | underlined }}"), "utf-8"
        )


def edit_plugin(root: Path, rng: random.Random, step: int) -> str:
    """Another mark shows in all that the plugin makes."""
    file = root / "sample.py"
    file.write_text(re.sub(r'MARK = ".*"', f'MARK = "@{step}"', file.read_text("utf-8")), "utf-8")
    return "edit the plugin"
