# SPDX-License-Identifier: MIT
"""Building HTML."""

from letterpress.report.html_builder import Markup, element


def test_an_element_escapes_what_is_not_markup_already() -> None:
    assert element("p", "a < b & c", title='"x" <y>') == (
        '<p title="&quot;x&quot; &lt;y&gt;">a &lt; b &amp; c</p>'
    )
    assert element("p", Markup("<b>x</b>"), hidden=True, id=None) == "<p hidden><b>x</b></p>"
    assert element("meta", http_equiv="x", class_="y") == '<meta http-equiv="x" class="y">'
    assert element("rect", x=1 / 3, y=2.0) == '<rect x="0.33" y="2"></rect>'
