"""Every convention found in public vaults is read: names, days, cadences, relations."""

import tomllib
from pathlib import Path

import pytest

from pnm.config import read_config
from pnm.contacts.extract import extract
from pnm.network import Network
from pnm.vault import Walk, read_note

VAULTS = Path(__file__).parent / "vaults"
CONVENTIONS = sorted(path.parent.name for path in VAULTS.glob("*/expected.toml"))


def network_at(root, day):
    config = root / ".pnm" / "config.toml"
    settings = read_config(config.read_text("utf-8") if config.exists() else None)
    facts = []
    for entry in Walk(str(root)):
        content = read_note(str(root), entry.path)
        told = extract(entry.path, content.text or "", settings.profile, day)
        facts.append(told._replace(faults=(*told.faults, *content.problems)))
    return Network(facts, settings, day), {f.path: f for f in facts}


def told(network, contact):
    cadence = network.cadence_of(contact.id)
    last = network.last_contact(contact.id)
    names = {}
    for relation in network.relations_of(contact.id):
        if not relation.inferred:
            names.setdefault(f"{relation.kind}: {network.name_of(relation.to)}", None)
    return {
        "name": contact.name,
        "birthday": str(contact.birthday) if contact.birthday else None,
        "organization": contact.organization or None,
        "every_days": cadence.every_days if cadence else None,
        "longest_days": cadence.longest_days if cadence else None,
        "never": bool(cadence and cadence.never),
        "last_contact": last.day if last else None,
        "emails": [row.value for row in contact.emails],
        "phones": [row.value for row in contact.phones],
        "city": contact.city or None,
        "relations": sorted(names),
        "title": contact.title,
        "country": contact.country,
        "aliases": list(contact.aliases),
        "tags": sorted(tag.name for tag in contact.tags),
    }


NONE = {"emails": [], "phones": [], "relations": [], "never": False}
ONLY_WHERE_GIVEN = {"title", "country", "aliases", "tags"}


@pytest.mark.parametrize("name", CONVENTIONS)
def test_a_convention_is_read(name):
    root = VAULTS / name
    expected = tomllib.loads((root / "expected.toml").read_text("utf-8"))
    network, facts = network_at(root, expected["as_of"])
    wrong = []
    for contact_id, wanted in expected["contacts"].items():
        contact = network.get(contact_id)
        if contact is None:
            wrong.append(f"{contact_id}: not a contact")
            continue
        got = told(network, contact)
        least = wanted.pop("diagnostics", 0)
        found = len(facts[contact.path].faults)
        if found < least:
            wrong.append(f"{contact_id}: {found} diagnostics, not {least}")
        for key in got.keys() - (ONLY_WHERE_GIVEN - wanted.keys()):
            right = wanted.get(key, NONE.get(key))
            if key in {"relations", "tags"} and right is not None:
                right = sorted(right)
            if got[key] != right:
                wrong.append(f"{contact_id}: {key} is {got[key]!r}, not {right!r}")
    for contact_id in expected.get("not_contacts", []):
        if contact_id in network:
            wrong.append(f"{contact_id}: is a contact, by {facts[contact_id + '.md'].rule}")
    assert wrong == []
