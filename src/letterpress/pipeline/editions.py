# SPDX-License-Identifier: MIT
"""Email editions of issues and posts: rendered through the theme, for a mailing service, without building the site."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from letterpress.body_tree import BodyTree, decode_tree
from letterpress.body_tree.nodes import Image
from letterpress.config import Config
from letterpress.diagnostics import Diagnostic, LetterpressError, Message, Severity, Span, worst
from letterpress.document import Show
from letterpress.editions import checks
from letterpress.editions.edition import UNSUBSCRIBE, VIEW, Edition, edition, inlined
from letterpress.editions.email_html import MailImage, email_html
from letterpress.editions.images import image_size
from letterpress.editions.letter_text import body_text, letter_text
from letterpress.editions.message import Letter, message_bytes
from letterpress.editions.profiles import Profile
from letterpress.load import Asset, Reader, packaged_themes
from letterpress.locale.dates import date_writer
from letterpress.model.entries import Entry, Issue, Post
from letterpress.model.issues import item_path, post_names
from letterpress.model.permalinks import absolute_url, encode
from letterpress.model.site import Site
from letterpress.model.status import Status
from letterpress.pipeline.context import BuildContext
from letterpress.pipeline.options import BuildOptions
from letterpress.pipeline.stages.load import open_project
from letterpress.pipeline.stages.parse import BodyReader, parse_sources
from letterpress.pipeline.stages.plan import PlannedSite, plan_site
from letterpress.pipeline.stages.site import assemble_site, check_site
from letterpress.pipeline.stages.theme import render_setup
from letterpress.plan.jobs import PageJob
from letterpress.plan.outputs import JobContext
from letterpress.plan.staleness import Ledger
from letterpress.plan.views import EmailItemView, EmailView
from letterpress.render.context import RenderSetup, template_source
from letterpress.render.renderer import Renderer

TEMPLATE = "email.html"
"""The template of a theme for letters; that of the theme `press` where it has none."""
_HEADER_BYTES = 65_536
_HEAVY_IMAGE = 1_000_000
"""Bytes: an image that takes a phone in a train seconds to load."""

Wanted = Callable[[Site], Sequence[Issue | Post]]
"""Chooses the letters of a site."""


class MadeEdition(msgspec.Struct, frozen=True, kw_only=True):
    """The email edition of one issue or post."""

    entry: Issue | Post
    name: str
    """What its files are called: `012`, or the last part of the id."""
    edition: Edition
    mail: bytes
    """The mail as a file."""
    diagnostics: tuple[Diagnostic, ...]


class Editions(msgspec.Struct, frozen=True, kw_only=True):
    """The letters that were asked for, and what was found wrong with the project."""

    site: Site
    made: tuple[MadeEdition, ...]
    diagnostics: tuple[Diagnostic, ...]


def make_editions(
    root: Path, config: Config, options: BuildOptions, wanted: Wanted, profile: Profile
) -> Editions:
    """Make the email editions of some issues and posts.

    Args:
        root: The folder that holds letterpress.yaml.
        config: What that file says.
        options: The rest; drafts and what is scheduled are letters too where `include` takes them in.
        wanted: Chooses the letters.
        profile: The mailing service that they are for.

    Raises:
        LetterpressError: The project cannot be read, has an error, or the theme's template for letters is at fault.
    """
    context = BuildContext(root, config, options)
    with open_project(context) as project:
        parsed = parse_sources(context, project.tree.sources)
        assembled = check_site(context, assemble_site(context, project.tree, parsed))
        planned = plan_site(context, project.tree, assembled, Ledger(records={}))
        found = (*context.warnings, *assembled.diagnostics, *planned.diagnostics)
        if worst(found) is Severity.ERROR:
            raise LetterpressError(*found)
        setup = render_setup(context, project.tree, planned.view, planned.languages, planned.data)
        maker = _EditionMaker(context, planned, setup, profile)
        made = tuple([maker.make(entry) for entry in wanted(planned.site)])
        with context.saving_for_the_next_build():
            context.cache.store()
    return Editions(site=planned.site, made=made, diagnostics=found)


class _EditionMaker:
    """Makes the letters of one site for one mailing service."""

    def __init__(
        self, context: BuildContext, planned: PlannedSite, setup: RenderSetup, profile: Profile
    ) -> None:
        self._context = context
        self._planned = planned
        self._site = planned.site
        self._profile = profile
        self._renderer = Renderer(_with_template(setup))
        self._read_body = BodyReader(context, planned.keys)
        self._reader = Reader(context.root)
        self._assets = {
            absolute_url(f"/{encode(asset.output)}", context.config.base_url): asset
            for asset in planned.assets
        }
        self._jobs = JobContext(
            self._site,
            planned.view,
            planned.languages.labels,
            image_files={},
            read_body=lambda entry_id: self._read_body(self._site.by_id[entry_id].document),
            read_tree=lambda entry_id: self._read_body.tree(self._site.by_id[entry_id].document),
        )

    def make(self, entry: Issue | Post) -> MadeEdition:
        """Make the edition of an issue or a post."""
        config = self._context.config
        view_url = absolute_url(entry.url, config.base_url)
        email = self._view(entry)
        tree, urls = self._tree(entry)
        items = self._items(entry)
        page = self._rendered(entry, email)
        opts_out = self._profile.unsubscribe or config.sender.unsubscribe
        word = self._planned.languages.words.text
        lang = entry.fields.lang or config.language
        write = date_writer(lang, self._planned.languages.conventions.get(lang))
        text = letter_text(
            email,
            site=config.title,
            day=write(entry.day, "long"),
            body=body_text(tree, urls),
            items=[body_text(*self._tree(post)) if show == "full" else "" for post, show in items],
            word=lambda key: word(key, lang),
        )
        made = edition(
            subject=email.subject,
            page=_plain(page) if self._profile.plain else inlined(page),
            text=text,
            profile=self._profile,
            view=view_url,
            unsubscribe=opts_out,
        )
        shown = [(tree, urls), *(self._tree(post) for post, show in items if show == "full")]
        images = [image for part, _ in shown for image in _images(part)]
        found: tuple[Diagnostic, ...] = (
            *checks.check_entry(entry, subject=email.subject, preheader=email.preheader),
            *checks.check_source(entry.document.path, self._source(entry)),
            *checks.check_sender(config.sender, self._profile),
            *self._check_carried(entry, items),
            *self._check_images(entry, shown),
            *self._check_order(entry),
            *checks.check_letter(
                entry,
                self._profile,
                subject=email.subject,
                text=text,
                html=made.html,
                alts=[image.alt for image in images],
            ),
        )
        mail = message_bytes(
            Letter(
                id=entry.id,
                host=urlsplit(config.base_url).hostname or "localhost",
                subject=email.subject,
                sender=config.sender.name or config.title,
                contact=config.sender.contact,
                date=entry.date,
                html=made.html,
                text=made.text,
            )
        )
        return MadeEdition(
            entry=entry,
            name=_file_name(entry),
            edition=made,
            mail=mail,
            diagnostics=self._context.told(found),
        )

    def _view(self, entry: Issue | Post) -> EmailView:
        config = self._context.config
        label = self._planned.languages.labels.issue(entry.numbers) if isinstance(entry, Issue) else ""
        tree, urls = self._tree(entry)
        return EmailView(
            title=entry.title,
            label=label,
            date=entry.date,
            subject=entry.fields.subject or " ".join(filter(None, (label, entry.title))),
            preheader=entry.fields.preheader or "",
            html=email_html(tree, urls, self._known_images(tree, urls)),
            items=tuple([self._item(post, show) for post, show in self._items(entry)]),
            view_url=VIEW,
            unsubscribe_url=UNSUBSCRIBE if self._profile.unsubscribe or config.sender.unsubscribe else "",
            sender=config.sender.name,
            address=config.sender.address,
            contact=config.sender.contact,
        )

    def _items(self, entry: Issue | Post) -> list[tuple[Post, Show]]:
        """The posts that an issue carries, each with how it is shown."""
        if not isinstance(entry, Issue):
            return []
        names = post_names((*self._site.posts, *self._site.held_posts))
        shows = {
            names.get(name) or names.get(item_path(entry, name)): show
            for name, show in entry.fields.shows.items()
        }
        return [(self._site.post(each), shows.get(each, "excerpt")) for each in entry.items]

    def _item(self, post: Post, show: Show) -> EmailItemView:
        tree, urls = self._tree(post) if show == "full" else (BodyTree(()), ())
        lang = post.fields.lang
        image = post.image
        return EmailItemView(
            title=post.title,
            url=absolute_url(post.url, self._context.config.base_url),
            excerpt=post.document.excerpt if show == "excerpt" else "",
            html=email_html(tree, urls, self._known_images(tree, urls)),
            image=absolute_url(image, self._context.config.base_url)
            if image and image.startswith("/")
            else image,
            image_alt=post.fields.image_alt or "",
            lang=None if lang == self._context.config.language else lang,
        )

    def _tree(self, entry: Entry) -> tuple[BodyTree, Sequence[str]]:
        return decode_tree(self._read_body.tree(entry.document)), self._jobs.views.absolute_urls(entry)

    def _source(self, entry: Entry) -> str:
        return self._reader.read(entry.document.path).decode("utf-8-sig", errors="replace")

    def _rendered(self, entry: Issue | Post, email: EmailView) -> str:
        job = PageJob(
            path=f"{_file_name(entry)}.html",
            template=TEMPLATE,
            page=self._jobs.page("email", entry.url, entry.title, entry=entry, noindex=True),
            email=email,
        )
        (rendered,) = self._renderer.render(job)
        if worst(rendered.diagnostics) is Severity.ERROR:
            raise LetterpressError(*rendered.diagnostics)
        return rendered.data.decode()

    def _known_images(self, tree: BodyTree, urls: Sequence[str]) -> Mapping[str, MailImage]:
        known = {}
        for image in _images(tree):
            url = urls[image.target] if isinstance(image.target, int) else image.target
            if asset := self._assets.get(url):
                known[url] = self._image(asset)
            elif url.lower().partition("?")[0].endswith(".svg"):
                known[url] = MailImage(is_drawing=True)
        return known

    def _image(self, asset: Asset) -> MailImage:
        if asset.output.lower().endswith((".svg", ".svgz")):
            return MailImage(is_drawing=True)
        with self._reader.locate(asset.path).open("rb") as file:
            return MailImage(size=image_size(file.read(_HEADER_BYTES)))

    def _check_carried(self, entry: Issue | Post, items: Sequence[tuple[Post, Show]]) -> Iterator[Diagnostic]:
        for post, _ in items:
            if post.status is Status.DRAFT or post.date > entry.date:
                yield Diagnostic(
                    code="email-item-unpublished",
                    severity=Severity.WARNING,
                    message=Message(
                        f"載せる記事「{post.title}」は、この号の日にはまだ公開されていません",
                        f"the post “{post.title}” is not published on the day of this issue",
                    ),
                    span=entry.document.span("items"),
                    related=(post.document.span("date"),),
                )

    def _check_order(self, entry: Issue | Post) -> Iterator[Diagnostic]:
        if isinstance(entry, Issue):
            yield from checks.check_order(entry, (*self._site.issues, *self._site.held_issues))

    def _check_images(
        self, entry: Entry, shown: Sequence[tuple[BodyTree, Sequence[str]]]
    ) -> Iterator[Diagnostic]:
        for tree, urls in shown:
            for image in _images(tree):
                url = urls[image.target] if isinstance(image.target, int) else image.target
                asset = self._assets.get(url)
                place = _place(entry, image)
                if url.lower().partition("?")[0].endswith(".svg"):
                    yield _drawing(place)
                elif asset is not None and asset.size > _HEAVY_IMAGE:
                    yield _heavy_image(place, f"{asset.size / 1e6:.1f} MB")


def _drawing(place: Span) -> Diagnostic:
    return Diagnostic(
        code="email-image-drawing",
        severity=Severity.NOTE,
        message=Message(
            "SVG はメールでは表示されないので、代わりの言葉が入ります",
            "mail programs show no SVG; its words stand in its place",
        ),
        span=place,
        hint=Message("メールにも載せるなら PNG にしましょう", "use a PNG where the mail shall show it"),
    )


def _heavy_image(place: Span, size: str) -> Diagnostic:
    return Diagnostic(
        code="email-image-heavy",
        severity=Severity.NOTE,
        message=Message(
            f"画像が {size} あり、携帯では開くのに時間がかかります",
            f"the image has {size}, which is slow to load on a phone",
        ),
        span=place,
        hint=Message("横幅 1200 ピクセルほどに縮めましょう", "a width of about 1,200 pixels is enough"),
    )


def _place(entry: Entry, image: Image) -> Span:
    references = entry.document.references
    if isinstance(image.target, int) and image.target < len(references):
        reference = references[image.target]
        return Span(entry.document.path, reference.line, reference.column, reference.length)
    return entry.document.span("title")


def _images(node: object) -> Iterator[Image]:
    """The images of a tree, in order."""
    if isinstance(node, Image):
        yield node
    elif isinstance(node, msgspec.Struct):
        for field in node.__struct_fields__:
            yield from _images(getattr(node, field))
    elif isinstance(node, tuple):
        for each in node:
            yield from _images(each)


def _file_name(entry: Issue | Post) -> str:
    if isinstance(entry, Issue) and entry.numbers:
        return "-".join(f"{number:03}" for number in entry.numbers)
    return entry.id.rpartition("/")[2]


def _with_template(setup: RenderSetup) -> RenderSetup:
    """The templates with that of the theme `press` for letters, where the theme has none."""
    if TEMPLATE in setup.templates:
        return setup
    path = packaged_themes() / "press/templates" / TEMPLATE
    own = template_source(f"theme:press/templates/{TEMPLATE}", path.read_bytes())
    return msgspec.structs.replace(setup, templates={**setup.templates, TEMPLATE: own})


def _plain(page: str) -> str:
    """A page without layout, for editors that text is pasted into."""
    bare = re.sub(
        r"<style\b.*?(?:</style>|\Z)|<div class=\"preheader\">.*?(?:</div>|\Z)", "", page, flags=re.DOTALL
    )
    bare = (
        re.sub(r"</?(?:table|tbody|tr|td)\b(?![^<>]*data)[^<>]*+>", "", bare)
        if 'class="data"' not in bare
        else bare
    )
    return re.sub(r' class="[^"]*"', "", bare)
