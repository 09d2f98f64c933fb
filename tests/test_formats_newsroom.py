"""XML of newsrooms and wikis: read by what it means, or refused by its root's name."""

from __future__ import annotations

from pathlib import Path

import pytest

import newscli
from newscli.cli import main
from newscli.errors import DocumentError, NoArticleError
from newscli.formats.newsroom import tree
from tests.formats.loading import as_records, assert_partition, read, records, sample

SAMPLES = Path(__file__).parent / "formats" / "newsroom"
ITEM = (
    "<nitf><body><body.head><hedline><hl1>{headline}</hl1></hedline></body.head>"
    "<body.content><p>{text}</p></body.content></body></nitf>"
)


def saved(folder: Path, text: str) -> Path:
    path = folder / "a.xml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_root_that_is_not_known_is_refused_by_its_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for root in ("ledger", "GateDocument", "x:bookmarks"):
        path = saved(tmp_path, f'<?xml version="1.0"?>\n<{root} xmlns:x="u">\n<a>Text</a></{root}>')
        assert main(["list", "--from", str(path)]) == 2
        out, err = capsys.readouterr()
        assert not out
        assert err.count("\n") == 1
        assert f"<{root}>" in err
        assert "--format text" in err
        assert main(["list", "--from", str(path), "--format", "text"]) == 0
        assert capsys.readouterr().out


def test_a_tag_in_an_attribute_is_neither_text_nor_the_end_of_a_tag() -> None:
    (article,) = newscli.load(SAMPLES / "wire.xml")
    said = "\n".join(article.paragraphs) + "".join(one.text for one in article.captions)
    assert "alternate" not in said
    assert "/>" not in said


def test_entities_of_html_are_known_and_others_shown_as_written(tmp_path: Path) -> None:
    text = "Caf&eacute; &ndash; &nosuch; &amp;eacute; &#8364;"
    (article,) = newscli.load(saved(tmp_path, ITEM.format(headline="A", text=text)))
    assert article.paragraphs == ("Café – &nosuch; &eacute; €",)


def test_the_declared_encoding_is_the_documents_matter(tmp_path: Path) -> None:
    text = '<?xml version="1.0" encoding="iso-8859-1"?>' + ITEM.format(headline="Fähre", text="Öl.")
    path = tmp_path / "a.xml"
    path.write_bytes(text.encode("latin-1"))
    assert newscli.load(path)[0].headline == "Fähre"


def test_what_comes_before_damage_is_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = (SAMPLES / "items.xml").read_text(encoding="utf-8")
    path = saved(tmp_path, whole[: whole.index("Storm closes")])
    assert main(["list", "--from", str(path)]) == 2
    out, err = capsys.readouterr()
    assert "Ferry sails again" in out
    assert err.count("\n") == 1
    assert "damaged" in err


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<nitf>" + "<block>" * (tree.DEEPEST + 1), "elements in each other"),
        ('<!DOCTYPE nitf [<!ENTITY a "x">]><nitf>&a;</nitf>', "entities of its own"),
        ('<!DOCTYPE nitf [<!ENTITY a SYSTEM "/etc/hostname">]><nitf>&a;</nitf>', "entities of its"),
        ("<nitf><body", "damaged"),
        ("<mediawiki></mediawiki>", "no articles"),
    ],
)
def test_what_can_do_harm_is_refused_in_a_line(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(DocumentError, match=reason):
        newscli.load(saved(tmp_path, text))


@pytest.mark.parametrize("name", ["wire", "nitf", "items", "envelope", "wiki"])
def test_a_sample_gives_its_records(name: str) -> None:
    _, articles = sample(f"newsroom/{name}.xml")
    assert as_records(articles) == records(f"newsroom/{name}.xml.records.jsonl")
    assert_partition((SAMPLES / f"{name}.xml").read_bytes(), articles)


def test_pages_that_are_no_articles_are_none() -> None:
    assert [one.headline for one in newscli.load(SAMPLES / "wiki.xml")] == ["Ferry sails again"]


def test_a_long_dump_is_read_whole_in_batches(tmp_path: Path) -> None:
    items = "\n".join(
        f"<newsItem><contentMeta><headline>Story {n}</headline></contentMeta><contentSet>\n"
        f"<inlineData>It is told here.\n\nIt ends as number {n}.</inlineData></contentSet>"
        "</newsItem>"
        for n in range(tree.BATCH)
    )
    path = saved(tmp_path, f"<newsMessage>\n{items}\n</newsMessage>")
    found = newscli.load(path)
    assert [one.headline for one in found] == [f"Story {n}" for n in range(tree.BATCH)]
    assert found[-1].paragraphs[-1] == f"It ends as number {tree.BATCH - 1}."
    assert_partition(path.read_bytes(), found)


G2 = (
    "<newsItem><itemMeta>{item}</itemMeta><contentMeta>{content}</contentMeta><contentSet>"
    "<inlineXML><html><body><p>{text}</p></body></html></inlineXML></contentSet></newsItem>"
)
NEWSML = (
    "<NewsML><NewsItem><NewsManagement>{item}</NewsManagement><NewsComponent>{content}"
    "<ContentItem><DataContent><p>{text}</p></DataContent></ContentItem></NewsComponent>"
    "</NewsItem></NewsML>"
)
NAMED = "<{0}><name>{1}</name></{0}>"
STATED = {  # as the IPTC describes its envelopes: where, what, and which fact of the record it is
    ("content", "<headline>A Harbour Closes</headline>"): ("headline", "A Harbour Closes"),
    ("content", "<by>Ida Holm</by>"): ("byline", "Ida Holm"),
    ("content", NAMED.format("creator", "Ida Holm")): ("byline", "Ida Holm"),
    ("content", NAMED.format("contributor", "Ida Holm")): ("byline", "Ida Holm"),
    ("content", NAMED.format("located", "Velm")): ("place", "Velm"),
    ("content", "<dateline>VELM, May 3</dateline>"): ("place", "VELM"),
    ("content", "<contentCreated>2019-05-03T10:00:00Z</contentCreated>"): ("date", "2019-05-03"),
    ("content", '<language tag="de"/>'): ("language", "de"),
    ("content", NAMED.format("subject", "shipping")): ("topics", ("shipping",)),
    ("content", NAMED.format("genre", "analysis")): ("topics", ("analysis",)),
    ("content", "<keyword>shipping</keyword>"): ("topics", ("shipping",)),
    ("item", "<firstCreated>2019-05-03T10:00:00Z</firstCreated>"): ("date", "2019-05-03"),
    ("item", "<versionCreated>2019-05-03T10:00:00Z</versionCreated>"): ("date", "2019-05-03"),
    ("item", NAMED.format("provider", "Velm Post")): ("publisher", "Velm Post"),
    ("item", '<provider literal="Velm Post"/>'): ("publisher", "Velm Post"),
}
STATED_1 = {
    ("content", "<NewsLines><HeadLine>A Harbour</HeadLine></NewsLines>"): ("headline", "A Harbour"),
    ("content", "<NewsLines><ByLine>Ida Holm</ByLine></NewsLines>"): ("byline", "Ida Holm"),
    ("content", "<NewsLines><DateLine>VELM, May 3</DateLine></NewsLines>"): ("place", "VELM"),
    ("content", "<NewsLines><KeywordLine>ships</KeywordLine></NewsLines>"): ("topics", ("ships",)),
    ("content", '<Provider><Party FormalName="Velm Post"/></Provider>'): ("publisher", "Velm Post"),
    ("content", '<Language FormalName="de"/>'): ("language", "de"),
    ("item", "<FirstCreated>20190503T100000Z</FirstCreated>"): ("date", "2019-05-03"),
    ("item", "<ThisRevisionCreated>20190503T100000Z</ThisRevisionCreated>"): ("date", "2019-05-03"),
}


@pytest.mark.parametrize(
    ("envelope", "where", "what", "fact"),
    [(G2, *key, fact) for key, fact in STATED.items()]
    + [(NEWSML, *key, fact) for key, fact in STATED_1.items()],
)
def test_each_element_of_an_envelope_fills_its_field(
    envelope: str, where: str, what: str, fact: tuple[str, object], tmp_path: Path
) -> None:
    text = "The council closed the harbour to large ships."
    (article,) = newscli.load(
        saved(tmp_path, envelope.format(**{"item": "", "content": "", "text": text, where: what}))
    )
    field, said = fact
    found = getattr(article, field)
    assert (found[:10] if field == "date" else found) == said
    assert article.paragraphs == (text,)
    assert article.headline_derived == (field != "headline")


def test_a_scanned_page_is_an_article_of_the_blocks_on_it(tmp_path: Path) -> None:
    line = '<TextLine><String CONTENT="{}"/><SP/><String {}/></TextLine>'
    block = "".join(
        line.format(one, two)
        for one, two in (
            ("The", 'CONTENT="fer" SUBS_TYPE="HypPart1" SUBS_CONTENT="ferry"'),
            ("", 'CONTENT="ry" SUBS_TYPE="HypPart2" SUBS_CONTENT="ferry"'),
            ("leaves", 'CONTENT="today."'),
        )
    )
    page = f"<Page>\n<TextBlock>{block}</TextBlock>\n<TextBlock>{block}</TextBlock>\n</Page>"
    alto = f'<?xml version="1.0"?>\n<alto xmlns="u" xml:lang="nl">{page}{page}</alto>'
    articles = list(newscli.load(saved(tmp_path, alto)))
    assert [one.paragraphs for one in articles] == [("The ferry leaves today.",) * 2] * 2
    assert {one.language for one in articles} == {"nl"}
    region = (
        "<TextRegion><TextLine><TextEquiv><Unicode>The ferry</Unicode></TextEquiv></TextLine>"
        "<TextEquiv><Unicode>The ferry leaves.</Unicode></TextEquiv></TextRegion>"
    )
    pcgts = f'<?xml version="1.0"?>\n<PcGts xmlns="u"><Page>{region}</Page></PcGts>'
    (article,) = newscli.load(saved(tmp_path, pcgts))
    assert article.paragraphs == ("The ferry",)


def test_a_lead_before_the_full_text_is_read_once(tmp_path: Path) -> None:
    told = ["<p>The ferry leaves today.</p>", "<p>It comes back tomorrow.</p>"]
    for lead, count in ((told[0], 2), ("<p>Another lead.</p>", 3)):
        text = (
            "<nitf><head><docdata/><pubdata ex-ref='http://velm.example/1'/></head><body>"
            "<body.head><hedline><hl1>Ferry</hl1></hedline></body.head><body.content>"
            f"<block>{lead}</block><block>{''.join(told)}</block></body.content></body></nitf>"
        )
        (article,) = newscli.load(saved(tmp_path, text))
        assert len(article.paragraphs) == count
        assert article.url == "http://velm.example/1"


def test_a_note_of_evernote_is_the_page_that_was_clipped(tmp_path: Path) -> None:
    text = (
        '<?xml version="1.0"?>\n<en-export><note><title>Ferry &amp; port</title><content><![CDATA['
        '<?xml version="1.0"?>\n<en-note><div>The <b>ferry</b> leaves.</div>\n'
        "<div>It is back.</div></en-note>]]></content><created>20230102T030405Z</created>"
        "<tag>ports</tag>"
        "<note-attributes><author>Ana Bo</author><source>web.clip</source>"
        "<source-url>http://velm.example/1</source-url></note-attributes></note></en-export>"
    )
    (article,) = newscli.load(saved(tmp_path, text))
    assert article.headline == "Ferry & port"
    assert article.paragraphs == ("The ferry leaves.", "It is back.")
    assert (article.byline, article.url) == ("Ana Bo", "http://velm.example/1")
    assert (article.date, article.publisher, article.topics) == (None, None, ("ports",))
    assert {"created: 20230102T030405Z", "source: web.clip"} <= {*article.other}


OTHERS = {
    "image (SVG)": "svg",
    "configuration file (property list)": "plist",
    "configuration file (resources)": "resources",
    "configuration file (project)": "project",
    "sitemap": "urlset sitemapindex",
    "map (KML)": "kml",
    "map (GPX)": "gpx",
    "list of scanned pages (METS)": "mets",
    "list of feeds (OPML)": "opml",
    "code file (XSLT)": "stylesheet transform",
    "code file (XML Schema)": "schema",
}


def test_what_holds_no_articles_is_called_what_it_is() -> None:
    for kind, roots in OTHERS.items():
        for root in roots.split():
            text = f'<?xml version="1.0"?>\n<x:{root} xmlns:x="u"><a>{kind}</a></x:{root}>\n'
            with pytest.raises(NoArticleError) as found:
                read(text, "newsroom")
            assert found.value.reason.startswith(kind)
