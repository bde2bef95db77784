"""What users, editors and sync tools do to a vault, at random.

In: a vault's folder and a seed. Out: `Hands`, which act. Not known here: who watches.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import time
from pathlib import Path

MOST_FOLDERS, MOST_NOTES = 30, 150
NAMES = "abcdef"


class Hands:
    """Does what users, editors and sync tools do, at random, in and around a vault."""

    def __init__(self, vault, seed):
        self._vault = vault
        self._outside = vault.with_name("outside")
        self._outside.mkdir()
        self._random = random.Random(seed)
        self.count = 0
        often = [self.write, self.write, self.append, self.write_slowly, self.save_atomically]
        usual = [
            self.save_by_backup,
            self.delete,
            self.rename,
            self.swap_notes,
            self.edit_same_size,
        ]
        usual += [self.keep_mtime, self.touch, self.make_readable, self.make_folder, self.copy_tree]
        rare = [self.move_folder, self.move_out, self.move_in, self.remove_folder]
        rare += [self.swap_folder, self.exchange_folders, self.empty_trash, self.check_out]
        rare += [self.file_to_folder, self.folder_to_file, self.storm]
        self._deeds = often * 6 + usual * 3 + rare

    def act(self):
        """Do one thing; what cannot be done just now is nothing done."""
        self.count += 1
        self.tidy()
        self._random.choice(self._deeds)()

    def pause(self):
        """Wait as long as users do, or programs: mostly not at all."""
        if self._random.random() < 0.02:
            time.sleep(self._random.random() / 20)

    def tidy(self):
        if self.count % 20 == 0:
            if len(self.folders()) > MOST_FOLDERS:
                self.remove_folder()
            if len(notes := self.notes()) > MOST_NOTES:
                for note in self._random.sample(notes, MOST_NOTES // 2):
                    note.unlink()

    # -- what there is -----------------------------------------------------------------------

    def entries(self, root):
        for folder, folders, names in os.walk(root):
            if ".pnm" in folders:
                folders.remove(".pnm")
            folders.sort()
            yield from ((Path(folder, name), True) for name in folders)
            yield from ((Path(folder, name), False) for name in sorted(names))

    def folders(self, root=None):
        return [path for path, is_folder in self.entries(root or self._vault) if is_folder]

    def notes(self):
        found = self.entries(self._vault)
        return [path for path, is_folder in found if not is_folder and path.suffix == ".md"]

    def folder(self):
        return self._random.choice([self._vault, *self.folders()])

    def note(self):
        notes = self.notes()
        return self._random.choice(notes) if notes else None

    def name(self):
        return self._random.choice(NAMES)

    def target(self):
        """Give the path of a note, new or old, at which there is no folder."""
        target = self.folder() / f"{self.name()}.md"
        return target if not target.is_dir() else self._vault / f"new {self.count}.md"

    @property
    def text(self):
        return f"{self.count:06}"

    # -- notes -------------------------------------------------------------------------------

    def write(self):
        self.target().write_text(self.text)

    def append(self):
        with self.target().open("a") as note:
            note.write(self.text)

    def write_slowly(self):
        with self.target().open("w") as note:
            for part in self.text:
                note.write(part)
                note.flush()

    def save_atomically(self):
        target = self.target()
        draft = target.with_name(f".{target.name}.tmp")
        draft.write_text(self.text)
        draft.replace(target)

    def save_by_backup(self):
        if note := self.note():
            backup = note.with_name(f"{note.name}~")
            note.replace(backup)
            note.write_text(self.text)
            backup.unlink()

    def edit_same_size(self):
        if note := self.note():
            note.write_text(note.read_text()[:-1] + str(self.count % 10))

    def keep_mtime(self):
        if note := self.note():
            facts = note.stat()
            note.write_text(self.text)
            os.utime(note, ns=(facts.st_atime_ns, facts.st_mtime_ns))

    def touch(self):
        if note := self.note():
            os.utime(note)

    def make_readable(self):
        if note := self.note():
            note.chmod(self._random.choice([0o600, 0o644]))

    def delete(self):
        if note := self.note():
            note.unlink()

    def rename(self):
        if note := self.note():
            note.replace(self.target())

    def swap_notes(self):
        one, other = self.note(), self.note()
        if one and one != other:
            away = self._outside / "note"
            one.replace(away)
            other.replace(one)
            away.replace(other)

    def check_out(self):
        """Replace many notes at once, as git does."""
        for note in self.notes():
            if self._random.random() < 0.7:
                note.unlink()
                note.write_text(f"{self.text} {note.name}")

    def storm(self):
        """Make more events at once than anybody reads meanwhile, and a note among them."""
        folder = self.folder()
        names = [folder / f"storm {number}.txt" for number in range(150)]
        before = sys.getswitchinterval()
        sys.setswitchinterval(1.0)
        try:
            for name in names:
                name.touch()
            for _ in range(20):
                for name in names:
                    os.utime(name)
            self.write()
            for name in names:
                name.unlink()
        finally:
            sys.setswitchinterval(before)

    # -- folders -----------------------------------------------------------------------------

    def make_folder(self):
        place = self.folder() / self.name() / self.name()
        if place.parent.is_file() or place.is_file():
            return
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{self.name()}.md").write_text(self.text)

    def copy_tree(self):
        into = self.folder() / f"copy {self.count % 10}"
        if (folders := self.folders()) and not into.exists():
            folder = self._random.choice(folders)
            if folder not in [into, *into.parents] and len(folders) < MOST_FOLDERS:
                shutil.copytree(folder, into)

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
            folder.rename(self._vault / f"swapped {self.count}")
            shutil.rmtree(away)

    def exchange_folders(self):
        folders = self.folders()
        one, other = [self._random.choice(folders) for _ in "12"] if folders else (None, None)
        if one and one not in [other, *other.parents] and other not in one.parents:
            away = self._outside / f"exchanged {self.count}"
            one.rename(away)
            other.rename(one)
            away.rename(other)

    def file_to_folder(self):
        if note := self.note():
            note.unlink()
            note.mkdir()
            (note / f"{self.name()}.md").write_text(self.text)

    def folder_to_file(self):
        if folders := self.folders():
            folder = self._random.choice(folders)
            shutil.rmtree(folder)
            folder.write_text(self.text)

    def empty_trash(self):
        for path in self._outside.iterdir():
            shutil.rmtree(path)
