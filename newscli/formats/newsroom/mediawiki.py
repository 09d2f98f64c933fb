"""Pages of MediaWiki's export, as of Wikinews: an article a page, its wikitext as paragraphs.

Only what articles use of wikitext (mediawiki.org, Help:Formatting) is taken off; templates and
tables, which only a wiki can expand, are kept as written among `other`.
"""

from __future__ import annotations

import re

from newscli.formats.drafting.draft import Draft
from newscli.formats.drafting.markup import plain
from newscli.formats.drafting.tags import tags
from newscli.formats.drafting.values import Value
from newscli.formats.newsroom.tree import Node, stated
from newscli.records import Role
from newscli.text import fold, tidy
from newscli.text.stamps import stamp

ARTICLES = "0"  # the namespace of pages that are no talk, template or user

_heading = re.compile(r"(={1,6})\s*(.+?)\s*\1\s*")
_file = re.compile(
    r"\[\[\s*(?:file|image|media|datei|bild|fichier|archivo|imagen|immagine|arquivo|imagem|bestand|"
    r"plik|файл|изображение|ملف|ファイル|文件)\s*:",
    re.IGNORECASE,
)
_category = re.compile(
    r"\[\[\s*(?:category|kategorie|catégorie|categoría|categoria|categorie|kategoria|kategori|"
    r"категория|категорія|تصنيف|カテゴリ|分类|分類)\s*:\s*([^\]|]+)[^\]]*\]\]",
    re.IGNORECASE,
)
_between_languages = re.compile(r"\[\[\s*:?[a-z]{2,3}(?:-[a-z]+)?\s*:[^\]|]*\]\]")
_link = re.compile(r"\[\[(?:[^\[\]|]*\|)*([^\[\]|]*)\]\]")
_address = re.compile(r"\[(?:https?:)?//[^\s\]]+(?:\s+([^\]]*))?\]")
_shown = re.compile(r"\{\{\s*w\s*\|(?:[^{}|]*\|)*([^{}|]*)\}\}", re.IGNORECASE)
_dated = re.compile(
    r"\{\{\s*(?:date|datum|fecha|data|дата|تاريخ|日期|日付)\s*\|([^{}]+)\}\}", re.IGNORECASE
)
_AFTER = frozenset(
    fold(name)
    for name in (
        "sources|source|references|external links|related news|related articles|see also|notes|"
        "sister links|quellen|themenverwandte artikel|weblinks|sources et références|"
        "liens externes|articles connexes|voir aussi|fuentes|referencias|enlaces externos|"
        "véase también|fonti|collegamenti esterni|fontes|ligações externas|ver também|bronnen|"
        "źródła|linki zewnętrzne|источники|ссылки|примечания|джерела|مصادر|参考文献|情報源|"
        "消息来源|相关新闻"
    ).split("|")
)
"""Headings below which no text of the article stands, folded."""


def read(draft: Draft, page: Node) -> bool:
    """Read a `page` into the draft; whether it is an article."""
    namespace, title = page.find("ns"), page.find("title")
    texts = [*page.all("text")]
    if title is None or not texts or (namespace and namespace.line != ARTICLES):
        return False
    if page.find("redirect") is not None:
        return False
    draft.add("headline", title.first, title.last, title.line)
    _Wikitext(draft, texts[-1]).read()
    for name in ("timestamp", "username"):
        draft.take([stated(f"revision {name}", one) for one in page.all(name)])
    return bool(draft.paragraphs)


def _without_notes(text: str) -> str:
    """Wikitext without references and comments, but with their line ends."""
    out: list[str] = []
    at = 0
    for tag in tags(text, ("ref",)):
        if tag.kind in ("raw", "aside") or tag.local == "ref":
            end = tag.end if tag.closed < tag.end or tag.kind != "raw" else tag.opened
            out += text[at : tag.start], "\n" * text.count("\n", tag.start, end)
            at = end
    return "".join([*out, text[at:]])


class _Wikitext:
    """Reads wikitext into a draft."""

    def __init__(self, draft: Draft, node: Node) -> None:
        self._draft = draft
        self._line = node.first
        self._text = node.text

    def read(self) -> None:
        """Take all lines; what stands behind the text's last heading of notes is `other`."""
        text = _without_notes(self._text)
        after = False
        for first, last, block in _blocks(text, self._line):
            if heading := _heading.fullmatch(block):
                after = after or fold(_plain(heading[2])) in _AFTER
                role: Role = "other" if after else "subhead"
                self._draft.add(role, first, last, _plain(heading[2]))
            elif self._facts(block, first, last):
                continue
            elif after or block[:2] in ("{{", "{|") or not (said := _plain(block)):
                self._draft.add("other", first, last, tidy(block))
            elif _file.match(block):
                self._draft.add("caption", first, last, said)
            else:
                self._draft.paragraph(said, first, last)

    def _facts(self, block: str, first: int, last: int) -> bool:
        """Take a date or categories that stand alone; False for anything else."""
        draft = self._draft
        if (date := _dated.fullmatch(block)) and draft.date is None:
            draft.date = stamp(date[1].split("|")[0])
            draft.add("date", first, last, block)
            return True
        if names := _category.findall(block):
            draft.take([Value("topics", name.strip(), first, last) for name in names])
            return not _plain(_category.sub("", block))
        if _between_languages.fullmatch(block):
            draft.add("metadata", first, last, block)
            return True
        return False


def _blocks(text: str, line: int) -> list[tuple[int, int, str]]:
    """First line, last line and text of each line, joined where a template or table spans several;
    a template that begins a line of text is parted from it."""
    out: list[tuple[int, int, str]] = []
    held: list[str] = []
    depth, first = 0, line
    for number, raw in enumerate(text.split("\n"), start=line):
        if not held:
            first = number
        depth = max(0, depth + _opened(raw))
        if raw.strip() or depth:
            held.append(raw.strip())
        if held and not depth:
            out.append((first, number, "\n".join(held)))
            held = []
    if held:
        out.append((first, first + len(held) - 1, "\n".join(held)))
    return out


def _opened(line: str) -> int:
    """How many more templates and tables a line opens than it closes."""
    tables = line.lstrip().startswith("{|") - line.lstrip().startswith("|}")
    return line.count("{{") - line.count("}}") + tables


def _plain(text: str) -> str:
    """Wikitext without its marks, on one line.

    >>> _plain("* The '''[[Lysvik|ferry]]''' of {{w|Port Arden|the port}} [https://a.b sails].")
    'The ferry of the port sails.'
    """
    text = _shown.sub(r"\1", text)
    while "{{" in text:  # from the inside out
        shorter = re.sub(r"\{\{[^{}]*\}\}", "", text)
        if shorter == text:
            break
        text = shorter
    if _file.match(text):
        parts = re.sub(r"\[\[([^\[\]|]*\|)?([^\[\]]*)\]\]", r"\2", text[2:].removesuffix("]]"))
        text = parts.rpartition("|")[2] if "|" in parts else ""
    text = _category.sub("", text)
    text = _address.sub(lambda match: match[1] or "", _link.sub(r"\1", text))
    return plain(re.sub(r"'{2,5}", "", text).lstrip("*#:; "))
