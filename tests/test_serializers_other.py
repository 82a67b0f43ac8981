"""The formats of others, each read by a program that knows it independently."""

from __future__ import annotations

import csv as plain_csv
import io
import json as plain_json
import re
from datetime import UTC
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import attrs
import extruct
import html5lib
import pytest
import zyte_common_items
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pyld import jsonld
from rdflib import SDO
from trafilatura.xml import validate_tei

import newsdump
from examples import PAGE, TEXT
from newsdump import serializers
from newsdump.errors import UsageError
from newsdump.model import BlockKind, Page
from newsdump.serializers import (
    FORMATS,
    csv,
    csv_raw,
    diffbot,
    dolma,
    find,
    html,
    of_file,
    schema_org,
    tei,
    zyte,
)
from newsdump.serializers.markup import clean, without_surrogates
from strategies import pages

SURROGATES = st.characters(categories=["Cs"])


# The table


@given(pages)
def test_every_format_writes_any_page(page: Page) -> None:
    for each in FORMATS.values():
        assert isinstance(each.dumps(page), bytes), each.name


@pytest.mark.parametrize("name", FORMATS)
def test_formats_without_loss_can_be_read_back(name: str) -> None:
    module = FORMATS[name].load_module()
    assert hasattr(module, "loads") is FORMATS[name].lossless
    if FORMATS[name].lossless:
        assert module.loads(FORMATS[name].dumps(PAGE)) == PAGE


def test_modules_of_formats_are_found_in_the_package_at_run_time_and_by_type_checkers() -> None:
    for name, each in FORMATS.items():
        assert getattr(serializers, name) is each.load_module()
    with pytest.raises(AttributeError, match="has no attribute 'jsn'"):
        _ = serializers.jsn  # type: ignore[attr-defined]
    imported = re.findall(r"import (\w+) as \1\n", Path(serializers.__file__).read_text(encoding="utf-8"))
    assert imported == sorted(FORMATS)


def test_each_suffix_means_one_format() -> None:
    suffixes = [suffix for each in FORMATS.values() for suffix in each.suffixes]
    assert len(suffixes) == len(set(suffixes))
    for each in FORMATS.values():
        for suffix in each.suffixes:
            assert of_file(f"a.b/pages{suffix}.zst") is each


def test_a_format_that_is_not_there() -> None:
    with pytest.raises(UsageError, match="no format is called 'doc'; there are json, jsonl, "):
        find("doc")


# CSV


@given(pages)
def test_csv_has_a_row_an_item(page: Page) -> None:
    rows = list(plain_csv.DictReader(io.StringIO(csv_raw.dumps(page), newline="")))
    kinds = ["article"] * bool(page.article) + ["comment"] * len(page.comments) + ["related"] * len(page.related)
    assert [row["kind"] for row in rows] == kinds
    texts = [page.article.text] if page.article else []
    texts += [comment.text for comment in page.comments] + [item.text or "" for item in page.related]
    assert [row["text"] for row in rows] == texts


def test_csv_tells_ages_and_what_they_mean() -> None:
    rows = list(plain_csv.DictReader(io.StringIO(csv.dumps(PAGE), newline="")))
    assert rows[-1] == {
        "url": "https://news.example/ellery/harbour",
        "kind": "related",
        "position": "1",
        "source": "Vale Courier",
        "author": "",
        "age": "3 hours ago",
        "earliest": "2025-06-06T08:00:00+00:00",
        "latest": "2025-06-06T09:00:00+00:00",
        "title": "Ferry to Dunmere cancelled",
        "text": "The ferry stays in port.",
        "start": str(PAGE.related[0].span.start),
        "end": str(PAGE.related[0].span.end),
    }


# HTML


@given(pages)
def test_html_has_no_errors_for_a_strict_parser(page: Page) -> None:
    html5lib.HTMLParser(strict=True).parse(html.dumps(page))


def test_html_shows_everything() -> None:
    tree = etree.HTML(html.dumps(PAGE))
    assert tree.xpath("string(//h1)") == "Analysis: Harbour of Port Ellery opens again"
    assert tree.xpath("//main/article/p[not(@class)]/text()") == [
        "PORT ELLERY: The harbour opened on Friday.",
        "The first ship is due on Monday.",
    ]
    assert tree.xpath("//article[@id='comment-0']/article/@id") == ["comment-1"]
    assert tree.xpath("//section[@class='related']//time/@datetime") == ["2025-06-06T08:00:00+00:00"]


def test_html_tells_an_empty_comment_box() -> None:
    page = newsdump.parse("Zaton\n\nKommentare (0)\nKeine Kommentare")
    tree = etree.HTML(html.dumps(page))
    assert tree.xpath("string(//section/h2)") == "Kommentare (0)"
    assert tree.xpath("string(//section/p)") == "Keine Kommentare"


# schema.org


def _names(tree: Any) -> set[str]:  # noqa: ANN401 - any JSON
    if isinstance(tree, list):
        return {name for each in tree for name in _names(each)}
    if not isinstance(tree, dict):
        return set()
    types = {tree["@type"]} if "@type" in tree else set()
    return (
        {key for key in tree if not key.startswith("@")} | types | {n for each in tree.values() for n in _names(each)}
    )


@given(pages)
def test_schema_org_uses_only_its_words(page: Page) -> None:
    assert [name for name in _names(schema_org.to_dict(page)) if name not in SDO] == []


def _context(url: str, _options: object) -> dict[str, object]:
    """The context of schema.org, as far as it decides here; tests have no network."""
    document = {"@context": {"@vocab": "https://schema.org/", "url": {"@type": "@id"}, "relatedLink": {"@type": "@id"}}}
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": document}


def test_schema_org_means_what_it_says() -> None:
    tree = plain_json.loads(schema_org.dumps(PAGE))
    (expanded,) = jsonld.expand(tree, {"documentLoader": _context, "base": "https://news.example/ellery/harbour"})
    (article,) = expanded["https://schema.org/mainEntity"]
    assert article["@type"] == ["https://schema.org/NewsArticle"]
    assert article["https://schema.org/dateline"] == [{"@value": "PORT ELLERY"}]
    first, second = article["https://schema.org/comment"]
    assert second["https://schema.org/parentItem"] == [{"@id": first["@id"]}]
    assert first["@id"] == "https://news.example/ellery/harbour#comment-0"


@given(pages)
def test_schema_org_can_stand_in_a_page(page: Page) -> None:
    script = f'<script type="application/ld+json">{schema_org.dumps(page)}</script>'
    found = extruct.extract(f"<html><head>{script}</head></html>", syntaxes=["json-ld"])["json-ld"]
    assert found == [
        plain_json.loads(without_surrogates(plain_json.dumps(schema_org.to_dict(page), ensure_ascii=False)))
    ]


# TEI


@given(pages)
def test_tei_is_valid(page: Page) -> None:
    document = etree.fromstring(tei.dumps(page).encode("utf-8"))
    bare = etree.fromstring(tei.dumps(page).replace(' xmlns="http://www.tei-c.org/ns/1.0"', "").encode("utf-8"))
    assert document.tag == "{http://www.tei-c.org/ns/1.0}TEI"
    assert validate_tei(bare)


def test_tei_holds_the_story_where_trafilatura_has_it() -> None:
    names = {"t": "http://www.tei-c.org/ns/1.0"}
    document = etree.fromstring(tei.dumps(PAGE).encode())
    assert document.xpath("//t:div[@type='entry']/t:p/text()", namespaces=names) == [
        "PORT ELLERY: The harbour opened on Friday.",
        "The first ship is due on Monday.",
    ]
    assert document.xpath("string(//t:biblFull//t:date)", namespaces=names) == "2025-06-06"
    assert document.xpath("//t:div[@type='comment']/@corresp", namespaces=names) == ["#comment-0"]


# Zyte, Diffbot, dolma


@given(pages)
def test_zyte_is_read_by_its_own_classes(page: Page) -> None:
    tree = plain_json.loads(zyte.dumps(page))
    for name, kind in (("article", zyte_common_items.Article), ("articleList", zyte_common_items.ArticleList)):
        if name in tree:
            item = kind.from_dict(tree[name])
            assert attrs.asdict(item, filter=lambda _, value: value not in (None, [])) == tree[name]


def test_zyte_has_dates_as_that_service_writes_them() -> None:
    tree = zyte.to_dict(PAGE)
    assert tree["article"]["datePublished"] == "2025-06-06T00:00:00Z"
    assert tree["articleList"]["articles"][0]["datePublished"] == "2025-06-06T08:00:00Z"


DIFFBOT = {
    "article": {"type", "pageUrl", "title", "text", "html", "date", "estimatedDate", "author", "authors"}
    | {"humanLanguage", "discussion"},
    "discussion": {"type", "pageUrl", "numPosts", "participants", "posts"},
    "list": {"type", "pageUrl", "title", "items"},
    "post": {"type", "id", "parentId", "author", "text", "votes", "date", "estimatedDate"},
}
"""The fields that the service documents for each type, as far as they are written here."""


@given(pages)
def test_diffbot_has_the_fields_of_its_types(page: Page) -> None:
    tree = plain_json.loads(diffbot.dumps(page))
    for each in tree["objects"]:
        assert set(each) <= DIFFBOT[each["type"]]
        discussion = each.get("discussion", each)
        for post in discussion.get("posts", []):
            assert set(post) <= DIFFBOT["post"]


def test_diffbot_has_the_comments_and_dates() -> None:
    article, related = diffbot.to_dict(PAGE)["objects"]
    assert parsedate_to_datetime(article["date"]).astimezone(UTC).isoformat() == "2025-06-06T00:00:00+00:00"
    assert [(post["id"], post.get("parentId"), post.get("votes")) for post in article["discussion"]["posts"]] == [
        (0, None, 3),
        (1, 0, None),
    ]
    assert related["items"][0]["estimatedDate"] == "Fri, 06 Jun 2025 08:00:00 GMT"


@given(pages)
def test_dolma_spans_point_into_the_text(page: Page) -> None:
    tree = plain_json.loads(dolma.dumps(page))
    assert len(tree["text"]) == len(page.text)
    assert {"id", "text", "source", "attributes"} <= set(tree)
    for name, spans in tree["attributes"].items():
        assert name.count("__") == 2
        assert all(0 <= start <= end and 0 <= score <= 1 for start, end, score in spans)


def test_dolma_tells_what_is_story() -> None:
    spans = dolma.to_dict(PAGE)["attributes"]["newsdump__page_v1__body"]
    assert [PAGE.text[start:end] for start, end, _ in spans][1] == "WHAT COMES NEXT"


def test_dolma_knows_a_page_again() -> None:
    assert dolma.to_dict(PAGE)["id"] == dolma.to_dict(attrs.evolve(PAGE, comments=()))["id"]
    assert dolma.to_dict(PAGE)["id"] != dolma.to_dict(attrs.evolve(PAGE, url=None))["id"]


# What markup can hold


@given(st.text(SURROGATES | st.characters()))
def test_offsets_stay_true(text: str) -> None:
    assert len(clean(text)) == len(without_surrogates(text)) == len(text)
    etree.fromstring(f"<a>{clean(text).translate({60: None, 38: None, 62: None})}</a>")


def test_every_kind_of_block_has_a_place() -> None:
    assert PAGE.article is not None
    block = PAGE.article.blocks[0]
    page = attrs.evolve(
        PAGE, article=attrs.evolve(PAGE.article, blocks=tuple(attrs.evolve(block, kind=kind) for kind in BlockKind))
    )
    for name in ("html", "tei", "markdown"):
        assert find(name).dumps(page).decode().count("The harbour opened on Friday.") == len(BlockKind)
    # Captions and credits are no part of the text.
    assert find("text").dumps(page).decode().count("The harbour opened on Friday.") == len(BlockKind) - 2


@pytest.mark.parametrize(
    ("byline", "kind"),
    [
        ("By The Associated Press", "Organization"),
        ("By Reuters", "Organization"),
        ("By Noor Haddad", "Person"),
        ("By Pressley Newsom", "Person"),
    ],
)
def test_an_agency_is_an_organization(byline: str, kind: str) -> None:
    page = newsdump.parse(TEXT.replace("By Nadia Holm", byline))
    assert [author["@type"] for author in schema_org.to_dict(page)["mainEntity"]["author"]] == [kind]


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("6. Juni 2025, 14:02 Uhr", "2025-06-06T14:02:00"),
        ("6 June 2025 14:02 GMT", "2025-06-06T14:02:00+00:00"),
        ("6 June 2025", "2025-06-06"),
    ],
)
def test_no_zone_is_claimed_that_was_not_printed(printed: str, written: str) -> None:
    page = newsdump.parse(TEXT.replace("6 June 2025", printed), captured_at=PAGE.captured_at)
    assert schema_org.to_dict(page)["mainEntity"]["datePublished"] == written
