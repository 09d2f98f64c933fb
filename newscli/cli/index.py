"""`newscli index`."""

import sys
from typing import Annotated

import typer

from newscli.cli.session import say, tell
from newscli.errors import DocumentError, UsageError
from newscli.process import DONE, UNUSABLE

To = Annotated[
    str,
    typer.Option(
        "--to",
        metavar="ADDRESS",
        help="Where to: opensearch://HOST:9200/NAME; opensearchs:// is over TLS.",
    ),
]
Prune = Annotated[
    bool, typer.Option("--prune", help="Delete the articles of documents that are no more.")
]


def index(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="What to load.")],
    *,
    to: To,
    prune: Prune = False,
) -> int:
    """Load documents into an engine, to ask it for them.

    \b
    newscli index --to opensearch://localhost:9200/news ~/wire
    newscli index --to opensearchs://a,b,c/news ~/wire --prune
    newscli search kremln --from opensearch://localhost:9200/news

    Broken off, it is begun again: what is there stays, and nothing comes twice.
    """
    import os

    from newscli.archive.delivery import deliver
    from newscli.index.opensearch.address import address
    from newscli.terminal.progress import LoadProgress

    for path in paths:
        if not os.path.lexists(path):
            raise UsageError(f"no file or folder {path}")
    done = deliver(address(to), paths, prune=prune, progress=LoadProgress(sys.stderr))
    for problem in done.problems:
        tell(DocumentError(problem.path, problem.reason, problem.line))
    count, written, gone = done.loaded
    say(f"{count:,} articles of {done.documents:,} documents: {written:,} new, {gone:,} gone")
    return UNUSABLE if done.problems else DONE
