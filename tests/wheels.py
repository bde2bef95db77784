"""Built wheels and empty environments: pnm as people have it, without the checkout on any path."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent


def built(project, out):
    """Build a project's wheel.

    Args:
        project: Its folder.
        out: Where the wheel shall lie; a folder with nothing else in it.
    """
    call = ["-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(project)]
    subprocess.run([sys.executable, *call], check=True, capture_output=True, timeout=120)
    (wheel,) = out.glob("*.whl")
    return wheel


def _is_kept(variable):
    """Tell whether a variable says how to reach the system and the registry, and nothing of pnm."""
    named = {"PATH", "SYSTEMROOT", "TMPDIR", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"}
    return variable in named or variable.startswith("PIP_") or "proxy" in variable.casefold()


@dataclass(frozen=True)
class Environment:
    """An environment of its own, and the home of whoever uses it.

    Attributes:
        root: The environment.
        home: The home folder; caches, settings and the vault lie in it.
    """

    root: Path
    home: Path

    @classmethod
    def made(cls, folder):
        """Make an empty environment."""
        venv.create(folder / "env", with_pip=True)
        (folder / "home" / "vault" / ".pnm").mkdir(parents=True)
        return cls(folder / "env", folder / "home")

    @property
    def vault(self):
        """Return the vault."""
        return self.home / "vault"

    def install(self, *what):
        """Install packages with all that they need."""
        self.run("python", "-m", "pip", "install", "-q", *map(str, what))

    def run(self, program, *arguments, cwd=None, check=True, stdin=""):
        """Run a program of the environment; return what it did."""
        kept = {key: value for key, value in os.environ.items() if _is_kept(key)}
        done = subprocess.run(
            [self.root / "bin" / program, *arguments],
            cwd=cwd or self.vault,
            env={**kept, "HOME": str(self.home), "NO_COLOR": "1", "COLUMNS": "100"},
            input=stdin,
            capture_output=True,
            text=True,
            timeout=170,
            check=False,
        )
        assert not check or done.returncode == 0, done.stdout + done.stderr
        return done

    def printed(self, command):
        """Return what a command of a page prints, as `transcripts.printed` does."""
        done = self.run(*command.replace("~", str(self.home)).split(), check=False)
        code = f"[exit {done.returncode}]\n" if done.returncode else ""
        return (done.stdout + done.stderr).replace(str(self.home), "~") + code
