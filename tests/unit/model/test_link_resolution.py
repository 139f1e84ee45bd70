# SPDX-License-Identifier: MIT
"""What a reference in a body means."""

import pytest
from tests.support.assembled_site import assembled, source

from letterpress.model.link_resolution import Resolution

OTHERS = {
    "posts/paper/index.md": source("slug: paper", body="## 厚さ\n\n本文です。"),
    "newsletter/012.md": source("issue: 12"),
    "posts/broken.md": "---\ntitle: [\n---\n",
}


@pytest.mark.parametrize(
    ("target", "resolution"),
    [
        ("paper/index.md", Resolution(meaning="found", url="/posts/paper/", id="posts/paper")),
        ("paper", Resolution(meaning="found", url="/posts/paper/", id="posts/paper")),
        ("/content/posts/paper/", Resolution(meaning="found", url="/posts/paper/", id="posts/paper")),
        (
            "paper?a=b#厚さ",
            Resolution(meaning="found", url="/posts/paper/?a=b#%E5%8E%9A%E3%81%95", id="posts/paper"),
        ),
        (
            "paper#重さ",
            Resolution(meaning="missing_anchor", url="/posts/paper/#%E9%87%8D%E3%81%95", id="posts/paper"),
        ),
        ("#節", Resolution(meaning="fragment", url="#%E7%AF%80")),
        ("#なし", Resolution(meaning="missing_anchor", url="#%E3%81%AA%E3%81%97")),
        ("issue:12", Resolution(meaning="found", url="/newsletter/12/", id="newsletter/12")),
        ("issue:13", Resolution(meaning="missing_issue")),
        ("/店/?a=b", Resolution(meaning="path", url="/%E5%BA%97/?a=b")),
        ("broken.md", Resolution(meaning="broken_source")),
        ("nowhere.md", Resolution(meaning="missing")),
    ],
)
def test_a_reference_is_resolved_from_the_folder_of_its_document(target: str, resolution: Resolution) -> None:
    link = (
        "[[issue:" + target.removeprefix("issue:") + "]]"
        if target.startswith("issue:")
        else f"[題](<{target}>)"
    )
    site = assembled(OTHERS | {"posts/here.md": source(body=f"## 節\n\n{link}")})
    assert site.post("posts/here").links == (resolution,)


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("/contact/?subject=R%26D&plan=2", "/contact/?subject=R%26D&plan=2"),
        ("/contact/?to=a%2Bb%40example.com", "/contact/?to=a%2Bb%40example.com"),
        ("/contact/?q=%23tag", "/contact/?q=%23tag"),
        ("/contact/?next=%2Fposts%2F%3Fa%3D1%23top", "/contact/?next=%2Fposts%2F%3Fa%3D1%23top"),
        ("/contact/?a=%E3%81%82+b&c=あ", "/contact/?a=%E3%81%82+b&c=%E3%81%82"),
        ("/contact/?sjis=%93%FA%96%7B", "/contact/?sjis=%93%FA%96%7B"),
        ("/contact/?off=100%", "/contact/?off=100%25"),
        ("/contact/?a=b?c#d?e", "/contact/?a=b?c#d?e"),
        ("/contact/#a%2Fb%26c", "/contact/#a%2Fb%26c"),
        ("/contact/#:~:text=%E7%B4%99", "/contact/#:~:text=%E7%B4%99"),
        ("/tags/c%23/", "/tags/c%23/"),
        ("/tags/100%25/", "/tags/100%25/"),
        ("/tags/50%2525/", "/tags/50%2525/"),
        ("/tags/何%3F/?a=%3F", "/tags/%E4%BD%95%3F/?a=%3F"),
        ("paper/index.md?subject=R%26D", "/posts/paper/?subject=R%26D"),
        ("paper/index.md?a=%25#厚さ", "/posts/paper/?a=%25#%E5%8E%9A%E3%81%95"),
        ("paper#%E5%8E%9A%E3%81%95", "/posts/paper/#%E5%8E%9A%E3%81%95"),
        ("pap%65r", "/posts/paper/"),
    ],
)
@pytest.mark.parametrize("form", ["[題](<{}>)", "[題][x]\n\n[x]: <{}>", '<a href="{}">題</a>'])
def test_percent_signs_are_decoded_once_and_in_paths_alone(form: str, written: str, url: str) -> None:
    site = assembled(OTHERS | {"posts/here.md": source(body=form.format(written.replace("&", "&amp;")))})

    (link,) = site.post("posts/here").links
    assert link.url == url


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("zu%231.png", "zu#1.png"),
        ("zu#1.png", "zu#1.png"),
        ("what%3F.png", "what?.png"),
        ("what?.png", "what?.png"),
        ("100%.png", "100%.png"),
        ("100%25.png", "100%.png"),
        ("50%2525.png", "50%25.png"),
        ("50%25.png", "50%25.png"),
        ("a%20b.png", "a b.png"),
        ("a b.png", "a b.png"),
        ("a+b&c's「；」🎉.png", "a+b&c's「；」🎉.png"),
        ("か\u3099.png", "が.png"),
    ],
)
def test_any_sign_may_stand_in_the_name_of_a_file(written: str, name: str) -> None:
    files = {f"content/posts/{name}": f"/posts/{name}"}
    site = assembled(
        {
            "posts/here.md": source(
                f"image: '{written.replace(chr(39), chr(39) * 2)}'", body=f"![図](<{written}>)"
            )
        },
        files=files,
    )

    assert [link.meaning for link in site.post("posts/here").links] == ["found"]
    assert site.post("posts/here").image == f"/posts/{name}"
