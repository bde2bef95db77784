"""A vault of odd notes: what real vaults have, all at once.

In: nothing. Out: paths and texts, and the words that must not come out of a private note.
Not known here: plugins.
"""

from __future__ import annotations

from typing import Final

SECRET: Final = "Zquuxly"
"""Stands in the name and the text of a private contact's note, and nowhere else."""
MARKUP: Final = "<script>alert(1)</script>"
"""A name that is markup."""

_PERSON: Final = "---\ntype: person\n{}\n---\n{}"


def _person(front: str, body: str = "") -> str:
    return _PERSON.format(front, body)


NOTES: Final[dict[str, str]] = {
    "People/Empty.md": "",
    "People/Only front.md": "---\ntype: person\n---\n",
    "People/Broken.md": "---\ntype: person\nname: [\n---\n- 2026-11-01 call: x\n",
    "People/Markup.md": _person(f'name: "{MARKUP}"\nbirthday: 1980-11-20\ncity: "<b>Graz</b>"'),
    "People/Signs.md": _person(
        "name: '*B* [x](javascript:1) | `y`'\nbirthday: 02-29\ncity: Lisbon"
    ),
    "People/Escape.md": _person('name: "\\u001b[31mRed\\u0007"\naliases: ["\\u202eover"]'),
    "People/Łukasz Żółć 🎉.md": _person("birthday: 1604-11-18\ncity: Łódź\ntags: [friend, 🎉]"),
    "People/李伟.md": _person("name: 李伟\ncontact_every: 1 day", "- 2026-10-01 call: x\n"),
    "People/Long.md": _person(f"name: {'Long ' * 60}\ncity: Lisbon\ncontact_every: 100 years"),
    "People/Twin.md": _person("name: Twin\nspouse: '[[Twin 2]]'\nfriend: '[[Twin]]'"),
    "People/Twin 2.md": _person("name: Twin\naliases: [Twin, Twin]\nparent: '[[Twin]]'"),
    "People/Dead.md": _person("died: 2020-02-29\nbirthday: 1930-11-17\ncontact_every: 2 weeks"),
    "People/Dead somehow.md": _person("died: true\nbirthday: 1930\nanniversary: 1950-11-20"),
    "People/Paused.md": _person("paused: true\ncontact_every: 1 week", "- 2025-01-01 met\n"),
    "People/Snoozed.md": _person("snooze_until: 2030-01-01\ncontact_every: never"),
    "People/Future.md": _person("created: 2030-01-01\nbirthday: 2031-01-01\nmet: 2032"),
    "People/Old.md": _person("birthday: 1900\nlast_contact: 0999-01-01\nmet: 1850-13-45"),
    f"People/Private {SECRET}.md": _person(
        f"name: {SECRET}\nprivate: true\nbirthday: 1980-11-18\ncity: Lisbon\n"
        f"contact_every: 1 week\norganization: Acme {SECRET}\nfriend: '[[Twin]]'\n"
        "created: 2026-11-10",
        f"- 2025-11-16 call: {SECRET} said so\n- 2026-11-12 lunch: {SECRET}\n"
        f"- [ ] give {SECRET} the book 📅 2026-11-18\n",
    ),
    "People/Promises.md": _person(
        "name: Promises",
        "- [ ] send it 📅 2026-11-17\n- [ ] @promises: the contract ⏳ 2020-01-01\n- [x] done ✅\n"
        "- [ ] nothing 📅 2026-02-31\n- [ ] [[Nobody]] and [[Twin]]\n",
    ),
    "People/Log.md": _person(
        "city: lisbon\nemail: [a@home.example, '']\nphone: '+49'",
        "## Log\n- 2026-11-16 call: today\n- 2026-11-16 call: today\n- 2030-01-01 lunch: to come\n"
        "- 2026-02-29 met: no such day\n- 0001-01-01 letter: long ago\n- 2024-02-29 dinner\n",
    ),
    "People/Windows.md": _person("name: Windows\r\ncity: Lisbon\r\n").replace("\n", "\r\n"),
    "Daily/2026-11-15.md": "dinner with [[Log]], [[Ghost]]\n- [ ] ring [[Ghost]]\n",
    "Daily/2026-11-14.md": "# [[Markup]]\n\n> [[Signs]] once said so\n\n`[[Log]]`\n",
    "Meetings/Plan.md": "---\ntype: meeting\ndate: 2026-12-24\npeople: ['[[Log]]', Nobody]\n---\n",
    "Companies/Acme.md": "---\ntype: company\n---\n[[Log]] works here\n",
    "Nothing.md": "\n",
}
"""Each note with its text."""
CONFIG: Final = '[circles.friends]\nevery = "3 weeks"\ntags = ["friend"]\n'
