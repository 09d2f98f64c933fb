"""The records that flow through newscli: what an article is, and what a search answers.

Formats make `Article`s, the index keeps them, search wraps them in `Hit`s, the screen shows them.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from newscli.tuples import NamedTuple

SCHEMA_VERSION = 1  # of the JSON form; keys are only ever added within a version

Role = Literal[
    "headline", "byline", "dateline", "date", "paragraph", "subhead", "caption", "repeat",
    "metadata", "other", "separator",
]  # fmt: skip


class Caption(NamedTuple):
    """The text under a picture."""

    text: str
    """As printed, the credit's parenthesis included."""
    credit: str | None = None
    """The content of the last parenthesis, if that names a source."""
    agency: str | None = None
    """AP, AFP, Reuters, dpa …, when the credit names one."""
    date: str | None = None
    """The photo's date, ISO 8601; never the article's."""


class Subhead(NamedTuple):
    """A cross-head inside the body."""

    text: str
    before: int
    """Index of the paragraph that follows; the number of paragraphs when none does."""


class Part(NamedTuple):
    """One entry of the ledger: which lines of the document made what."""

    role: Role
    first_line: int
    """Counted from 1."""
    last_line: int
    """Inclusive."""


class Source(NamedTuple):
    """Where an article came from."""

    path: str
    """As given by the user; a member of an archive is `archive.zip!/member.txt`."""
    format: str
    """The name of the format that read it (`choices.FORMATS`)."""
    encoding: str
    """The codec that decoded it, in Python's spelling (`utf-8`, `cp1252`)."""
    first_line: int
    """Of the article's own text, counted from 1; blank lines around it are not part of it."""
    last_line: int
    """Inclusive."""
    origin: str | None = None
    """Of what newscli exported, where it stood first (`news/a.txt:1-42`); never opened."""


class Decision(NamedTuple):
    """The choice behind where an article begins and ends."""

    family: str
    """What recurs where the articles of its document begin; `whole` for a document of one."""
    runner_up: str
    """The family of the best cutting with other articles; empty when there is none."""
    margin: float
    """Bits by which the chosen cutting is likelier than that."""


class Article(NamedTuple):
    """One article, as the document states it: absent facts are None or empty, never guessed."""

    headline: str
    """As printed; if the document has none, the opening sentence, cut at a word boundary."""
    paragraphs: tuple[str, ...]
    """The body in order; hard-wrapped lines are joined, so no paragraph holds a newline."""
    source: Source
    parts: tuple[Part, ...]
    """The ledger, in line order.  Over all articles of a document it covers each line once."""
    evidence: str
    """Why it was cut here: `container`, `separator`, `headline-echo`, `dateline` …"""
    headline_derived: bool = False
    """True when the document has no headline of its own."""
    byline: str | None = None
    place: str | None = None
    """The article's dateline; a caption's place never becomes it."""
    date: str | None = None
    """ISO 8601, only when the document states the article's own date."""
    language: str | None = None
    """BCP 47 tag."""
    url: str | None = None
    publisher: str | None = None
    section: str | None = None
    subheads: tuple[Subhead, ...] = ()
    captions: tuple[Caption, ...] = ()
    """Each distinct caption once."""
    credits: tuple[str, ...] = ()
    """Agencies, photographers and organisations named as the source of text or picture."""
    other: tuple[str, ...] = ()
    """Kept but not body: page controls, menus, cover pages, tag lines."""
    id: str = ""
    """Hexadecimal, from headline and paragraphs; unique within an archive."""
    number: int = 0
    """The row number that `list` shows; 0 until an index gives one."""
    words: int = 0
    """In headline and paragraphs; a derived headline counts once, as the body."""
    cut: Decision | None = None
    """None where the format itself says where articles begin."""
    confidence: float | None = None
    """How likely its boundaries and headline are right, 0 to 1; None when nobody has told."""
    topics: tuple[str, ...] = ()
    """Categories, keywords and subjects that the document states."""
    tags: tuple[str, ...] | None = None
    """What its reader says of it, apart from the document; None where no desk was asked."""

    @property
    def body(self) -> Iterator[tuple[Role, str]]:
        """Paragraphs and cross-heads in the order in which they are read, each with its role."""
        at = 0
        for head in sorted(self.subheads, key=lambda head: head.before):
            until = max(at, head.before)
            yield from (("paragraph", text) for text in self.paragraphs[at:until])
            yield "subhead", head.text
            at = until
        yield from (("paragraph", text) for text in self.paragraphs[at:])


class Summary(NamedTuple):
    """What `list` needs of an article, without its text."""

    number: int
    id: str
    headline: str
    headline_derived: bool
    path: str
    publisher: str | None
    place: str | None
    date: str | None
    words: int
    source: str | None = None
    """Who published it; else what of its document's path tells it apart, if anything does."""
    tags: str | None = None
    """What its reader says of it, with commas between, but for `read`; known only when asked."""
    deep: tuple[tuple[str, str], ...] = ()
    """What stands deep in it, by name in the record (agencies with commas); known when asked."""

    def value(self, name: str) -> str | int | None:
        """A fact by the name that `choices` gives it; None where it is not known."""
        return getattr(self, name) if name in self._fields else dict(self.deep).get(name)


class Passage(NamedTuple):
    """Paragraphs of two articles that tell the same, where the articles as a whole do not."""

    here: tuple[int, int]
    """Indexes of the first and the last."""
    there: tuple[int, int]
    """The same in the other article."""
    is_part_here: bool
    """Whether the passage is one of several stories of this article, and not of the other."""


Kind = Literal["copy", "version", "same story", "related"]


class Relation(NamedTuple):
    """What another article is to one."""

    kind: Kind
    """`copy`: the same text; `version`: reprinted with edits; `same story`: told in other words, or
    in a passage; `related`: another story with the same people and places."""
    similarity: float
    """0 to 1: of the shorter text (of the passage, if there is one), what the other has; of texts
    that share no sentences, the cosine of their most telling words."""
    passage: Passage | None = None


class Marked(NamedTuple):
    """A text and where its matches stand."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()
    """Start and end offsets in characters, ascending, never overlapping."""


Marks = Callable[[str], Sequence[tuple[int, int]]]
"""Where in any text there is something to be marked, as in `Marked`."""


class Repair(NamedTuple):
    """A word of the query, and a word of the archive that was taken for it."""

    word: str
    """As typed."""
    to: str
    """As the archive most often prints it."""
    edits: int
    """Optimal string alignment distance between the two, folded."""


Field = Literal["headline", "caption", "body"]

FormKind = Literal["typed", "variant", "inflected", "repaired"]
"""`variant`: the same word spelt otherwise, `U.S.` for US."""


class Form(NamedTuple):
    """A word or phrase of the archive that a word of the query was looked for as."""

    word: str
    """As typed."""
    to: str
    """Folded."""
    kind: FormKind
    edits: int
    """Letters changed."""
    articles: int
    """How many have it; of a phrase, how many have its rarest word; 0 when that is not known."""


class Share(NamedTuple):
    """What one word of the query adds to the score of a hit."""

    word: str
    """As typed."""
    to: str
    """The form that counted, folded."""
    kind: FormKind
    edits: int
    cost: float
    """How unlikely the form is, in edits of about equal weight; 0 for the word itself."""
    value: float
    """BM25 over weighted fields, before the cost."""
    matches: int
    """How often it stands in the article, in any form."""


class Match(NamedTuple):
    """Where in an article a match stands."""

    field: Field
    paragraph: int
    """Which caption or paragraph, counted from 0."""
    start: int
    """Offset in characters."""
    end: int
    word: str = ""
    """The word of the query that it answers, as typed."""
    kind: FormKind = "typed"


Tier = Literal["exact", "inflected", "repaired", "most", "some"]


class Hit(NamedTuple):
    """One answer to a query, and why it is one."""

    article: Article
    score: float
    """0 to 100; the best hit, if it has every word exactly, is 100."""
    headline: Marked
    snippet: Marked
    """A cut from body or caption around the matches; empty text when only the headline matched."""
    repairs: tuple[Repair, ...] = ()
    """The repairs that this hit rests on."""
    fields: tuple[tuple[str, int], ...] = ()
    """How many matches in `headline`, `caption`, `body`; fields without a match are left out."""
    missing: tuple[str, ...] = ()
    """Words of the query that the article does not have."""
    shares: tuple[Share, ...] = ()
    """The parts of the score, in the order of the query."""
    headline_share: float = 0.0
    """Share of the query's words that are in the headline, 0 to 1: the other part of the score."""
    matches: tuple[Match, ...] = ()
    """Every match: those in the headline, in the captions, in the body."""
    words: tuple[tuple[Field, str, int], ...] = ()
    """The words matched in each field, as the article prints them, and how often."""
    source: str | None = None
    """Of the article, as `Summary` has it."""
    tier: Tier = "exact"
    """`exact`: every word as typed; `inflected`, `repaired`: every word, at least one in another
    form; `most`: the most of the words, where no article has all; `some`: a part of them, which
    fills the page, or what there is of a query that is a text."""
    relevance: float = 0.0
    """What the shares add up to, less cost, with the headline's: compares within query and tier."""
    widened: float = 0.0
    """What words add to that by which the query was widened."""
    coverage: float = 1.0
    """Share of the words that it has, weighed by rarity: a factor of that where it lacks some."""


class Answer(NamedTuple):
    """What a search found."""

    query: str
    """As typed."""
    hits: tuple[Hit, ...]
    total: int
    """How many articles match, those beyond the limit included."""
    repairs: tuple[Repair, ...] = ()
    """Every repair that any rewrite of the query used, the best first."""
    suggestions: tuple[tuple[str, int], ...] = ()
    """Words of the archive that look like the query's, and how many articles have them: when
    nothing matches, or when a word that was typed may be a slip for them."""
    understood: tuple[Form, ...] = ()
    """What the query's words were looked for as, in their order, the likeliest form first."""
    offset: int = 0
    """How many hits there are before these."""
    sort: str = "best"
    """The order of the hits: `best`, `date` or `number`."""
    approximate: bool = False
    """Whether so many articles match that only headlines and openings told which are the best."""
    reading: str = ""
    """The query with all brackets that matter, if it has operators."""
    notes: tuple[str, ...] = ()
    """What else was taken otherwise than typed."""
    matching: int = 0
    """How many of the hits match; the others fill the page: they have a part of the words, or one
    for which the one that was typed may be a slip."""
    widened: tuple[str, ...] = ()
    """Words of the best articles that the query was widened by, which also rank."""
    has_all: bool = True
    """Whether what matches has all of the words."""

    @property
    def is_undated(self) -> bool:
        """Whether it is sorted by dates that none of its hits has."""
        return self.sort == "date" and not any(hit.article.date for hit in self.hits)


class Occurrence(NamedTuple):
    """One place where a word of a query stands, with the text around it."""

    number: int
    """The article's."""
    id: str
    field: Field
    paragraph: int
    """Which caption or paragraph, counted from 0."""
    text: str
    """The whole headline, caption or paragraph."""
    start: int
    """Offset in characters."""
    end: int


class Corpus(NamedTuple):
    """What an answer was taken from."""

    documents: int
    articles: int
    fingerprint: str
    """Of the articles' ids: the same for two archives that hold the same articles."""


class Problem(NamedTuple):
    """A document, or a part of one, that could not be used as it stands."""

    path: str
    reason: str
    line: int | None = None


class DocumentReport(NamedTuple):
    """What reading one document came to, besides its articles."""

    path: str
    format: str
    """The name of the format that read it (`choices.FORMATS`)."""
    encoding: str
    """The codec that decoded it, in Python's spelling."""
    repairs: int
    """Bytes that were mended while decoding."""
    problems: tuple[Problem, ...] = ()
    """Damage: parts that could not be read."""
    notes: tuple[Problem, ...] = ()
    """What deserves a look, though nothing is lost."""
    needs: str | None = None
    """The module without which it cannot be read, if that is not installed."""
    unread: str = ""
    """What it is instead of a text that people read: `image (PNG)`."""


class Stamp(NamedTuple):
    """What tells whether a file is still the one that was read."""

    size: int
    """Bytes."""
    mtime_ns: int
    ctime_ns: int
    """When content or name last changed by the system's own clock, which nobody can set back."""
    inode: int
