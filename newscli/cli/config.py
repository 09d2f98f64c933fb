"""`newscli config`."""

import sys
from typing import Annotated

import typer

from newscli.cli.options import Appearance, Json, with_groups
from newscli.cli.session import display_of, form_of, show, stdout_of
from newscli.process import DONE


@with_groups
def config(
    path: Annotated[bool, typer.Option("--path", help="The place of the file alone.")] = False,
    json: Json = False,
    *,
    view: Appearance,
) -> int:
    """Tell what settings are in force, and where each is from.

    \b
    newscli config
    newscli config --path
    vi "$(newscli config --path)"

    The file is TOML.  A flag wins over the environment, and that over the file:

    \b
    from = ["~/news", "~/exports/2024.jsonl"]
    theme = "dark"
    columns = ["source", "date"]
    """
    from newscli.config import place
    from newscli.config import settings as configuration
    from newscli.outputs.settings import write_settings_json, write_settings_plain

    form = form_of({"path": path, "json": json, "plain": view.plain})
    if form == "path":
        sys.stdout.write(f"{place() or ''}\n")
        return DONE
    found = configuration.config()
    display = display_of(view)
    if form == "json":
        write_settings_json(str(found.path or ""), found.in_force(), sys.stdout)
    elif not display.terminal:
        write_settings_plain(found.in_force(), stdout_of(display))
    else:
        from newscli.screen.settings import SettingsPage

        show([SettingsPage(*found.whereabouts(), found.in_force())], display, view)
    return DONE
