"""The benchmark's vault is the same for the same arguments, and pnm reads all of it."""

import re
import runpy
from collections import Counter
from hashlib import blake2b
from pathlib import Path

import pytest

from pnm.config import read_config
from pnm.contacts.extract import extract
from pnm.network import Network
from pnm.notes import parse

GENERATOR = runpy.run_path(str(Path(__file__).with_name("generate.py")))
CONTACTS = 60
LINKED = re.compile(r"\[\[([^|#\]]+)")


@pytest.fixture(scope="module")
def vault(tmp_path_factory):
    folder = tmp_path_factory.mktemp("generated") / "vault"
    GENERATOR["generate"](folder, CONTACTS, seed=7)
    return folder


def texts(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes().decode()
        for path in sorted(folder.rglob("*.md"))
    }


def people(folder):
    return {path: text for path, text in texts(folder).items() if path.startswith("People/")}


def halves(text):
    _, front, body = text.split("---\n", 2)
    return front, body


def test_the_same_arguments_give_the_same_bytes(vault, tmp_path):
    GENERATOR["generate"](tmp_path / "again", CONTACTS, seed=7)

    assert texts(tmp_path / "again") == texts(vault)


def test_the_bytes_are_those_that_were_measured_before():
    digest = blake2b(digest_size=16)
    for path, text in GENERATOR["notes"](CONTACTS, 7):
        digest.update(f"{path}\n{text}".encode())

    assert digest.hexdigest() == "17fb879ad37d1fbc12d98b9b87a19479"


def test_another_seed_gives_another_vault(vault, tmp_path):
    GENERATOR["generate"](tmp_path / "other", CONTACTS, seed=8)

    assert texts(tmp_path / "other").keys() != texts(vault).keys()


def test_there_are_a_fifth_as_many_other_notes(vault):
    folders = [path.partition("/")[0] for path in texts(vault)]

    assert {name: folders.count(name) for name in sorted(set(folders))} == {
        "Daily": CONTACTS // 10,
        "Meetings": CONTACTS // 10,
        "People": CONTACTS,
    }


def test_front_matter_has_10_to_25_lines(vault):
    lines = [halves(text)[0].count("\n") for text in people(vault).values()]

    assert 10 <= min(lines) < max(lines) <= 25


def test_a_body_has_300_to_3000_bytes(vault):
    sizes = [len(halves(text)[1].encode()) for text in people(vault).values()]

    assert 300 <= min(sizes) < max(sizes) <= 3_000


def test_no_note_has_a_fault_in_its_text(vault):
    found = [d for path, text in texts(vault).items() for d in parse(text, path).diagnostics]

    assert [str(d) for d in found if d.code.startswith("PNM0")] == []


def test_each_generated_person_is_a_contact(vault):
    config = read_config((vault / ".pnm" / "config.toml").read_text("utf-8"))
    facts = [extract(path, text, config.profile) for path, text in texts(vault).items()]

    network = Network(facts, config, GENERATOR["LAST_DAY"])

    noted = [contact.path for contact in network if contact.path is not None]
    assert sorted(noted) == sorted(people(vault))


def test_a_tenth_of_the_people_is_linked_more_often_than_the_other_half():
    text = "\n".join(text for _, text in GENERATOR["notes"](1_000, 7))

    times = [count for _, count in Counter(LINKED.findall(text)).most_common()]

    assert sum(times[:100]) > sum(times[500:])


def test_a_folder_with_something_in_it_is_left_alone(vault):
    with pytest.raises(FileExistsError, match="not empty"):
        GENERATOR["generate"](vault, CONTACTS, seed=7)
