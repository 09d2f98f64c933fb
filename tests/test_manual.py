"""The manual page: it is well formed, and names all that there is."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest
from typer import Context
from typer.main import get_group

from newscli.cli import COMMANDS, app
from newscli.cli.manual import manual

PROGRAM = get_group(app(()))


@pytest.mark.parametrize("name", COMMANDS)
def test_the_page_names_a_command_with_all_its_options(name: str) -> None:
    section = manual().partition(f'.SS "newscli {name}"\n')[2].partition("\n.SS")[0]
    command = PROGRAM.commands[name]
    for parameter in command.get_params(Context(command)):
        for option in parameter.opts if parameter.param_type_name == "option" else ():
            shown = option.replace("-", r"\-")
            assert re.search(rf"^(.*, )?\\fB{re.escape(shown)}\\fR", section, re.M), option
    assert f"newscli {name}" in section  # an example


def test_no_line_is_a_request_by_accident() -> None:
    known = {"TH", "SH", "SS", "PP", "TP", "RS", "RE", "nf", "fi", "B"}
    assert set(re.findall(r"^[.'](\w*)", manual(), re.M)) <= known


def test_groff_has_nothing_to_complain_about() -> None:
    if not shutil.which("groff"):
        pytest.skip("groff is not installed")
    command = ["groff", "-man", "-ww", "-Tutf8", "-K", "utf8"]
    run = subprocess.run(command, input=manual(), capture_output=True, text=True, check=True)
    assert run.stderr == ""
    assert "newscli search kremln" in run.stdout
