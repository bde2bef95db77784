"""Is written in Latin-1."""

NAME = "Zoë"
