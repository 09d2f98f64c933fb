"""One story in a page: which of the page's blocks are its text, and which its headline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from newscli.formats.drafting.draft import Draft
from newscli.formats.drafting.markup import Block, plain
from newscli.formats.drafting.tags import Tag, attributes, tag_at
from newscli.formats.drafting.values import Value
from newscli.formats.html.stated import NAMES, beside_headline
from newscli.formats.layout.headers import Header, header
from newscli.formats.layout.names import is_paper
from newscli.formats.layout.residue import residue_among
from newscli.formats.layout.shapes import HEADLINE_LENGTH, is_prose, opens_links
from newscli.text import fold
from newscli.text.sentences import ends_sentence

SHORTEST = 25  # characters, without spaces, of a block that is known when found inside the story
NAMED = SHORTEST // 2  # the same of a block, not set as a heading, that a title names
LINKED = 0.9  # share of a block in links from which on it is one
BEFORE_LINK = 24  # characters before a link that say what it is: "Read more: "
MAIN = 1.5  # how much likelier an `h1` is the headline
ALIKE = 0.6  # share of a heading's words in a title from which on both are of one story
FEWEST = 3  # words of such a heading
_HEADINGS = ("h1", "h2", "h3", "h4")
_word = re.compile(r"\w+")
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
    titles = [value.text for value in stated if value.name == "headline"]
    top = _headline(found, titles, extract)
    mine = _story(page, found, extract, top)
    told = [index for index in sorted(mine) if found[index].role == "paragraph"]
    residue = {told[at] for at in residue_among([found[index].text for index in told])}
    residue |= {index for index in mine if _is_link(found[index])}
    prose = [index for index in told if is_prose(found[index].text)] or [len(found)]
    above = range(0 if top is None else top, prose[0] + 1)
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
        elif (
            index not in (mine if index > prose[-1] else above)
            or (said := header(block.text)) is None
        ):
            _add(draft, block, index in mine and index not in residue)
        elif said.role in ("byline", "date", "metadata"):
            if not draft.paragraphs:
                printed.append(said)
            draft.add(said.role, *lines, block.text)
        else:
            draft.paragraph(block.text, *lines)
    around = [*stated, *beside_headline(page, markup, 0 if top is None else found[top].at)]
    fields = [v for v in around if v.name in NAMES and (top is None or v.name != "headline")]
    rest = draft.settle(fields)
    for said in printed:
        draft.state(said.field, said.value)
    draft.state("publisher", _owner(titles))
    kept = {fold(text) for text in (draft.headline or "", draft.byline or "", *draft.other)}
    for value in (*rest, *(v for v in around if v not in fields)):
        if fold(plain(value.text)) not in kept:
            kept.add(fold(plain(value.text)))
            draft.keep(value)


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


def _is_link(block: Block) -> bool:
    """Whether a paragraph is a link to another story, named as such or not."""
    if not block.linked or block.role != "paragraph" or ends_sentence(block.text):
        return False
    if len(block.text) > HEADLINE_LENGTH:
        return False
    said = len(_squeezed(block.text))
    if block.linked >= LINKED * said:
        return True
    label, colon, name = block.text.partition(":")
    is_labelled = bool(colon) and len(label) <= BEFORE_LINK and block.linked >= len(_squeezed(name))
    return is_labelled or (opens_links(block.text) and 2 * block.linked >= said)


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
