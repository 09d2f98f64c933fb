"""`newscli tag`."""

from collections.abc import Sequence
from typing import Annotated

import typer
from typer.core import TyperGroup, TyperOption

from newscli.cli import session
from newscli.cli.options import Appearance, Narrow, What, with_groups
from newscli.errors import UsageError
from newscli.process import DONE, NOTHING_FOUND
from newscli.text.counted import counted

CHANGE = "--change"  # how the command itself is told of `+TAG` and `-TAG`


@with_groups
def tag(
    refs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[+TAG|-TAG]... [REF]...", help="What to say, and of which articles."
        ),
    ] = None,
    *,
    what: What,
    query: Annotated[
        str | None, typer.Option("--query", metavar="WORDS", help="All that a search would match.")
    ] = None,
    narrow: Narrow,
    change: Annotated[list[str] | None, typer.Option(CHANGE, hidden=True)] = None,
    view: Appearance,
) -> int:
    """Say something of articles, in words of your own.

    \b
    newscli tag                              the tags there are
    newscli tag +iraq -todo 3 7-9 @2
    newscli tag +star --query 'greenland OR denmark'
    newscli search oslo --ids | newscli tag +norway -
    newscli list --tag iraq                  in a query: tag:iraq is:unread

    A tag is one word.  Two have a meaning: read, which reading an article gives it, and star.
    """
    from newscli.desk.marks import changes_of

    add, remove = changes_of(map(session.typed, change or ()))
    filters = session.filters_of(narrow)
    is_chosen = query is not None or filters is not None
    archive, display = session.archive_of(what), session.display_of(view)
    if not (add or remove):
        if refs or is_chosen:
            raise UsageError("say what of them: newscli tag +TAG -TAG REF...")
        counts = [(name, count, "") for name, count in archive.desk.tag_counts().items()]
        session.show_names(counts, "articles", display, view)
        if not counts:
            session.say("no tags yet: newscli tag +TAG REF...")
        return session.report(archive)
    letter = next((one for one in change or () if one[0] == "-" and len(one) == 2), "")
    hint = f"{letter} is a tag here, options have two dashes" if letter else ""
    if bool(refs) == is_chosen:
        which = "say of which articles: REF..., or --query WORDS or filters alone"
        raise UsageError("; ".join(filter(None, (which, hint))))
    if refs:
        numbers, errors = archive.named(session.with_stdin(refs))
    else:
        numbers, errors = session.matching(archive.find(session.typed(query or ""), filters)), []
    news = archive.desk.change(numbers, add, remove)
    if numbers:
        for name in [*(f"+{one}" for one in add), *(f"-{one}" for one in remove)]:
            session.say(f"{name}: {_counted(news.get(name[1:], 0), len(numbers))}")
    code = session.report(archive, errors)
    if errors and hint:
        session.say(hint)
    return code or (DONE if numbers else NOTHING_FOUND)


def apart(program: TyperGroup, argv: Sequence[str]) -> list[str]:
    """Arguments of which those that are changes are values of an option, as Typer would take
    `-todo` for options of one letter.  After `--` there are none."""
    command = program.commands["tag"]
    options = [one for one in command.params if isinstance(one, TyperOption)]
    with_values = {name for one in options if not one.is_flag for name in one.opts}
    words: list[str] = []
    before = ""
    for at, word in enumerate(argv):
        if word == "--":
            return [*words, *argv[at:]]
        is_change = len(word) > 1 and (word[0] == "+" or (word[0] == "-" and word[1] != "-"))
        is_value = before in with_values and before.startswith("--")
        words.append(f"{CHANGE}={word}" if is_change and not is_value else word)
        before = "" if is_value else word
    return words


def _counted(changed: int, of: int) -> str:
    """`3 articles`, and how many had it already."""
    articles = counted(changed, "article")
    return articles if changed == of else f"{articles} of {of:,}, the others as they were"
