"""What the README shows is what the commands in it print."""

import re

from conftest import ROOT
from transcripts import printed

README = (ROOT / "README.md").read_text("utf-8")


def command(mark):
    """The command in the block below a mark."""
    return re.search(rf"<!-- {mark} -->\n```sh\n(.*?)\n```", README, re.DOTALL)[1]


def test_the_excerpt_is_of_the_review_that_the_command_renders():
    (excerpt,) = re.findall(r"```markdown\n(.*?)```", README, re.DOTALL)
    review = printed("pnm " + command("try").rpartition(".venv/bin/pnm ")[2])

    assert [ln for ln in excerpt.splitlines() if ln not in review.splitlines()] == []


def test_the_test_command_is_the_one_that_ci_takes_out_of_the_page():
    assert command("test").endswith("-m pytest")
    assert "<!-- test -->" in (ROOT / ".ci" / "run").read_text("utf-8")
