"""The version, which anyone may state: importing it costs nothing."""

__version__ = "0.1.0"
