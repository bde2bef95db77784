"""Marks no function."""


def greet():
    return "hello"
