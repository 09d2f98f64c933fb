"""What a terminal is and shows: its width and colours, pages and pager, progress, the editor."""

from newscli.terminal.display import THEMES, Display, display
from newscli.terminal.pager import page, show

__all__ = ["THEMES", "Display", "display", "page", "show"]
