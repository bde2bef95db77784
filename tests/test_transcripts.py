"""Every console block in the documentation and under tests/cli prints what it promises."""

from pathlib import Path

import pytest
import transcripts

ROOT = Path(__file__).parent.parent
PAGES = sorted(
    page
    for folder in (ROOT / "docs", ROOT / "tests" / "cli")
    for page in folder.rglob("*.md")
    if "```console" in page.read_text("utf-8")
)


@pytest.mark.parametrize("page", PAGES, ids=[str(p.relative_to(ROOT)) for p in PAGES])
def test_a_page_prints_what_it_promises(page, request):
    text = page.read_text("utf-8")
    if request.config.getoption("--update"):
        page.write_text(transcripts.updated(text), "utf-8")
        return
    for step in transcripts.steps(text):
        got = transcripts.printed(step.command)
        assert transcripts.fits(step.output, got), f"$ {step.command}\n{got}"
