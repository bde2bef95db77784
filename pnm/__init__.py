"""pnm: a personal network manager over plain Markdown notes."""

__version__ = "0.1.0"
