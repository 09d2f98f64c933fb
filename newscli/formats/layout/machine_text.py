"""Text made for machines, so no article: code, configuration, lists and tables of words.

An article must never be taken for one of these, so each needs most lines to look like it and hardly
any to be prose, in whatever language; where the file's name says that it is code, fewer lines will
do, but never none.  Only the beginning of a text is looked at, and most news leaves at the first
count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from newscli.formats.drafting.fields import field_of
from newscli.formats.layout.labels import labelled

SAMPLE = 16 << 10  # characters that show what a text is
CURE = "; --format text reads it all the same"

LONGEST_DATA = 60_000  # characters of JSON that are looked at; what is longer may hold anything
MOST = 0.6  # share of the lines that are code in code, which has text and blank lines as well
MOST_PROSE = 0.2  # share of the letters of code that stand in lines of prose, comments aside
NEARLY_ALL = 0.95  # share of the lines that are as all should be in a list or a table
FEWEST = 3  # lines of code, or settings, that prove it
LISTED = 10  # words that make a list
TOKENS = 15  # lines that make a table of tokens
WIDE, FEW_TOKENS = 6, 4  # columns with tabs between of which so many lines make one
NAME = 3  # words of a name at most
LONGEST_NAME = 30  # characters of it
LONGEST_HAN = 8  # of one in a script without spaces
CLASSES = 0.25  # different values a line at most in the column of a table that classifies tokens

_SIGNS = b"{};=<>[]_\\|$()"  # more frequent in code than anywhere
_CODE = frozenset(  # endings of names that say so
    "py pyi js mjs cjs ts tsx jsx css scss less c h cc cpp cxx hpp hh m java kt scala cs go rs rb "
    "php pl pm r jl lua sh bash zsh fish ps1 bat cmd sql swift dart vue lisp clj hs erl ex asm s "
    "mk cmake gradle tf proto dtd xsl patch diff map".split()
)
_SETTINGS = frozenset("yaml yml toml ini cfg conf properties env lock".split())
HINTED = 0.3  # share of the lines that are code or settings at least, where the name says so
_RARE = 50  # characters of text to one of these signs in prose
_NO_FIELD = frozenset({"headline", "byline", "body", "date", "publisher", "caption"})
_block_comment = re.compile(
    r'"""[\s\S]*?(?:"""|\Z)|\'\'\'[\s\S]*?(?:\'\'\'|\Z)|/\*[\s\S]*?(?:\*/|\Z)|<!--[\s\S]*?(?:-->|\Z)'
)
_comment = re.compile(r"\s*(?:#|//|--|;|%|\*|rem\b|dnl\b)", re.IGNORECASE)
_code = re.compile(
    r"""\s*(?:
      [\])};,]+\s*(?:else\b.*\{|(?:from|catch|finally|while)\b.*)?$     # what closes a block
    | (?:from\ [\w.]+\ )?import\ [\w.*{}$,\ ]+(?:\ from\ .+|\ as\ \w+|\()?;?$
    | (?:@|\#\s*(?:include|define|if|ifdef|ifndef|endif|else|pragma)\b)\S*
    | (?:def|class|function|func|fn|sub|public|private|protected|static|async|export|const|let|var|
        val|local|struct|enum|interface|impl|typedef|extern|void|int|char|bool|double|unsigned|
        template|namespace|using|package|require|include|module|elif|elsif|unless|switch|try|except|
        catch|finally|raise|throw|assert|yield|await|begin|foreach|select|insert|create|alter|drop|
        update|set|if|else|for|while|with|return|case|when|new|delete|del|echo|print|pass|break|
        continue|fi|done|esac|end|then|do)\b
        (?:.*[{}();=:,\[\]<>\\]\s*(?:[#/]{1,2}.*)?$|\s*[;:]?$|\ [\w.\[\]"']+;?$)
    | [\w.$@*&\[\]"'>-]+(?:\s*,\s*[\w.$]+)*\s*(?:[-+*/|&:.?%]?=|:=|<-|=>)\s*\S
    | [\w.$:>-]+\(.*(?:\)|[,({\[])\s*[;,{]?$                              # a call
    | \.\w+\(                                                             # of a chain
    | ["']?[\w.$-]+["']?\s*:\s*(?:["'\[{\d].*|[\w.$()]+),?$                # a member
    | ["'(\[{].*[,)\]}]$
    | -?\d[\w.]*\s*,\s.*[,)\]}]$                                           # values
    | [.\#]?[\w.\#:>~*,\ \[\]="()-]+\s*\{$                                # a rule of a style sheet
    | [\w-]+\s*:[^;]+;$
    | <[!?/]?[\w:-]+[^<>]*>?(?:[^<>]*</[\w:-]+>)?$
    | \\[a-z]+[\[{]
    | (?:FROM|RUN|COPY|ENV|CMD|ENTRYPOINT|WORKDIR|EXPOSE|ARG|LABEL|USER|ADD|VOLUME)\ \S
    | .*[;{}]\s*(?://.*|\#.*|/\*.*)?$
    | .*\$[({]\w
    | .*(?:\(\)|==|!=|&&|\|\||->|=>|::|\+=|</)
    )""",
    re.VERBOSE,
)
_member = re.compile(r'"(?:[^"\\]|\\.)*"\s*(:?)')
_phrase = re.compile(r"[^\W\d_]{2,}[,:]?\s[^\W\d_]{2,}[,:]?\s[^\W\d_]{2,}")
_section = re.compile(r"\s*\[\[?[\w .:/\"'@*,-]+\]\]?\s*$")
_setting = re.compile(
    r"""\s*(?:-\s+)?(?P<key>["']?[A-Za-z_.$/@*-][\w.$/@*-]*["']?)\s*(?P<sign>[=:])\s*
    (?P<value>["'\[{|>&*!].*|[\w./:@,+~$%#?&=*<>^()-]*(?:\ [\w./:@,+=~$-]+){0,2})?\s*$""",
    re.VERBOSE,
)
_keyed = re.compile(r"\s*(?:-\s+)?[\"']?[\w.$/-]+[\"']?\s*[:=]")
_item = re.compile(r"\s*-\s+[\w./:@\"'*-]+(?:\s[\w./:@=-]+)?\s*$|\s*[\]})\[{(]+,?\s*$")
_ends = re.compile(r"[.!?…:;,।。！？：；，؟]\s*$")
_docstart = re.compile(r"-DOCSTART-|# |\s*$")


@cache
def _spaceless() -> re.Pattern[str]:
    """A sign of a script without blanks; compiled, which takes 2 ms, when a text needs it."""
    return re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff]")


def kind(head: str, path: str = "") -> str | None:
    """What a text that begins so is instead of an article, for a person; None for any other.

    >>> kind("import os\\n\\n\\ndef main():\\n    print(os.getcwd())\\n    return 0\\n")
    'code file; --format text reads it all the same'
    >>> kind("The council voted; the port (the old one) closes.") is None
    True
    """
    sample = head[:SAMPLE]
    ending = path.rpartition(".")[2].lower()
    if ending in _SETTINGS and _may_be_code(_filled(sample, head)):
        return f"configuration file{CURE}"
    if sample.startswith("#!/") or (ending in _CODE and _may_be_code(_filled(sample, head))):
        return f"code file{CURE}"
    rows = sample.count("\n") + 1
    signs = _signs_in(sample)
    settings = sample.count("=") + sample.count(":") + sample.count("[")
    if settings > rows // 3 and _is_configuration(_filled(sample, head)):
        return f"configuration file{CURE}"
    if signs * _RARE > len(sample) and _is_code(sample):
        return f"code file{CURE}"
    if rows >= FEW_TOKENS and len(sample) < (LONGEST_NAME + 50) * rows:
        lines = _filled(sample, head)
        if _is_token_table(lines):
            return f"token table{CURE}"
        if _is_word_list(lines):
            return f"word list{CURE}"
        if _is_number_table(lines):
            return f"number table{CURE}"
    return None


def _signs_in(text: str) -> int:
    """How many signs of code a text has; a fifth of the time that counting each takes."""
    data = text.encode("utf-8", "surrogatepass")
    return len(data) - len(data.translate(None, _SIGNS))


def json_kind(head: str) -> str | None:
    """What JSON that begins so is instead of articles: a notebook, or data, if no value says as
    much as three words, and no names are those of a headline and a text; None for any other."""
    if '"cell_type"' in head and '"source"' in head:
        return f"notebook (Jupyter){CURE}"
    if len(head) > LONGEST_DATA:
        return None
    found = [*_member.finditer(head)]
    known = (field_of(one[0].partition('"')[2].partition('"')[0]) for one in found if one[1])
    names = {field[0] for field in known if field}
    if names >= {"headline", "body"}:
        return None
    values = (one[0] for one in found if not one[1])
    if any(_phrase.search(one) or len(_spaceless().findall(one)) > LONGEST_HAN for one in values):
        return None
    return f"data file (JSON){CURE}"


def _filled(sample: str, head: str) -> list[str]:
    """The lines that are not blank, without one that may be cut."""
    lines = sample.split("\n")
    if len(sample) < len(head):
        lines.pop()
    return [line for line in lines if line and not line.isspace()]


def _is_prose(line: str) -> bool:
    """Whether a line reads as one of a text: many words and few signs of code."""
    if len(line) < 20:
        return False
    if line.count(" ") >= 7:
        return _signs_in(line) * 25 < len(line)
    return len(_spaceless().findall(line)) >= 16


def _may_be_code(lines: Sequence[str]) -> bool:
    """Whether a text is code or configuration if its name says so."""
    lines = _block_comment.sub("", "\n".join(lines)).split("\n")
    lines = [line for line in lines if line.strip() and not _comment.match(line)]
    if any(_states(line) for line in lines):
        return False
    alike = [
        bool(_code.match(line) or _keyed.match(line) or _section.match(line)) for line in lines
    ]
    prose = sum(not one and _is_prose(line) for one, line in zip(alike, lines, strict=True))
    return sum(alike) >= HINTED * len(lines) and prose <= HINTED / 2 * len(lines)


def _states(line: str) -> bool:
    """Whether a line states what an article states about itself, under a label."""
    found = labelled(line.strip()) if ":" in line[:20] else None
    return found is not None and found.field in _NO_FIELD


def _is_code(sample: str) -> bool:
    text = _block_comment.sub("", sample)
    lines = [line for line in text.split("\n") if line.strip() and not _comment.match(line)]
    if len(lines) == 1:  # it may have been made small
        signs = _signs_in(text)
        return len(text) > 200 and signs * 8 > len(text) and text.count(" ") * 8 < len(text)
    prose = sum(len(line) for line in lines if _is_prose(line))
    if prose > MOST_PROSE * sum(map(len, lines)):
        return False
    code = sum(
        _code.match(line) is not None and "](" not in line and not _is_prose(line)  # a link
        for line in lines
    )
    return code >= FEWEST and code >= MOST * len(lines)


def _is_configuration(lines: Sequence[str]) -> bool:
    """Whether all lines are settings, none of which an article would state about itself."""
    lines = [line for line in lines if not _comment.match(line)]
    settings = 0
    structured = False  # whether there is what no block of facts above a text has
    for line in lines:
        if _is_prose(line):
            return False
        if match := _setting.match(line):
            settings += 1
            if match["sign"] == ":" and _states(line):
                return False
            structured = (
                structured or match["sign"] == "=" or line[0].isspace() or not match["value"]
            )
        elif _section.match(line) or (line.lstrip().startswith("-") and _item.match(line)):
            structured = True
            settings += 1
        elif _item.match(line):
            settings += 1
    return structured and settings >= FEWEST and settings >= 0.9 * len(lines)


def _is_word_list(lines: Sequence[str]) -> bool:
    """Whether each line is a word or a name."""
    if len(lines) < LISTED:
        return False
    named = sum(map(_is_name, lines))
    return named >= NEARLY_ALL * len(lines) and not any(map(_is_prose, lines))


def _is_name(line: str) -> bool:
    text = line.strip()
    if not text or len(text) > LONGEST_NAME or _ends.search(text) or text.isdigit():
        return False
    if _spaceless().search(text):
        return len(text) <= LONGEST_HAN
    return len(text.split()) <= NAME and any(map(str.isalpha, text))


def _is_token_table(lines: Sequence[str]) -> bool:
    """Whether lines are a token each and what it was classified as, as in CoNLL's tables."""
    lines = [line for line in lines if not _docstart.match(line)]
    if len(lines) < FEW_TOKENS or any(map(_is_prose, lines)):
        return False
    if sum(_ends.search(line) is not None and line.count(" ") > 1 for line in lines) * 10 > len(
        lines
    ):
        return False  # short sentences
    for separator in "\t ":
        rows = [line.strip().split(separator) for line in lines]
        width = len(rows[len(rows) // 2])
        even = [row for row in rows if len(row) == width]
        is_wide = separator == "\t" and width >= WIDE
        if len(lines) < TOKENS and not is_wide:
            continue
        if width < 2 or len(even) < NEARLY_ALL * len(rows):
            continue
        cells = [cell for row in even for cell in row]
        if any(" " in cell.strip() for cell in cells) or sum(map(len, cells)) > 12 * len(cells):
            continue
        classes = (
            {row[index] for row in even} for index in range(width) if index or separator == "\t"
        )
        if any(len(values) <= max(3, CLASSES * len(even)) for values in classes):
            return True
    return False


def _is_number_table(lines: Sequence[str]) -> bool:
    """Whether there is next to nothing but numbers."""
    text = "".join(lines)
    if len(lines) < LISTED or (digits := sum(map(str.isdigit, text))) <= 0.4 * len(text):
        return False
    return digits > 4 * sum(map(str.isalpha, text))
