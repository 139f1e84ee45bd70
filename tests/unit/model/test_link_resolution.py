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
