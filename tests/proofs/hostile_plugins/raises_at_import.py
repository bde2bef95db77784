"""Fails while it is imported."""

raise ValueError("the service is not there")
