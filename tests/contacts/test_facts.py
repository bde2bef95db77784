"""The facts of a note survive the index, and depend on the note alone."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pnm.contacts.extract import extract
from pnm.contacts.facts import pack, unpack
from pnm.contacts.profile import Profile
from pnm.testing import TODAY

NOTE = """---
type: person
name: Ada
birthday: --02-03
email: [a@x.example]
friend: "[[Bob]]"
contact_every: 3 weeks..6 weeks
last_contact: 2026-01-01
tags: [friend]
birthday2: x
died: soon
---
## Log
- 2026-02-01 call: [[Bob]]
- [x] send it ✅ 2026-02-02
- [ ] @ada: answer 📅 2026-04-01

> [[Eve]]
"""


@pytest.mark.parametrize("path", ["Ada.md", "2026-02-01.md", "Templates/Ada.md"])
def test_packed_facts_are_the_same_after_packing(path):
    facts = extract(path, NOTE, Profile(), TODAY)

    assert unpack(pack(facts)) == facts


PIECES = st.sampled_from(
    [
        "---\n", "type: person\n", "friend: '[[Bob]]'\n", "tags: [person]\n", "date: 2026-01-01\n",
        "people: ['[[A]]']\n", "name:\n  first: A\n", "RELATED[1:friend]: urn:uuid:1\n", "- ", "> ",
        "  ", "\t", "[ ] ", "[x] ", "[-] ", "2026-02-01", "[[2026-02-01]]", " call: ", "[[A]]",
        "![[A]]", "`[[A]]`", "%%", "<!--", "-->", "```\n", "\n", "\n\n", "## Related\n", "# A\n",
        "## 2026-02-01 call\n", "Related:\n", "✅ 2026-02-02", "🔁 every week when done", "@ada: ",
        "key:: value\n", "mother: ", "#friend", "()", "(coffee) ", "{{x}}", "\u00e9", "\r\n", ":",
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pieces=st.lists(PIECES, max_size=40), path=st.sampled_from(["A.md", "2026-02-01.md"]))
def test_any_text_has_facts_that_survive_the_index(pieces, path):
    facts = extract(path, "".join(pieces), Profile(), TODAY)

    assert unpack(pack(facts)) == facts


def test_a_note_of_plans_is_as_old_as_its_file():
    text = "---\ntype: person\n---\n- 2026-05-01 lunch\n"

    assert extract("Ada.md", text, Profile(), TODAY).created == "2026-03-02"
    assert extract("Ada.md", text, Profile(), None).created == ""
