"""One story in a page: which of the page's blocks are its text, and which its headline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from newscli.formats.drafting.draft import Draft
from newscli.formats.drafting.markup import Block, blocks, plain, without_links
from newscli.formats.drafting.tags import Tag, attributes, tag_at
from newscli.formats.drafting.values import Value
from newscli.formats.html.stated import NAMES, beside_headline
from newscli.formats.layout.headers import LONGEST, Header, header
from newscli.formats.layout.names import is_paper
from newscli.formats.layout.residue import residue_among
from newscli.formats.layout.shapes import HEADLINE_LENGTH, is_prose, opens_links
from newscli.text import fold
from newscli.text.dates import dates
from newscli.text.sentences import ends_sentence

SHORTEST = 25  # characters, without spaces, of a block that is known when found inside the story
NAMED = SHORTEST // 2  # the same of a block, not set as a heading, that a title names
LONGEST_TITLE = 600  # characters of a title that headings are compared with
MOST_BLOCKS = 200  # paragraphs of linked data that are looked for in the page
MOST_PULLED = 50  # quotations that are looked for in their story
QUOTES = " \"'“”„«»‘’…."
MAIN = 1.5  # how much likelier an `h1` is the headline
ALIKE = 0.6  # share of a heading's words in a title from which on both are of one story
FEWEST = 3  # words of such a heading
_HEADINGS = ("h1", "h2", "h3", "h4")
_word = re.compile(r"\w+")
_pulling = re.compile(r"<(?:aside\b|\w+\s[^>]{0,200}pull-?quote)", re.IGNORECASE)
_by = re.compile(r"\b(?:by|von|par|por|di|door|av|af) .*", re.IGNORECASE)
_between = re.compile(r"\s+(?:[|–—·•»-]|::)\s+")


class Extract:
    """What the library takes for the story: asked whether a block of the page is of it."""

    def __init__(self, found: object) -> None:
        body = getattr(found, "body", None)
        pieces = [_squeezed(piece) for piece in body.itertext()] if body is not None else []
        whole = ["".join(element.itertext()) for element in body] if body is not None else []
        self.text = "".join(pieces)
        self._whole = {_squeezed(piece) for piece in whole} | {*pieces}

    def has(self, text: str) -> bool:
        """Whether a block of the page is of the story; all are when none was found."""
        key = _squeezed(text)
        return not self.text or key in self._whole or (len(key) >= SHORTEST and key in self.text)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def read(
    draft: Draft, page: str, markup: Sequence[Tag], found: Sequence[Block], extract: Extract,
    stated: Sequence[Value],
) -> None:  # fmt: skip
    """Give the blocks of the page their places; `stated` is what its head says."""
    titles = [v.text[:LONGEST_TITLE] for v in stated if v.name == "headline"]
    top = _headline(found, titles, extract)
    mine = _story(page, found, extract, top)
    told = [index for index in sorted(mine) if found[index].role == "paragraph"]
    prose = [index for index in told if is_prose(found[index].text)] or [len(found)]
    beside = _beside(found, told, prose[-1]) | _pulled(page, found, told)
    above = range(0 if top is None else top, prose[0])
    named = "" if top is None else fold(found[top].text)
    printed: list[Header] = []
    for index, block in enumerate(found):
        lines = block.first, block.last
        if index == top:
            draft.add("headline", *lines, block.text)
        elif named and fold(block.text) == named:
            draft.add("repeat", *lines, block.text)
        elif block.role == "caption" and (top is None or index > top):
            draft.add("caption", *lines, block.text)
        elif index in above and (said := _said_above(found, index)):
            printed += said
            draft.add(said[0].role, *lines, block.text)
        elif index > prose[-1] and index in mine and (about := header(block.text)):
            draft.add(about.role, *lines, block.text)
        else:
            _add(draft, block, index in mine and index not in beside)
    around = [*stated, *beside_headline(page, markup, 0 if top is None else found[top].at)]
    fields = [v for v in around if v.name in NAMES and (top is None or v.name != "headline")]
    rest = draft.settle(fields)
    for value in around:
        if value.name == "body":
            _take_body(draft, value)
    for one in printed:
        draft.state(one.field, one.value)
    draft.state("publisher", _owner(titles))
    kept = {fold(text) for text in (draft.headline or "", draft.byline or "", *draft.other)}
    for value in (*rest, *(v for v in around if v not in fields and v.name != "body")):
        if fold(plain(value.text)) not in kept:
            kept.add(fold(plain(value.text)))
            draft.keep(value)


def _take_body(draft: Draft, body: Value) -> None:
    """The text that linked data gives: the story's, if the page shows none; else kept if it says
    what the page does not show."""
    if not draft.paragraphs:
        draft.body(body)
        return
    shown = _squeezed("".join((*draft.paragraphs, *draft.other)))
    if any(_squeezed(block.text) not in shown for block in blocks(body.text)[:MOST_BLOCKS]):
        draft.keep(body)


def _said_above(found: Sequence[Block], index: int) -> list[Header]:
    """What a line between headline and text states, be it among other things (`Posted on 4 May 2019
    by Ana Bo | 3 comments`), or as a term and what stands beside it."""
    block = found[index]
    if said := header(block.text):
        return [said]
    if len(block.text) > LONGEST or ends_sentence(block.text) or block.role == "subhead":
        return []
    if block.tag == "dt" and index + 1 < len(found):
        said = header(f"{block.text.rstrip(': ')}: {found[index + 1].text}")
        return [said] if said and said.field else []
    days = [day for _, _, day in dates(block.text)]
    out = [Header("metadata", "date", days[0])] if len(days) == 1 else []
    if match := _by.search(block.text):
        said = header(match[0].partition("|")[0].strip())
        out += [said._replace(role="metadata")] if said and said.role == "byline" else []
    return out


def _beside(found: Sequence[Block], told: list[int], last: int) -> set[int]:
    """Indices of paragraphs that the page prints around a story, among those `told`: links, notes
    to readers, and after the `last` that is prose what is no sentence and stands elsewhere."""
    out = {told[at] for at in residue_among([found[index].text for index in told])}
    read = without_links([found[index] for index in told])
    out |= {index for index, block in zip(told, read, strict=True) if block.role == "other"}
    homes = {found[index].within for index in told if is_prose(found[index].text)}
    for index in told:
        if index > last and found[index].within not in homes:
            out |= set() if ends_sentence(found[index].text) else {index}
    return out


def _pulled(page: str, found: Sequence[Block], told: list[int]) -> set[int]:
    """Indices of quotations that a page pulls from its story and sets beside it."""
    around = {found[index].within for index in told}
    asides = {at for at in around if at >= 0 and _pulling.match(page, at)}
    pulled = [n for n in told if found[n].within in asides or found[n].tag == "aside"]
    pulled = [n for n in pulled if len(found[n].text) <= HEADLINE_LENGTH][:MOST_PULLED]
    rest = "\n".join(fold(found[index].text) for index in told if index not in pulled)
    return {n for n in pulled if fold(found[n].text).strip(QUOTES) in rest}


def _add(draft: Draft, block: Block, is_story: bool) -> None:
    """Give a block that is no headline, caption or line about the article its place."""
    lines = block.first, block.last
    if not is_story:
        draft.add("other", *lines, block.text)
    elif block.role == "subhead" and (draft.paragraphs or not _is_sentence(block)):
        draft.add("subhead", *lines, block.text)
    else:
        draft.paragraph(block.text, *lines)


def _story(page: str, found: Sequence[Block], extract: Extract, top: int | None) -> set[int]:
    """Indices of the story's blocks: those that the library took, and sentences beside them.

    Beside are paragraphs in the same element, or, up to the next heading, in one of the same name
    and class: pages part a story by what they sell.
    """
    taken = [
        i
        for i, block in enumerate(found)
        if i != top and block.role not in ("other", "caption") and extract.has(block.text)
    ]
    taken = [i for i in taken if top is None or i > top]
    if not taken:
        return set()
    holders = Counter(found[i].within for i in taken if found[i].tag == "p")
    kinds = {kind for at, held in holders.items() if held > 1 and (kind := _kind(page, at))}
    known: dict[int, bool] = {}
    out, is_over = {*taken}, False
    for index in range(0 if top is None else top + 1, len(found)):
        block = found[index]
        if index > taken[-1]:
            is_over = is_over or block.tag in _HEADINGS[:2] or block.role == "other"
            if is_over:
                break
        elif block.within in holders and (_is_sentence(block) or _is_crosshead(block)):
            out.add(index)
        if block.tag == "p" and block.role == "paragraph" and is_prose(block.text):
            if block.within not in known:
                known[block.within] = _kind(page, block.within) in kinds
            if known[block.within]:
                out.add(index)
    return out


def _kind(page: str, at: int) -> str:
    """Name and class of the element that opens at an offset; empty for one without a class."""
    tag = tag_at(page, at) if at >= 0 else None
    says = attributes(page, tag).get("class", "") if tag else ""
    return f"{tag.name} {says}" if tag and says else ""


def _is_sentence(block: Block) -> bool:
    """Whether a block beside the story's paragraphs is one, be it a link or set as a heading."""
    is_text = block.tag == "p" or block.role == "subhead"
    return is_text and is_prose(block.text) and ends_sentence(block.text)


def _is_crosshead(block: Block) -> bool:
    """Whether a heading beside the story's paragraphs is of their text."""
    return block.role == "subhead" and not block.linked and not opens_links(block.text)


def _headline(found: Sequence[Block], titles: Sequence[str], extract: Extract) -> int | None:
    """The block that is the story's headline: the heading that says most of a title that the page
    states; else a block that is one, or what it begins or ends with; else the only `h1`, if the
    story follows it.

    Whose page it is stands in titles too (`Ferry stops - The Ellerby Courier`), and in an `h1`.
    """
    wanted = {key for title in titles if (key := _squeezed(fold(plain(title))))}
    parts = {_squeezed(fold(part)) for title in titles for part in _parts_of(title)[:1]}
    words = [_words(title) for title in titles]
    keys = [_squeezed(fold(block.text)) for block in found]
    best, most = None, 0.0
    for index, (block, key) in enumerate(zip(found, keys, strict=True)):
        if block.tag not in _HEADINGS or not key:
            continue
        same = (min(len(key), len(one)) for one in wanted if key in one or one in key)
        shared = max(same, default=0)
        if shared < NAMED and key not in parts:
            shared = 0
        if not shared and len(said := _words(block.text)) >= FEWEST:
            alike = max((len(said & one) / len(said) for one in words), default=0.0)
            shared = int(len(key) * alike) if alike >= ALIKE else 0
        weight = shared * (MAIN if block.tag == "h1" else 1.0)
        if weight > most:
            best, most = index, weight
    if best is not None:
        return best
    for index, key in enumerate(keys):
        if len(key) >= NAMED and (key in parts or any(_is_end(key, one) for one in wanted)):
            return index
    heads = [i for i, block in enumerate(found) if block.tag == "h1"]
    if len(heads) == 1 and any(extract.has(block.text) for block in found[heads[0] + 1 :]):
        return heads[0]
    return None


def _words(text: str) -> set[str]:
    return set(_word.findall(fold(plain(text))))


def _is_end(key: str, title: str) -> bool:
    """Whether a text is what a title begins or ends with, and half of it."""
    return 2 * len(key) >= len(title) and (title.startswith(key) or title.endswith(key))


def _parts_of(title: str) -> list[str]:
    """A page's title, parted into headline, section, and whose page it is."""
    return _between.split(plain(title)) or [""]


def _owner(titles: Sequence[str]) -> str | None:
    """The paper that a page's title ends in the name of."""
    last = [parts[-1] for title in titles if len(parts := _parts_of(title)) > 1]
    return next((name for name in last if is_paper(name)), None)
