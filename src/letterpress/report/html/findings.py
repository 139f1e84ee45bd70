# SPDX-License-Identifier: MIT
"""The sections of the advice and of the findings with their fixes."""

from collections.abc import Iterable

from letterpress.config.settings import Editorial
from letterpress.config.vocabulary import PRINCIPLES
from letterpress.diagnostics import Language, Message, Severity
from letterpress.editorial.findings import Advice, EditorialReport, Finding
from letterpress.report.formats import day_text
from letterpress.report.html_builder import Markup, element, joined, with_code
from letterpress.report.phrases import NEXT, NOTHING_FOUND, proposal, unmeasured_text

SEVERITIES = {
    Severity.ERROR: Message("重要", "important"),
    Severity.WARNING: Message("注意", "warning"),
    Severity.NOTE: Message("参考", "note"),
}
_SIGNS = {Severity.ERROR: "◆", Severity.WARNING: "▲", Severity.NOTE: "●"}
_FINDINGS = Message("直すとよいところ", "What to change")
_FIX = Message("改善", "Fix")
_POSTS = Message("関係する記事（{}件）", "Posts ({})")
_NEAREST = Message("近いもの", "Nearest at hand")
_AFTER = Message("予定をすべて公開した{}の時点", "Once everything scheduled is out, on {}")
_CLEAR = Message("指摘は残りません", "nothing is left to change")


def advice_section(report: EditorialReport, settings: Editorial, language: Language, base_url: str) -> Markup:
    """The section of the advice; empty where there is none."""
    advice = report.advice
    if advice is None:
        return Markup("")
    return element(
        "section",
        element("h2", NEXT.text(language), id="next"),
        element("p", proposal(report, advice, settings, language), class_="proposal"),
        element("p", with_code(advice.reason.text(language))),
        element("dl", *_facts(report, advice, language, base_url)),
        class_="advice",
        aria_labelledby="next",
    )


def findings_section(report: EditorialReport, language: Language, base_url: str) -> Markup:
    """The section of the findings, worst first, and of the rules with too few posts to measure."""
    parts = [element("h2", _FINDINGS.text(language), id="findings")]
    if report.findings:
        items = (_finding(finding, report, language, base_url) for finding in report.findings)
        parts.append(element("ul", *items, class_="findings"))
    else:
        parts.append(element("p", NOTHING_FOUND.text(language), class_="clear"))
    if report.unmeasured:
        parts.append(element("p", unmeasured_text(report.unmeasured, language), class_="note"))
    return element("section", *parts, aria_labelledby="findings")


def severity_tag(severity: Severity, language: Language) -> Markup:
    """A severity as a sign and a word, which can be read without colour."""
    sign = element("span", _SIGNS[severity], aria_hidden="true")
    return element("span", sign, f" {SEVERITIES[severity].text(language)}", class_=f"tag {severity.word}")


def _facts(report: EditorialReport, advice: Advice, language: Language, base_url: str) -> Iterable[Markup]:
    if advice.nearest:
        reason = advice.nearest_reason.text(language) if advice.nearest_reason else ""
        yield _fact(
            _NEAREST.text(language), entry_name(advice.nearest, report, base_url), element("small", reason)
        )
    if advice.after_queue_as_of:
        day = day_text(advice.after_queue_as_of, language, report.as_of)
        left = [
            element(
                "li", severity_tag(finding.severity, language), " ", with_code(finding.message.text(language))
            )
            for finding in advice.after_queue
        ]
        then = element("ul", *left) if left else Markup(_CLEAR.text(language))
        yield _fact(_AFTER.text(language).format(day), then)


def _fact(name: str, *value: str) -> Markup:
    return joined([element("dt", name), element("dd", *value)])


def _finding(finding: Finding, report: EditorialReport, language: Language, base_url: str) -> Markup:
    principle = PRINCIPLES.get(finding.principle)
    parts = [
        element(
            "p",
            severity_tag(finding.severity, language),
            " ",
            element("strong", with_code(finding.message.text(language))),
        ),
        element(
            "p",
            element("span", _FIX.text(language), class_="fix"),
            " ",
            with_code(finding.fix.text(language)),
        ),
    ]
    if finding.posts:
        names = [element("li", entry_name(post, report, base_url)) for post in finding.posts]
        parts.append(
            element(
                "details",
                element("summary", _POSTS.text(language).format(len(names))),
                element("ul", *names),
            )
        )
    rule = element("code", finding.rule)
    served = f" · {principle.text(language)}" if principle else ""
    parts.insert(2, element("p", rule, served, class_="rule"))
    return element("li", *parts)


def entry_name(entry_id: str, report: EditorialReport, base_url: str) -> Markup:
    """The title of an entry; a link where it is published and the site's URL is known."""
    entry = report.mentions.get(entry_id)
    if entry is None:
        return element("span", entry_id)
    if base_url and entry.status == "published":
        return element("a", entry.title, href=f"{base_url}{entry.url}")
    return element("span", entry.title)
