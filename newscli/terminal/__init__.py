"""What a terminal is and shows: its width and colours, pages and pager, progress, the editor."""

from newscli.terminal.display import Display, display, width

__all__ = ["Display", "display", "width"]
