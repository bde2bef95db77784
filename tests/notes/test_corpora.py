"""Every Markdown file of the corpora is read, and its YAML as PyYAML reads it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

from pnm.notes import Mapping, Scalar, Sequence, decode, parse, read_note
from pnm.notes.faults import Faults
from pnm.notes.front import YamlHandler
from pnm.notes.places import Place
from pnm.notes.yaml_events import read_events
from pnm.notes.yaml_plain import read_plain

ROOT = os.environ.get("PNM_CORPORA", "")
FILES = sorted(Path(ROOT).rglob("*.md")) if ROOT else []

pytestmark = pytest.mark.skipif(not FILES, reason="PNM_CORPORA names no folder with notes")


def agrees(node, value):
    """Say whether a node is what `BaseLoader` gives, but for what is documented.

    A bare `[[link]]`, a `{{placeholder}}`, an alias and a lone `#word` are text here.
    """
    if isinstance(node, Scalar) and node.text.startswith(("[[", "{{", "*", "#")):
        return True
    if isinstance(node, Scalar):
        return node.text == value
    if isinstance(node, Sequence):
        return len(node.items) == len(value) and all(map(agrees, node.items, value))
    assert isinstance(node, Mapping)
    keys = [field.key for field in node.fields]
    return keys == list(value) and all(
        agrees(field.value, value[field.key]) for field in node.fields
    )


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["as is", "crlf"])
def test_every_note_is_read_with_its_places(newline):
    for path in FILES:
        text = decode(path.read_bytes()).text
        text = text if newline == "\n" else text.replace("\r\n", "\n").replace("\n", newline)
        note = parse(text, str(path))
        for block in note.blocks:
            for link in block.links:
                assert text[link.start : link.end].startswith(("[", "![")), (path, link)
                assert text.count("\n", 0, link.start) + 1 == link.line, (path, link)
        for field in note.fields:
            assert text[field.start :].lstrip("\"'").startswith(field.key), (path, field)


def test_yaml_is_read_as_pyyaml_reads_it():
    handler, compared = YamlHandler(), 0
    for path in FILES:
        text = decode(path.read_bytes()).text
        note = parse(text, str(path))
        if note.format != "yaml" or note.broken:
            continue
        try:
            value = yaml.load(handler.split(text)[0], Loader=yaml.BaseLoader)
        except yaml.YAMLError:
            continue
        compared += 1
        node = Mapping(note.fields, 1)
        assert agrees(node, value or {}), path
    assert compared > 50


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["as is", "crlf"])
def test_plain_headers_are_read_as_by_their_events(newline):
    handler, plain, all_ = YamlHandler(), 0, 0
    for path in FILES:
        text = decode(path.read_bytes()).text
        text = text if newline == "\n" else text.replace("\r\n", "\n").replace("\n", newline)
        note = parse(text, str(path))
        if note.format != "yaml":
            continue
        start = handler.header_start(text)
        place = Place(text, start, text.count("\n", 0, start) + 1)
        header, faults = handler.split(text)[0], Faults(str(path))
        fields = read_plain(header, place)
        all_ += 1
        if fields is not None:
            plain += 1
            assert fields == read_events(header, place, faults), path
            assert faults.found == [], path
    assert plain > all_ / 2 > 25


def test_no_note_is_broken_that_pyyaml_reads():
    handler = YamlHandler()
    for path in FILES:
        note = read_note(path.read_bytes(), str(path))
        if note.broken and note.format == "yaml":
            header = handler.split(decode(path.read_bytes()).text)[0]
            with pytest.raises((yaml.YAMLError, ValueError, TypeError)):
                yaml.load(header, Loader=yaml.BaseLoader)
