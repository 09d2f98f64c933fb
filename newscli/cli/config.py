"""`newscli config`."""

import sys
from typing import Annotated

import typer

from newscli import terminal
from newscli.cli.options import Ascii, Color, Json, Plain, Theme
from newscli.cli.session import form_of
from newscli.process import DONE


def config(
    path: Annotated[bool, typer.Option("--path", help="The place of the file alone.")] = False,
    json: Json = False,
    plain: Plain = False,
    color: Color = "auto",
    theme: Theme = None,
    ascii: Ascii = False,
) -> int:
    """Tell where the configuration file is, what is in force, and from where.

    \b
    newscli config
    newscli config --path                    for an editor: vi "$(newscli config --path)"

    The file is TOML.  A flag wins over the environment, and that over the file:

    \b
    from = ["~/news", "~/exports/2024.jsonl"]
    theme = "dark"
    columns = ["source", "date"]
    """
    from newscli.config import place
    from newscli.config import settings as configuration
    from newscli.outputs.settings import write_settings_json, write_settings_plain

    form = form_of(path=path, json=json, plain=plain)
    if form == "path":
        sys.stdout.write(f"{place() or ''}\n")
        return DONE
    found = configuration.config()
    display = terminal.display(sys.stdout, color=color, plain=plain, theme=theme, ascii=ascii)
    if form == "json":
        write_settings_json(str(found.path or ""), found.in_force(), sys.stdout)
    elif not display.terminal:
        write_settings_plain(found.in_force(), sys.stdout, ascii=display.ascii)
    else:
        from newscli.screen.settings import SettingsPage

        terminal.show(SettingsPage(*found.place_told(), found.in_force()), display, sys.stdout)
    return DONE
