"""newscli: piles of article text, as records that can be listed, searched and read."""

from __future__ import annotations

__version__ = "0.1.0"
