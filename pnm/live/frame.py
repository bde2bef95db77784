"""The frame around a live page: it loads each new one, and keeps the place where its reader is.

In: a title, a word that allows the frame's own script and style. Out: HTML.
Not known here: the pages, which stand in frames of their own without any script.
"""

from __future__ import annotations

from html import escape
from typing import Final

_STYLE: Final = """
html, body { height: 100%; margin: 0; }
body { display: flex; flex-direction: column; background: #fcfaf6; color: #26231e;
  font: 0.8125rem/1.5 system-ui, sans-serif; }
#pages { position: relative; flex: 1; }
iframe { position: absolute; inset: 0; width: 100%; height: 100%; border: 0; }
iframe.behind { visibility: hidden; }
#bar { display: flex; gap: 1.5rem; padding: 0.3rem 0.9rem; border-top: 1px solid #e4ddd0; }
#bar b { font-weight: 600; }
#fault { margin: 0; padding: 0.7rem 0.9rem; max-height: 45vh; overflow: auto; white-space: pre-wrap;
  background: #8a2b1f; color: #fff; font: 0.8125rem/1.5 ui-monospace, Menlo, Consolas, monospace; }
#fault[hidden] { display: none; }
.ended { opacity: 0.6; }
@media (prefers-color-scheme: dark) {
  body { background: #1b1a17; color: #ebe5da; } #bar { border-color: #38342d; }
}
"""

_SCRIPT: Final = """
"use strict";
const byId = (id) => document.getElementById(id);
let front = byId("one"), back = byId("two"), number = 0;
const turn = () => {
  if (back.src === "" || !back.classList.contains("behind")) return;
  const seen = front.contentWindow;
  back.contentWindow.scrollTo(seen.scrollX, seen.scrollY);
  back.classList.remove("behind");
  front.classList.add("behind");
  [front, back] = [back, front];
};
byId("one").addEventListener("load", (event) => { if (event.target === back) turn(); });
byId("two").addEventListener("load", (event) => { if (event.target === back) turn(); });
const stream = new EventSource("events");
stream.addEventListener("shown", (event) => {
  const said = JSON.parse(event.data);
  byId("note").textContent = said.note;
  byId("fault").textContent = said.fault;
  byId("fault").hidden = !said.fault;
  document.body.classList.remove("ended");
  if (said.page !== number) { number = said.page; back.src = "page?" + number; }
});
stream.addEventListener("ended", () => { stream.close(); ended("the preview has ended"); });
stream.addEventListener("error", () => ended("pnm does not answer"));
const ended = (why) => {
  byId("note").textContent = why + "; this is what it showed last";
  document.body.classList.add("ended");
};
"""


def frame(title: str, nonce: str) -> str:
    """Write the frame.

    Args:
        title: What is shown.
        nonce: Allows the frame's own script and style, and no others.

    Returns:
        A page of HTML.
    """
    shown = escape(title, quote=True)
    inner = 'class="behind" sandbox="allow-same-origin" title="the page"'
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<link rel="icon" href="data:,">\n<title>{shown}</title>\n'
        f'<style nonce="{nonce}">{_STYLE}</style>\n</head>\n<body>\n'
        f'<pre id="fault" role="alert" hidden></pre>\n'
        f'<div id="pages">\n<iframe id="one" {inner}></iframe>\n'
        f'<iframe id="two" {inner}></iframe>\n</div>\n'
        f'<div id="bar"><b>{shown}</b><span id="note" role="status">waiting</span></div>\n'
        f'<script nonce="{nonce}">{_SCRIPT}</script>\n</body>\n</html>\n'
    )
