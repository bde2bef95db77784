"""Real editors and tools save a note: each save is one right update, and never a half of one.

An editor that is not installed is skipped, and the reason says so.
"""

from __future__ import annotations

import json
import os
import pty
import select
import shutil
import subprocess
import time

import pytest
from watched import TELLS_CLOSING, pnm, watching

pytestmark = pytest.mark.slow
LINE = "- 2026-03-01 call: written by an editor"
OLD = "---\ntype: person\n---\n# Ana\n" + "A line of a long note.\n" * 4000
NEW = OLD + LINE + "\n"
PATIENCE = 30


def run(*command, **more):
    environ = os.environ | {"HOME": str(more.pop("home")), "GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(
        command, env=environ, capture_output=True, text=True, timeout=PATIENCE, **more
    )
    assert done.returncode == 0, done.stderr + done.stdout


def needs(program):
    return pytest.mark.skipif(not shutil.which(program), reason=f"{program} is not installed")


def vi(program, *settings):
    """Make a save by vim or neovim, which must make no half of its settings' effects visible."""
    quiet = ["-es", "-N"] if program == "vim" else ["--headless"]

    def save(note):
        sets = [part for setting in settings for part in ("--cmd", f"set {setting}")]
        run(
            *(program, *quiet, "-u", "NONE", "-i", "NONE", *sets),
            *("-c", f"call append('$', '{LINE}')", "-c", "wq", note.name),
            cwd=note.parent,
            home=note.parent.parent,
        )

    return save


COPIES = ["yes", "no", "auto", "auto,breaksymlink", "auto,breakhardlink"]
VI = [
    pytest.param(
        vi(program, f"backupcopy={copy}", write, swap),
        id=f"{program} backupcopy={copy} {write} {swap}",
        marks=needs(program),
    )
    for program in ("vim", "nvim")
    for copy in COPIES
    for write, swap in (("writebackup", "swapfile"), ("nowritebackup", "noswapfile"))
] + [
    pytest.param(
        vi(program, "backup", "backupdir=.", "undofile", "undodir=.", "patchmode=.orig"),
        id=f"{program} with its backup, undo and original beside the note",
        marks=needs(program),
    )
    for program in ("vim", "nvim")
]


def emacs(*settings):
    def save(note):
        program = [
            *settings,
            f'(find-file "{note.name}")',
            "(goto-char (point-max))",
            f'(insert "{LINE}\\n")',
            "(do-auto-save)",
            "(save-buffer)",
        ]
        text = f"(progn {' '.join(program)})"
        run("emacs", "--batch", "-Q", "--eval", text, cwd=note.parent, home=note.parent.parent)

    return save


EMACS = [
    pytest.param(emacs(*settings), id=f"emacs {words}", marks=needs("emacs"))
    for words, settings in {
        "as it comes": [],
        "without lock files": ["(setq create-lockfiles nil)"],
        "with lock files": ["(setq create-lockfiles t)"],
        "with backups by copying": ["(setq backup-by-copying t)"],
        "with numbered backups": ["(setq version-control t)"],
        "without backups": ["(setq make-backup-files nil)"],
        "by renaming": ["(setq-default file-precious-flag t)"],
        "with fsync": ["(setq write-region-inhibit-fsync nil)"],
        "saving as one types": ["(auto-save-visited-mode 1)"],
    }.items()
]


def nano(*options):
    def save(note):
        pid, terminal = pty.fork()
        if pid == 0:
            os.chdir(note.parent)
            os.environ |= {"TERM": "xterm", "HOME": str(note.parent.parent)}
            os.execvp("nano", ["nano", "--ignorercfiles", *options, note.name])
        try:
            screen = Screen(terminal)
            screen.until(b"Ana")
            os.write(terminal, b"\x1b/")
            os.write(terminal, LINE.encode() + b"\r")
            os.write(terminal, b"\x0f")
            screen.until(b"Write")
            os.write(terminal, b"\r")
            screen.until(b"Wrote")
            os.write(terminal, b"\x18")
            screen.until_end()
        finally:
            os.close(terminal)
            assert os.waitpid(pid, 0)[1] == 0

    return save


class Screen:
    """What a program in a terminal shows."""

    def __init__(self, terminal):
        self._terminal = terminal

    def until(self, words):
        seen, end = b"", time.monotonic() + PATIENCE
        while words not in seen:
            ready, _, _ = select.select([self._terminal], [], [], 0.5)
            assert time.monotonic() < end, seen
            seen += os.read(self._terminal, 65536) if ready else b""

    def until_end(self):
        try:
            while os.read(self._terminal, 65536):
                pass
        except OSError:  # the other end of the terminal is closed
            return


NANO = [
    pytest.param(nano(*options), id=f"nano {words}", marks=needs("nano"))
    for words, options in {
        "as it comes": ["--nonewlines"],
        "with backups": ["--nonewlines", "--backup"],
        "with lock files": ["--nonewlines", "--locking"],
    }.items()
]


def shell(script):
    def save(note):
        command = script.replace("NOTE", note.name).replace("LINE", LINE)
        run("sh", "-ec", command, cwd=note.parent, home=note.parent.parent)

    return save


def syncthing(name):
    def save(note):
        draft = note.with_name(name)
        draft.write_text(NEW[: len(NEW) // 2])
        with draft.open("a") as file:
            file.write(NEW[len(NEW) // 2 :])
        os.utime(draft, (1_772_000_000, 1_772_000_000))
        draft.replace(note)

    return save


def rsync(note):
    draft = note.with_name(f".{note.name}.Xa81Zq")
    draft.write_text(NEW)
    draft.chmod(0o600)
    os.utime(draft, (1_772_000_000, 1_772_000_000))
    draft.chmod(0o644)
    draft.replace(note)


def in_place(note):
    note.write_text(NEW)


def slowly(note):
    with note.open("w") as file:
        for part in (NEW[:9], NEW[9:40_000], NEW[40_000:]):
            file.write(part)
            file.flush()
            time.sleep(0.25)


def emptied_first(note):
    note.write_text("")
    time.sleep(0.3)
    note.write_text(NEW)


def away_first(note):
    note.rename(note.with_name(note.name + "~"))
    time.sleep(0.12)
    note.write_text(NEW)


def over_from_elsewhere(note):
    draft = note.parent.parent / "draft"
    draft.write_text(NEW)
    draft.replace(note)


TOOLS = [
    pytest.param(shell("echo 'LINE' >> NOTE"), id="appended by a shell"),
    pytest.param(shell("sed -i '$a LINE' NOTE"), id="sed -i"),
    pytest.param(shell("sed -i.bak '$a LINE' NOTE"), id="sed -i with a backup"),
    pytest.param(shell("{ cat NOTE; echo 'LINE'; } > new.tmp; mv new.tmp NOTE"), id="mv over it"),
    pytest.param(shell("{ cat NOTE; echo 'LINE'; } > .n; cp .n NOTE; rm .n"), id="cp over it"),
    pytest.param(
        shell("{ cat NOTE; echo 'LINE'; } > .n; cp -p --remove-destination .n NOTE; rm .n"),
        id="cp after a removal",
    ),
    pytest.param(shell("{ cat NOTE; echo 'LINE'; } > .n; ln -f .n NOTE; rm .n"), id="ln over it"),
    pytest.param(syncthing(".syncthing.Ana.md.tmp"), id="Syncthing"),
    pytest.param(syncthing("~syncthing~Ana.md.tmp"), id="Syncthing on Windows"),
    pytest.param(rsync, id="as rsync does"),
    pytest.param(in_place, id="in place"),
    pytest.param(
        slowly,
        id="slowly, in three parts",
        marks=pytest.mark.skipif(not TELLS_CLOSING, reason="no closing of files is told here"),
    ),
    pytest.param(emptied_first, id="made empty, then written"),
    pytest.param(away_first, id="moved away, then written anew"),
    pytest.param(over_from_elsewhere, id="moved in from another folder"),
]


@pytest.fixture
def vault(tmp_path):
    vault = tmp_path / "vault"
    (vault / ".pnm").mkdir(parents=True)
    (vault / "Ana.md").write_text(OLD)
    return vault


def rows_of(watch, vault, mark="end"):
    """Give what was told until now: until a note that is written now has settled."""
    time.sleep(0.3)  # so that what may still settle does so before
    (vault / f"{mark}.md").write_text("the end")
    return watch.all_until(lambda row: f"{mark}.md" in row["added"])


def told(rows, mark="end"):
    """Give each change of a note but the mark's, in order."""
    return [
        (kind, path)
        for row in rows
        for kind in ("added", "changed", "removed")
        for path in row[kind]
        if path != f"{mark}.md"
    ]


def last_contact(vault):
    return json.loads(pnm(vault, "show", "Ana.md", "--json"))["last_contact"]["date"]


@pytest.mark.parametrize("save", [*VI, *EMACS, *NANO, *TOOLS])
def test_a_save_is_one_right_update(vault, save):
    note = vault / "Ana.md"
    with watching(vault) as watch:
        watch.next()
        save(note)
        rows = rows_of(watch, vault)

    assert LINE in note.read_text()
    assert told(rows) == [("changed", "Ana.md")]
    assert last_contact(vault) == "2026-03-01"


def git(vault, *arguments):
    name = ["-c", "user.name=Ana", "-c", "user.email=ana@example.org"]
    run("git", *name, *arguments, cwd=vault, home=vault.parent)


@pytest.fixture
def repository(vault):
    """Two branches: `old`, in which the note is old, and `new`, in which it has one line more."""
    git(vault, "init", "--quiet", "--initial-branch", "old")
    (vault / ".gitignore").write_text(".pnm\nend*.md\n")
    git(vault, "add", ".")
    git(vault, "commit", "--quiet", "--message", "old")
    git(vault, "checkout", "--quiet", "-b", "new")
    (vault / "Ana.md").write_text(NEW)
    git(vault, "commit", "--quiet", "--all", "--message", "new")
    git(vault, "checkout", "--quiet", "old")
    return vault


@needs("git")
def test_each_checkout_and_stash_is_one_right_update(repository):
    vault = repository
    with watching(vault) as watch:
        watch.next()
        for number, command in enumerate(
            [
                ["checkout", "new"],
                ["checkout", "old"],
                ["merge", "new"],
                ["reset", "--hard", "HEAD~"],
                ["cherry-pick", "new"],
            ]
        ):
            git(vault, *command)
            assert told(rows_of(watch, vault, f"end{number}"), f"end{number}") == [
                ("changed", "Ana.md")
            ], command
        (vault / "Ana.md").write_text(OLD)
        assert told(rows_of(watch, vault, "end5"), "end5") == [("changed", "Ana.md")]
        for number, command in enumerate([["stash"], ["stash", "pop"], ["checkout", "Ana.md"]], 6):
            git(vault, *command)
            assert told(rows_of(watch, vault, f"end{number}"), f"end{number}") == [
                ("changed", "Ana.md")
            ], command

    assert last_contact(vault) == "2026-03-01"


@needs("git")
def test_a_rebase_ends_in_the_right_state(repository):
    vault = repository
    (vault / "Bob.md").write_text(OLD)
    git(vault, "add", "Bob.md")
    git(vault, "commit", "--quiet", "--message", "another")
    git(vault, "checkout", "--quiet", "new")
    with watching(vault) as watch:
        watch.next()
        git(vault, "rebase", "old")
        changes = told(rows_of(watch, vault))

    assert ("added", "Bob.md") in changes
    assert {path for _, path in changes} <= {"Ana.md", "Bob.md"}
    assert last_contact(vault) == "2026-03-01"
