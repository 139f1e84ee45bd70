# SPDX-License-Identifier: MIT
"""Jobs on their way from whoever plans to whoever renders."""

import gc
import weakref
from datetime import timedelta, timezone
from typing import NoReturn

import msgspec
from tests.support.editorial_sites import site_of
from tests.support.theme_samples import card, job, link, page, post

from letterpress.locale.words import BUILT_IN_WORDS
from letterpress.model.entries import Entry
from letterpress.model.site import Site
from letterpress.plan.entry_views import EntryViews
from letterpress.plan.jobs import PageJob, decode_jobs, encode_jobs, packed
from letterpress.plan.labels import labels_in
from letterpress.plan.output import Output
from letterpress.plan.outputs import OUTPUT_KINDS, JobContext, PlanContext
from letterpress.plan.planner import JobMaker, plan_outputs
from letterpress.plan.site_view import site_view

LABELS = labels_in("ja", BUILT_IN_WORDS)


def small_site() -> Site:
    """Two posts and an issue, without tags."""
    site = site_of(
        [
            "2026-11-13 howto prospect,latent id=how title=How_to_choose",
            "2026-11-20 sale prospect id=sale title=One_<&>_two",
            "2026-11-18 issue numbers=12 items=how,sale id=twelve",
        ]
    )
    return msgspec.structs.replace(site, positions={post.id: at for at, post in enumerate(site.posts)})


def maker(site: Site) -> JobMaker:
    view = site_view(site, LABELS, settings={}, version="1")
    return JobMaker(
        JobContext(site, view, LABELS, image_files={}, read_body=no_body, read_tree=no_body), OUTPUT_KINDS
    )


def no_body(entry_id: str) -> NoReturn:
    raise AssertionError(entry_id)


def pages(site: Site) -> list[Output]:
    """Every output of the site."""
    return list(plan_outputs(PlanContext(site, LABELS, ()), OUTPUT_KINDS, shared={}).outputs)


def arrived(*jobs: PageJob) -> tuple[object, ...]:
    return decode_jobs(encode_jobs(jobs))


def test_a_packed_view_arrives_as_the_view_itself() -> None:
    late = timezone(timedelta(hours=-9, minutes=-30))
    shown = card("openings", '「<題>」と "quotes" & \\ \u2028', 3)
    shown = msgspec.structs.replace(
        shown, date=shown.date.astimezone(late), tags=(link("紙", "/tags/紙/"),), extra={"mood": [1, None]}
    )
    plain = job("post", page("post", "題", "/posts/x/"), post=msgspec.structs.replace(post(), card=shown))
    own = msgspec.structs.replace(shown, tags=(packed(shown.tags[0]),))
    parcel = job(
        "post", page("post", "題", "/posts/x/"), post=msgspec.structs.replace(post(), card=packed(own))
    )
    (found,) = arrived(parcel)
    assert found == plain == arrived(plain)[0]
    assert isinstance(found, PageJob)
    assert found.post is not None
    assert found.post.card.date.isoformat() == shown.date.isoformat()


def test_every_page_of_a_site_arrives() -> None:
    site = small_site()
    ours, outputs = maker(site), pages(site)
    found = decode_jobs(encode_jobs([ours.render_job(output) for output in outputs]))
    assert [each.path for each in found] == [output.path for output in outputs]
    home = next(each for each in found if each.path == "index.html")
    assert isinstance(home, PageJob)
    assert [each.title for each in home.posts] == ["One <&> two", "How to choose"]
    assert [each.date for each in home.posts] == [post.date for post in reversed(site.posts)]


def test_spellings_of_one_term_make_one_link_under_the_first() -> None:
    site = small_site()
    tagged = {"how": ("Paper", "paper", "紙"), "sale": ("ＰＡＰＥＲ",)}
    by_id = {each.id: with_tags(each, tagged.get(each.id, ())) for each in site.by_id.values()}
    views = EntryViews(msgspec.structs.replace(site, by_id=by_id), LABELS)
    (found,) = arrived(job("home", page("home"), posts=views.cards(["how", "sale"])))
    assert isinstance(found, PageJob)
    assert [[(tag.title, tag.url) for tag in each.tags] for each in found.posts] == [
        [("Paper", "/tags/paper/"), ("紙", "/tags/%E7%B4%99/")],
        [("ＰＡＰＥＲ", "/tags/paper/")],
    ]


def with_tags(entry: Entry, tags: tuple[str, ...]) -> Entry:
    fields = msgspec.structs.replace(entry.document.fields, tags=tags)
    return msgspec.structs.replace(entry, document=msgspec.structs.replace(entry.document, fields=fields))


def test_a_job_maker_goes_when_its_last_user_does() -> None:
    """A circle would keep a whole site in memory until the collector runs, which a build puts off."""
    site = small_site()
    ours = maker(site)
    for output in pages(site):
        ours.render_job(output)
    seen = weakref.ref(ours)
    gc.disable()
    try:
        del ours
        assert seen() is None
    finally:
        gc.enable()
