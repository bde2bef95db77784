"""Whoever looks where a change sends it knows what a scan of everything would find."""

from __future__ import annotations

import random
import shutil

import pytest

pytestmark = pytest.mark.slow
OPERATIONS = 200
BATCH = 10


class Hands:
    """Does what users, editors and sync tools do, at random, in and around a vault."""

    def __init__(self, vault, seed):
        self._vault = vault
        self._outside = vault.with_name("outside")
        self._outside.mkdir()
        self._random = random.Random(seed)
        self._count = 0

    def act(self):
        self._count += 1
        deeds = [self.write] * 6 + [self.save_atomically] * 3 + [self.delete, self.rename] * 2
        deeds += [self.make_folder] * 2 + [self.move_folder, self.move_out, self.move_in]
        deeds += [self.remove_folder, self.swap_folder, self.empty_trash]
        self._random.choice(deeds)()

    def folders(self, root=None):
        found = [path for path in (root or self._vault).rglob("*") if path.is_dir()]
        return sorted(path for path in found if ".pnm" not in path.parts)

    def folder(self):
        return self._random.choice([self._vault, *self.folders()])

    def note(self):
        notes = sorted(path for path in self._vault.rglob("*.md") if path.is_file())
        return self._random.choice(notes) if notes else None

    def name(self):
        return self._random.choice("abcdef")

    def write(self):
        (self.folder() / f"{self.name()}.md").write_text(str(self._count))

    def save_atomically(self):
        target = self.folder() / f"{self.name()}.md"
        draft = target.with_name(f".{target.name}.tmp")
        draft.write_text(str(self._count))
        draft.replace(target)

    def delete(self):
        if note := self.note():
            note.unlink()

    def rename(self):
        if note := self.note():
            note.replace(self.folder() / f"{self.name()}.md")

    def make_folder(self):
        place = self.folder() / self.name() / self.name()
        place.mkdir(parents=True, exist_ok=True)
        (place / "a.md").write_text(str(self._count))

    def move(self, folders, into):
        target = into / self.name()
        if folders and not target.exists():
            folder = self._random.choice(folders)
            if folder not in [into, *into.parents]:
                folder.rename(target)

    def move_folder(self):
        self.move(self.folders(), self.folder())

    def move_out(self):
        self.move(self.folders(), self._outside)

    def move_in(self):
        self.move(self.folders(self._outside), self.folder())

    def remove_folder(self):
        if folders := self.folders():
            shutil.rmtree(self._random.choice(folders))

    def swap_folder(self):
        folders = self.folders()
        if folders and not (away := self._outside / "away").exists():
            folder = self._random.choice(folders)
            folder.rename(away)
            folder.mkdir()
            folder.rename(self._vault / f"swapped {self._count}")
            shutil.rmtree(away)

    def empty_trash(self):
        for folder in self._outside.iterdir():
            shutil.rmtree(folder)


@pytest.mark.parametrize("seed", [1, 2])
def test_after_any_operations_what_was_told_leads_to_what_is_there(vault, watching, view, seed):
    hands = Hands(vault, seed)
    with watching(view.heed) as told:
        for _ in range(OPERATIONS // BATCH):
            for _ in range(BATCH):
                hands.act()
            assert told.until(view.agrees)
