"""`newscli completion`: what a shell has to be told to ask newscli at each Tab.

The shell's function (in `shells/`) runs newscli with `_NEWSCLI_COMPLETE` set and the words of the
line up to the cursor as arguments, and `offering` answers.  Typer brings such functions too, but
they import rich at each Tab, and have zsh evaluate headlines.
"""

import sys
from importlib.resources import files
from typing import Annotated, Literal

import typer

from newscli.cli.session import DONE


def completion(
    shell: Annotated[Literal["bash", "zsh", "fish"], typer.Argument(help="For which one.")],
) -> int:
    """Print what makes Tab complete commands, options and articles.

    \b
    source <(newscli completion bash)        in ~/.bashrc
    source <(newscli completion zsh)         in ~/.zshrc, below compinit
    newscli completion fish | source         in ~/.config/fish/config.fish
    """
    script = files("newscli.cli").joinpath("shells", f"newscli.{shell}")
    sys.stdout.write(script.read_text(encoding="utf-8"))
    return DONE
