"""XML that somebody made for texts of their own: which of its elements is an article.

Nothing is known of such a file but that its articles are alike.  The beginning is read as a tree,
and the element is looked for that holds a text and says of it what articles say: by the names that
columns and keys have (`fields`), by what is in them where these say nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from newscli.formats.drafting.container import Damages, Lines, container
from newscli.formats.drafting.draft import Draft
from newscli.formats.drafting.fields import field_of
from newscli.formats.drafting.lines import Places
from newscli.formats.drafting.markup import plain
from newscli.formats.drafting.tags import ELEMENTS, root
from newscli.formats.drafting.values import Value
from newscli.formats.json_records.scan import LISTS
from newscli.formats.json_records.values import BODY, by_role
from newscli.formats.layout.shapes import is_prose, weight
from newscli.formats.newsroom.elements import Element, outline, records
from newscli.formats.newsroom.facts import name_of, values
from newscli.records import Article
from newscli.text import Document
from newscli.tuples import NamedTuple

SHOWN = 5  # elements of a kind that are looked at
LEVELS = 12  # levels of elements among which articles are looked for
_ABOUT = frozenset(["headline", "byline", "date", "url", "publisher"])
"""What is said of a text that is an article."""
_ABOVE = ("publisher", "section", "language")
"""What is said once, for all articles below it."""


class RecordKind(NamedTuple):
    """The elements that are articles."""

    names: frozenset[str]
    level: int
    """How many elements are around the outermost of them."""


class _Group(NamedTuple):
    """Elements that stand at one place of the tree."""

    path: tuple[str, ...]
    found: list[Element]
    repeats: bool
    """Whether one element holds several of them."""
    fields: frozenset[str]
    """What most of them state; empty where they are no articles."""


@lru_cache(maxsize=1)  # asked for the same document twice
def kind_of(head: str) -> RecordKind | None:
    """Which elements are articles in a document that begins so; None where none are."""
    top = root(head)
    if top is None or top.local == "html":
        return None
    if (tree := outline(head)) is None:
        return None
    if top.local in ELEMENTS and not _says_more(tree):
        return None  # a piece of a page
    groups = {group.path: group for group in _groups(head, tree)}
    if not (chosen := _chosen(list(groups.values()))):
        return None
    beside = [
        group
        for group in groups.values()
        if group.fields and group.path[:-1] == chosen.path[:-1] and group.repeats == chosen.repeats
    ]
    names = frozenset(group.path[-1] for group in (chosen, *beside))
    return RecordKind(names, min(len(path) - 1 for path in groups if path[-1] in names))


def _below(element: Element) -> Iterator[Element]:
    """The elements inside of one, level by level."""
    held = [element]
    for _ in range(LEVELS):
        held = [child for one in held for child in one.elements]
        yield from held


def _says_more(tree: Element) -> bool:
    """Whether elements have names of columns and keys that HTML does not have."""
    return any(one.name not in ELEMENTS and field_of(one.name) for one in _below(tree))


def _groups(text: str, tree: Element) -> Iterator[_Group]:
    """The elements that hold elements, by their places, and what they state."""
    level: dict[tuple[str, ...], tuple[list[Element], bool]] = {(tree.name,): ([tree], False)}
    for _ in range(LEVELS):
        below: dict[tuple[str, ...], tuple[list[Element], bool]] = {}
        for path, (found, repeats) in level.items():
            yield _Group(path, found, repeats, _stated(text, path, found, repeats))
            for parent in found:
                seen: dict[str, int] = {}
                for child in parent.elements:
                    if child.children or child.says:
                        seen[child.name] = seen.get(child.name, 0) + 1
                        held, _ = below.setdefault((*path, child.name), ([], False))
                        held.append(child)
                for name, count in seen.items():
                    if count > 1:
                        below[(*path, name)] = below[(*path, name)][0], True
        level = below


def _stated(
    text: str, path: tuple[str, ...], found: list[Element], repeats: bool
) -> frozenset[str]:
    """The fields that most of some elements state, if these are articles by what they hold."""
    if "html" in path:
        return frozenset()
    likely = [_fields(text, path[-1], one, repeats) for one in found[:SHOWN]]
    whole = [fields for fields in likely if fields]
    return frozenset().union(*whole) if 2 * len(whole) > len(likely) else frozenset()


def _fields(text: str, name: str, element: Element, repeats: bool) -> frozenset[str]:
    """The fields that an element states, if it is an article."""
    if not repeats and any(name_of(one) != one.name for one in _below(element)):
        return frozenset()  # settings
    found = values(element, text, Places(text))
    stated = {known[0]: value for value in found if (known := field_of(value.name))}
    about = stated.keys() & _ABOUT
    if repeats and about - {"url", "publisher"}:
        for value in by_role(found):
            if value.name == "body":
                stated.setdefault("body", value)
    body, summary = stated.get("body"), stated.get("summary")
    if body is not None and _is_text(body):
        alone = repeats and LISTS.fullmatch(name) is not None
        fits = about if repeats else ("headline" in about or {"byline", "date"} <= about)
        return frozenset({*stated} if fits or alone else ())
    if repeats and summary is not None and _is_text(summary):
        return frozenset({*stated} if "headline" in about and len(about) > 1 else ())
    return frozenset()


def _is_text(value: Value) -> bool:
    said = plain(value.text)
    return bool(said) and (weight(said) >= BODY or is_prose(said))


def _chosen(groups: list[_Group]) -> _Group | None:
    """The outermost elements that are articles and come again; else the innermost that state as
    much as those around them.

    What comes again inside of an article's own text is a part of it, unless it says more of itself
    than a headline.
    """
    articles = [group for group in groups if group.fields]
    several = [one for one in articles if one.repeats]
    single = [one for one in articles if not one.repeats]
    for one in sorted(several, key=lambda group: len(group.path)):
        around = [s for s in single if s.path == one.path[: len(s.path)]]
        says = one.fields & (_ABOUT - {"headline"}) and "headline" in one.fields
        if not around or says or LISTS.fullmatch(one.path[-1]):
            return one
    if not single:
        return None
    most = max(len(one.fields & (_ABOUT | {"body"})) for one in single)
    return max(
        (one for one in single if len(one.fields & (_ABOUT | {"body"})) == most),
        key=lambda group: len(group.path),
    )


def articles(document: Document, kind: RecordKind) -> Iterator[Article]:
    """The articles, each as soon as the next begins; `DocumentError` when there are none."""
    lines = Lines(document.lines())
    return container(document, _articles(document, lines, kind), lines)


def _articles(document: Document, lines: Lines, kind: RecordKind) -> Iterator[Article]:
    damages = Damages(document)
    following = 1
    draft: Draft | None = None
    last = 0
    beside: list[Value] = []  # what stands outside of articles, for the next one
    for record in records(lines, kind.names, kind.level, damages):
        if isinstance(record, Value):
            beside.append(record)
            continue
        found = values(record.element, record.text, Places(record.text, record.first))
        if not any(any(map(str.isalpha, one.text)) for one in found):
            beside += found
            continue
        if draft is not None:
            yield draft.finish(last)
            following = last + 1
        first = min([record.first, *(value.first for value in beside)])
        draft, last = Draft(document, "container", min(following, first)), record.last
        draft.take(by_role(found))
        for value in beside:
            draft.keep(value)
        for field in _ABOVE:
            draft.state(field, record.above.get(field))
        beside = []
    if draft is not None:
        for value in beside:
            draft.keep(value)
        yield draft.finish(max([last, *(value.last for value in beside)]))
    damages.tell()
