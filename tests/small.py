"""Small archives for tests, each article in a few words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def archive(folder: Path, *stories: str | dict[str, Any]) -> str:
    """A folder with these articles, numbered from 1 in their order.

    A story is a text whose first line is the headline and whose others are paragraphs, or a record.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(record(story) if isinstance(story, str) else story) for story in stories]
    (folder / "stories.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(folder)


def record(story: str, **facts: Any) -> dict[str, Any]:
    """A story in words as a record, with more facts."""
    headline, *paragraphs = story.splitlines()
    return {"headline": headline, "paragraphs": paragraphs, **facts}
