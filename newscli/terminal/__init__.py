"""What a terminal is and shows: its width and colours, pages and pager, progress, the editor."""

from newscli.terminal.display import Display, display, width
from newscli.terminal.pager import page, show

__all__ = ["Display", "display", "page", "show", "width"]
