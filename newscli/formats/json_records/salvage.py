"""What can be read of JSON that cannot be decoded: cut off, a comma missing, a wrong escape."""

from __future__ import annotations

import json
import re
from typing import Any

_DEEPEST = 12  # broken values inside one another
_decoder = json.JSONDecoder(strict=False)  # control characters inside strings are let through
_space = re.compile(r"[\s,]*")
_quoted = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_bad_escape = re.compile(r'\\(?![\\"/bfnrtu])(?<!\\\\)')


def fault(text: str, at: int) -> int:
    """Offset of what is wrong in the value at `at`."""
    try:
        _decoder.raw_decode(text, at)
    except json.JSONDecodeError as error:
        return min(error.pos, len(text) - 1)
    except (ValueError, RecursionError):
        pass
    return at


def partial(text: str, at: int, depth: int = 0) -> tuple[Any, int, bool]:
    """What can be read of a value, where reading stopped, and whether it goes on from there."""
    if at >= len(text) or depth > _DEEPEST:
        return None, at, False
    try:
        return (*_decoder.raw_decode(text, at), True)
    except (ValueError, RecursionError):
        pass
    if text[at] == '"':
        match = _quoted.match(text, at)
        end = match.end() if match else len(text)
        return string(text[at:end]), end, match is not None
    if text[at] == "[":
        return _partial_list(text, skip(text, at + 1), depth + 1)
    if text[at] == "{":
        return _partial_object(text, skip(text, at + 1), depth + 1)
    return None, at, False


def _partial_list(text: str, at: int, depth: int) -> tuple[Any, int, bool]:
    out: list[Any] = []
    sound = True
    while sound and at < len(text) and text[at] != "]":
        value, at, sound = partial(text, at, depth)
        if value is not None:
            out.append(value)
        at = skip(text, at)
    return out, at + sound, sound and at < len(text)


def _partial_object(text: str, at: int, depth: int) -> tuple[Any, int, bool]:
    out: dict[str, Any] = {}
    sound = True
    while sound and at < len(text) and text[at] == '"':
        name, after, sound = partial(text, at, depth)
        colon = skip(text, after)
        if not sound or text[colon : colon + 1] != ":":
            return out, at + 1, False
        value, at, sound = partial(text, skip(text, colon + 1), depth)
        if value is not None:
            out.setdefault(name, value)
        at = skip(text, at)
    closed = sound and text[at : at + 1] == "}"
    return out, at + closed, closed


def string(raw: str) -> str:
    """A JSON string whose end may be missing, and whose escapes may be wrong."""
    body = raw[1:-1] if len(raw) > 1 and _quoted.fullmatch(raw) else raw.removeprefix('"')
    for cut in range(7):  # an escape may be cut in two
        sound = _bad_escape.sub(r"\\\\", body[: len(body) - cut])
        try:
            return str(_decoder.decode(f'"{sound}"'))
        except ValueError:
            continue
    return body


def skip(text: str, at: int) -> int:
    """Offset of the next character that is neither blank nor a comma."""
    match = _space.match(text, at)
    return match.end() if match else at
