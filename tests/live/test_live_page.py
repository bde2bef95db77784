"""A live page is served to this machine only, and says when there is a new one."""

from __future__ import annotations

import http.client
import json
import socket
from urllib.parse import urlsplit

import pytest

from pnm.live import LivePage, Shown
from pnm.live.server import MOST_STREAMS


class Browser:
    """Asks a live page as a browser on this machine would."""

    def __init__(self, address):
        parts = urlsplit(address)
        self.port = parts.port
        self.host = parts.netloc
        self.word = parts.path.strip("/")
        self.path = parts.path

    def ask(self, path="", method="GET", **headers):
        """Return status, headers and text of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, self.path + path, headers=sent)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode()

    def listen(self, **headers):
        """Return the events of the stream, one after the other, and what ends it."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", self.path + "events", headers=headers)
        answer = connection.getresponse()
        return events(answer), connection


def events(answer):
    name = ""
    while row := answer.readline():
        key, _, value = row.decode().rstrip("\n").partition(": ")
        if key == "event":
            name = value
        elif key == "data":
            yield name, json.loads(value)


@pytest.fixture
def page():
    served = LivePage("weekly <review>")
    yield served
    served.close()


@pytest.fixture
def browser(page):
    return Browser(page.address)


def test_the_address_is_this_machine_s_and_cannot_be_guessed(page, browser):
    other = LivePage("another")
    other.close()

    assert page.address.startswith("http://127.0.0.1:")
    assert len(browser.word) >= 32
    assert Browser(other.address).word != browser.word


def test_the_frame_shows_the_title_and_nothing_else(browser):
    status, headers, text = browser.ask()

    assert status == 200
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert "<title>weekly &lt;review&gt;</title>" in text


def test_only_the_frame_s_own_script_runs(browser):
    _, headers, text = browser.ask()
    policy = headers["Content-Security-Policy"]
    (nonce,) = {part.split("'")[1] for part in policy.split("script-src ")[1].split(";")[:1]}

    assert policy.startswith("default-src 'none'; ")
    assert text.count(f'nonce="{nonce.removeprefix("nonce-")}"') == 2
    assert text.count("<script") == 1
    assert browser.ask()[1]["Content-Security-Policy"] != policy


def test_a_page_runs_no_script_and_loads_nothing(page, browser):
    page.show(Shown("<script>alert(1)</script>"))
    _, headers, text = browser.ask("page")
    policy = headers["Content-Security-Policy"]

    assert text == "<script>alert(1)</script>"
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:; ")
    assert "script-src" not in policy


@pytest.mark.parametrize("path", ["", "page", "page?7", "events"])
def test_nothing_is_kept_by_the_browser_or_told_to_others(browser, path):
    if path == "events":
        stream, connection = browser.listen()
        next(stream)
        connection.close()
        return
    _, headers, _ = browser.ask(path)

    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Python" not in headers["Server"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Sec_Fetch_Site": "same-origin"}, 200),
        ({"Sec_Fetch_Site": "none"}, 200),
        ({"Sec_Fetch_Site": "cross-site"}, 403),
        ({"Sec_Fetch_Site": "same-site"}, 403),
        ({"Host": "evil.example"}, 403),
        ({"Host": "127.0.0.1"}, 403),
        ({"Host": "127.0.0.1.evil.example:{port}"}, 403),
        ({"Host": "localhost:{port}"}, 200),
        ({"Host": "[::1]:{port}"}, 403),
        ({"Host": ""}, 403),
    ],
    ids=[
        "by its name",
        "from the page",
        "typed in",
        "from another page",
        "from a neighbour",
        "by another name",
        "without the port",
        "by a name that begins the same",
        "by the machine's name",
        "by another address",
        "by no name",
    ],
)
@pytest.mark.parametrize("path", ["", "page"])
def test_only_requests_to_itself_are_answered(browser, path, headers, status):
    sent = {name: value.format(port=browser.port) for name, value in headers.items()}
    got, _, text = browser.ask(path, **sent)

    assert got == status
    assert status == 200 or text == "no\n"


@pytest.mark.parametrize(
    "path", ["/", "/page", "/events", "/{word}", "/x{word}/", "/{word}x/", "/../{word}/", "//"]
)
def test_without_the_word_there_is_nothing(browser, path):
    asked = path.format(word=browser.word)
    connection = http.client.HTTPConnection("127.0.0.1", browser.port, timeout=10)
    connection.request("GET", asked)
    answer = connection.getresponse()

    assert answer.status == 404
    assert browser.word not in answer.read().decode()


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "HEAD", "OPTIONS", "CONNECT"])
def test_it_can_only_be_read(browser, method):
    status, _, text = browser.ask(method=method)

    assert status == 501
    assert browser.word not in text


@pytest.mark.parametrize("path", ["secret", "page/", "events/x", "../../etc/passwd"])
def test_there_is_nothing_else(browser, path):
    assert browser.ask(path)[0] == 404


def test_whoever_listens_hears_of_each_page(page, browser):
    stream, connection = browser.listen()
    first = next(stream)
    page.show(Shown("<p>one</p>", "saved: a.md"))
    second = next(stream)
    page.show(Shown("<p>one</p>", "saved: b.md", "x.md.j2:1: no"))
    third = next(stream)
    page.show(Shown("<p>two</p>", "saved: b.md"))
    fourth = next(stream)
    connection.close()

    assert first == ("shown", {"page": 0, "note": "", "fault": ""})
    assert second == ("shown", {"page": 1, "note": "saved: a.md", "fault": ""})
    assert third == ("shown", {"page": 1, "note": "saved: b.md", "fault": "x.md.j2:1: no"})
    assert fourth == ("shown", {"page": 2, "note": "saved: b.md", "fault": ""})
    assert browser.ask("page")[2] == "<p>two</p>"


def test_whoever_comes_late_hears_what_is_shown_now(page, browser):
    page.show(Shown("<p>one</p>", "first"))
    stream, connection = browser.listen()
    said = next(stream)
    connection.close()

    assert said == ("shown", {"page": 1, "note": "first", "fault": ""})


def test_what_is_said_stays_on_its_line(page, browser):
    page.show(Shown("", "a\nevent: evil\ndata: {}\n\n\u2028"))
    stream, connection = browser.listen()
    said = next(stream)
    connection.close()

    assert said[1]["note"] == "a\nevent: evil\ndata: {}\n\n\u2028"


def test_whoever_listens_is_told_the_end(page, browser):
    stream, connection = browser.listen()
    next(stream)
    page.close()

    assert list(stream) == [("ended", {})]
    connection.close()
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", browser.port), timeout=1).close()


def test_it_can_be_closed_twice_while_somebody_listens(page, browser):
    stream, connection = browser.listen()
    next(stream)
    page.close()
    page.close()
    connection.close()


def test_not_all_of_the_machine_can_be_taken_by_listening(page, browser):
    held = [browser.listen() for _ in range(MOST_STREAMS)]
    for stream, _ in held:
        next(stream)
    status, _, _ = browser.ask("events")
    for _, connection in held:
        connection.close()

    assert status == 503


def test_it_listens_on_this_machine_only(browser):
    others = {row[4][0] for row in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    for address in others - {"127.0.0.1", "127.0.1.1"}:
        with pytest.raises(OSError, match=r"refused|timed out|unreachable"):
            socket.create_connection((address, browser.port), timeout=1).close()
    assert browser.ask()[0] == 200
