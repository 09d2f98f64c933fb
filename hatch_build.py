"""Adds to a wheel what is made when it is built: the manual page, of the commands themselves."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Manual(BuildHookInterface):  # type: ignore[type-arg]
    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the page, and name its place in the wheel."""
        sys.path.insert(0, self.root)
        from newscli.cli.manual import manual

        page = Path(self.directory, "newscli.1")
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(manual(), encoding="utf-8")
        build_data["shared_data"][str(page)] = "share/man/man1/newscli.1"
