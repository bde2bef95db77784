"""Notes that break readers: seeds from every known way, and mutations of them.

In: a source of chance. Out: names and bytes. Not known here: who reads them.
"""

from pathlib import Path

ROOT = Path(__file__).parent.parent
NAMES = "[[Ada]] [[Bo Cai|Bo]] @dan"


def front(text, body="- 2026-02-03 call: fine\n"):
    """Return a note with a header in YAML."""
    return f"---\ntype: person\n{text}\n---\n{body}".encode()


def body(text):
    """Return a note on somebody with a body."""
    return f"---\ntype: person\n---\n{text}\n".encode()


def _bombs():
    laughs = "\n".join(f"k{n}: &k{n} [{', '.join([f'*k{n - 1}'] * 9)}]" for n in range(1, 10))
    merges = "\n".join(
        f"k{n}: &k{n}\n  <<: [{', '.join([f'*k{n - 1}'] * 9)}]" for n in range(1, 10)
    )
    return {
        "billion laughs": front(f"k0: &k0 [x]\n{laughs}"),
        "merge keys": front(f"k0: &k0 {{a: b}}\n{merges}"),
        "alias of itself": front("a: &a [*a]"),
        "alias as key": front("a: &a b\n*a : c"),
        "anchors": front("\n".join(f"a{n}: &b{n} {n}" for n in range(20_000))),
        "alias that is not there": front("name: *nobody"),
    }


def _deep():
    return {
        "deep lists": front("x: " + "[" * 30_000),
        "deep lists, closed": front("x: " + "[" * 10_000 + "]" * 10_000),
        "deep maps": front("x: " + "{a: " * 30_000),
        "deep dashes": front("- " * 30_000),
        "deep by indentation": front("\n".join(" " * n + f"k{n}:" for n in range(1_500))),
        "deep questions": front("? " * 20_000),
        "deep json": b'{"type": "person", "x": ' + b"[" * 20_000,
        "deep json, closed": b'{"x": ' + b"[" * 20_000 + b"]" * 20_000 + b"}\n",
        "deep json maps": b'{"type": "person"' + b', "a": {"b": 1' * 5_000,
        "deep toml": b"+++\nx = " + b"[" * 20_000 + b"\n+++\n",
        "deep toml keys": ("+++\n" + ".".join("a" * 5_000) + " = 1\n+++\n").encode(),
        "deep toml tables": ("+++\n[" + ".".join("a" * 5_000) + "]\n+++\n").encode(),
        "deep quotes": body("> " * 20_000 + "x"),
        "deep list items": body("\n".join("  " * n + "- x" for n in range(800))),
        "list items in a line": body("- " * 20_000),
        "tabs": body("\n".join("\t" * n + "- [ ] [[A]] 📅 2026-11-01" for n in range(800))),
    }


def _wide():
    return {
        "a million items": front("tags:\n" + "- a\n" * 1_000_000),
        "a wide list": front("tags: [" + "a, " * 300_000 + "]"),
        "many keys": front("\n".join(f"key{n}: value" for n in range(50_000))),
        "one key many times": front("name: Ada\n" * 5_000),
        "a long key": front("k" * 100_000 + ": v"),
        "a long value": front("name: " + "n" * 1_000_000),
        "a long quoted value": front('name: "' + "n\\n" * 100_000 + '"'),
        "an open quote": front('name: "' + "n " * 100_000),
        "a long block": front("bio: |\n" + "  line\n" * 20_000),
        "many aliases": front("aliases: [" + ", ".join(f"a{n}" for n in range(4_000)) + "]"),
        "wide toml": ("+++\nx = [" + "1," * 100_000 + "]\n+++\n").encode(),
        "wide json": ('{"x": [' + "1," * 100_000 + "1]}\n").encode(),
        "a million lines": body("line\n" * 1_000_000),
        "a long line": body("- 2026-01-01 call: " + "x" * 3_000_000),
        "a long word list": body("word " * 600_000),
        "many log lines": body("- 2026-01-01 call: [[Ada]] fine\n" * 20_000),
        "many tasks": body("- [ ] send to [[Ada]] 📅 2026-11-01 ⏳ 2026-10-01 #a\n" * 10_000),
        "many headings": body("## Log\n" * 50_000),
        "many fields": body("friend:: [[Ada]]\n" * 20_000),
        "many tags": body("#tag/sub " * 50_000),
        "many links": body("[[Ada]] " * 60_000),
        "many Markdown links": body("[a](b.md) " * 50_000),
        "many people in a line": body("- 2026-01-01 met: " + "[[Ada]], " * 20_000),
    }


def _typed():
    values = {
        "dates that are not": "birthday: 2024-13-01\ncreated: 2026-02-31\nmet: 0000-00-00",
        "dates of all kinds": "birthday: 31/31/1999\nlast_contact: 99999-01-01\ndied: -1-1-1",
        "hours that are not": "created: 2026-01-01T25:61:61+99:99",
        "5,000 digits": "contact_every: " + "9" * 5_000,
        "5,000 digits of days": "contact_every: " + "9" * 5_000 + " days",
        "digits of a year": "birthday: " + "9" * 5_000 + "-01-01",
        "100,000 hexadecimal digits": "uid: 0x" + "f" * 60_000,
        "sexagesimals": "phone: " + ":".join(["59"] * 5_000),
        "infinities": "contact_every: .inf\nbirthday: .nan\nx: 1e999999",
        "an int by tag": "birthday: !!int x",
        "a timestamp by tag": "birthday: !!timestamp x",
        "binary by tag": "name: !!binary '=='",
        "code by tag": "name: !!python/object/apply:os.system [id]",
        "a set by tag": "tags: !!set {a, b}\nx: !!omap [a: b]",
        "a tag of its own": "name: !<tag:example.com,2026:x> y",
        "directives": "%YAML 9.9\n%TAG ! tag:x,2026:\n--- !x\nname: y",
        "documents": "...\n---\nname: y\n...\n---",
        "null": "name: ~\nfriend: null\ntags: !!null",
        "lists for texts": "name: [a, [b, {c: d}]]\nbirthday: [2026, 1]\nemail: {a: {b: c}}",
        "texts for lists": "tags: a: b: c\nfriend: - - -",
        "relations": "friend: [[[[[[Ada]]]]]]\nspouse: {a: '[[B]]'}\nparent: [[[C]]]",
        "cadences": "contact_every: 0 days\ncontact_every: -3 weeks..never",
        "far cadences": "contact_every: 99999999999 years..9999999999999999 years",
        "odd quotes": "name: 'a'b'c\"d\nx: \"\\x\\u12\\Uffffffff\\ud800\"",
        "a NUL": 'name: "a\\0b"',
        "controls": 'name: "\\e[2J\\x07\\x9b<b>|*]]\\u202e"',
        "a bad indent": "name:\n   a: b\n  c: d\n e: f",
        "tabs for spaces": "name:\n\ta: b\n\t\tc: d",
        "comments": "#" * 60_000,
        "only colons": ":" * 60_000,
        "only dashes": "-\n" * 30_000,
        "question marks": "? a\n: ? b\n  : c",
        "open brackets in values": "\n".join(f"k{n}: [[" for n in range(1_000)),
        "odd Unicode": "name: \u0130\u1e9e\ufb01\u0345\U0001f469\u200d\U0001f4bb\ufeff\u2028x",
        "NFD": "name: Zoe\u0308\naliases: [" + "e" + "\u0301" * 5_000 + "]",
    }
    return {name: front(text) for name, text in values.items()}


def _patterns():
    # fmt: off
    runs = [
        "[", "[[", "]]", "(", "((", "*", "**", "_", "`", "``", "```\n", "~~~\n", "<!--", "-->",
        "%%", "<", "</", "<a ", "&", "&#", "!", "![", "![[", "[](", "[a](", "[a](<", "|", "\\",
        "#", "#a/", "==", "$$", "{", "{{", "<%", "^", "::", "a::", "[a::", "(a::", "[[a|",
        "[[a#", "@", "@a ", "- [ ", "- [ ] ", "- [x] ", "> ", "> [!a]\n", "1. ", "\t", " ",
        "\u00a0", "\u3000", "\n", "\r", "\r\n", "\x0b", "\x0c", "\x85", "\u2028", "📅", "📅 ",
        "🔁 ", "✅ 2026-", "2026-", "2026-01-", "2026-01-01 ", "[[2026-01-01]] ", "**2026",
        "(call) ", "a@", "a.", "a@a.", "http://", "http://a(", "www.", "/", "//", "---\n",
        "+++\n", "...\n", "===\n", "| a ", "|-", "[^1]: ", "[^", "<!-- pnm:",
        "<!-- pnm:log 8a88ac3b -->\n", "- x <!-- pnm:log ", "%% a %%", "``` \n``",
        "a" * 40 + "!", "é", "e\u0301", "\U0001f469\u200d", "\ufeff", "\u202e", "0", "9", "9d ",
        "every ", "1 1 ", "I ", "Jan ",
    ]
    # fmt: on
    made = {}
    for number, run in enumerate(runs):
        size = len(run.encode())
        made[f"run {number} of {run.strip()[:6]!r}"] = body(run * (100_000 // size))
        made[f"line {number} of {run.strip()[:6]!r}"] = body(
            f"- 2026-01-01 {run * (30_000 // size)} x"
        )
        made[f"value {number} of {run.strip()[:6]!r}"] = front(f"name: {run * (20_000 // size)}")
        within = f"a{run * (20_000 // size)}x"
        made[f"heading {number} of {run.strip()[:6]!r}"] = body(f"## {within}\n- 2026-01-01 x")
        made[f"task {number} of {run.strip()[:6]!r}"] = body(
            f"- [x] every day {within} ✅ 2026-01-01"
        )
        keys = ("contact_every", "birthday", "phone", "email", "friend", "tags", "address", "met")
        text = "\n".join(f"{key}: every day {within[:6_000]} x" for key in keys)
        made[f"keys {number} of {run.strip()[:6]!r}"] = front(text)
    return made


def _encodings():
    text = f"---\ntype: person\nname: Zoë Ünlü\n---\n- 2026-02-03 call: {NAMES} été 👩‍💻\n"
    made = {
        f"in {name}": text.encode(name, "replace")
        for name in (
            "latin-1",
            "cp1252",
            "cp1251",
            "utf-16",
            "utf-16-le",
            "utf-16-be",
            "utf-32",
            "utf-7",
            "shift_jis",
            "gb18030",
            "big5",
            "euc-kr",
            "koi8-r",
            "cp437",
            "utf-8-sig",
            "cp037",
        )
    }
    whole = text.encode()
    made |= {
        "two BOMs": b"\xef\xbb\xbf" * 2 + whole,
        "half a BOM": b"\xef\xbb" + whole,
        "only a BOM": b"\xef\xbb\xbf",
        "CR only": whole.replace(b"\n", b"\r"),
        "CRLF": whole.replace(b"\n", b"\r\n"),
        "mixed ends": whole.replace(b"\n", b"\r\n", 2).replace(b"---\n", b"---\r"),
        "NULs": whole.replace(b"a", b"\0"),
        "only NULs": b"\0" * 10_000,
        "ends in a NUL": whole + b"\0",
        "binary": bytes(range(256)) * 400,
        "surrogates": b"---\nname: \xed\xa0\x80\xed\xb0\x80\n---\n",
        "overlong": b"---\nname: \xc0\xaf\xf8\x88\x80\x80\x80\n---\n",
        "continuations": b"\x80" * 100_000,
        "no end": b"---\ntype: person\nname: Ada",
        "no text": b"",
        "one byte": b"-",
        "three bytes": b"---",
        "only a fence": b"---\n---",
        "fences only": b"---\n" * 30_000,
        "spaces before": b"   \n\n" + whole,
        "header in the middle": whole[40:] + whole,
    }
    return made


def _headers():
    return {
        "root list": b"---\n- a\n- b\n---\n",
        "root text": b"---\njust text\n---\n",
        "root number": b"---\n42\n---\n",
        "never closed": b"---\ntype: person\n" + b"a: b\n" * 20_000,
        "closed by dots": b"---\ntype: person\nname: A\n...\ntext\n",
        "toml": b'+++\ntype = "person"\nname = "Ada"\nbirthday = 2026-02-31\n+++\n',
        "toml, odd": b"+++\ntype = person\n[[a]]\n[a]\na.b.c = 1\na = 2\nx = '''\n+++\n",
        "toml numbers": b"+++\nx = "
        + b"9" * 50_000
        + b"\ny = 1e999999\nz = 0x"
        + b"f" * 9_999
        + b"\n+++\n",
        "toml dates": b"+++\nbirthday = 9999-99-99T99:99:99.9999999999999+99:99\n+++\n",
        "json": b'{"type": "person", "name": "A", "x": NaN, "y": 1e999999, "z": "\\ud800"}\n\ntext',
        "json, twice": b'{"name": "A", "name": "B"}{"name": "C"}',
        "json numbers": b'{"x": ' + b"9" * 50_000 + b"}",
        "json, never closed": b'{"type": "person", "name": "' + b"x" * 100_000,
        "review": (
            b"---\ngenerated_by: pnm\nreport: weekly-review\ndate: 2026-99-99\n---\n"
            b"- [x] [[Ada]] <!-- pnm:log 8a88ac3b -->\n  typed\n<!-- pnm:seal zz -->\n"
        ),
        "review, long": (
            b"---\ngenerated_by: pnm\nreport: weekly-review\ndate: 2026-09-14\n---\n"
            + b"- [x] [[Ada]] <!-- pnm:log 8a88ac3b -->\n  text\n" * 5_000
        ),
    }


def seeds():
    """Return notes of every way to break a reader, by name."""
    return _bombs() | _deep() | _wide() | _typed() | _patterns() | _encodings() | _headers()


def good_notes():
    """Return the notes of the vaults that the tests and the documentation use."""
    files = [*ROOT.glob("vaults/**/*.md"), *ROOT.parent.glob("vault-example/**/*.md")]
    return {file.relative_to(ROOT.parent).as_posix(): file.read_bytes() for file in sorted(files)}


# fmt: off
TOKENS = [
    b"---\n", b"[[", b"]]", b"[", b"(", b"*", b"<!--", b"%%", b"```\n", b"\x00", b"\r",
    b"\t", b": ", b"- [x] ", b"2026-02-31 ", b"&a ", b"*a", b"!!int ", b"'", b'"', b"|\n",
    b"\xff", b"\xe2\x80", b"\xef\xbb\xbf", b"<<: ", b"{", b"::", b"\xf0\x9f\x93\x85 ", b"#",
    b"> ", b"~~~\n", b"+++\n",
]
# fmt: on


def mutated(data, others, chance):
    """Return a note that something happened to."""
    at = chance.randrange(len(data) + 1)
    match chance.randrange(7):
        case 0:
            return data[:at]
        case 1:
            to = min(len(data), at + chance.randrange(1, 2_000))
            return data[:at] + data[at:to] * chance.randrange(2, 50) + data[to:]
        case 2:
            return flipped(data, chance)
        case 3:
            other = chance.choice(others)
            return data[:at] + other[chance.randrange(len(other) + 1) :]
        case 4:
            return data[:at] + chance.choice(TOKENS) * chance.choice([1, 2, 500]) + data[at:]
        case 5:
            lines = data.split(b"\n")[:20_000]
            chance.shuffle(lines)
            return b"\n".join(lines)
        case _:
            return b"\n".join(line[: chance.randrange(1, 60)] for line in data.split(b"\n"))


def flipped(data, chance):
    """Return bytes of which some are others."""
    turned = bytearray(data)
    for _ in range(chance.choice([1, 3, 100])):
        if turned:
            turned[chance.randrange(len(turned))] = chance.randrange(256)
    return bytes(turned)


def bad_notes(number, chance):
    """Yield so many names and notes: first the seeds, then mutations of them and of good notes."""
    first = seeds()
    small = [*(data for data in first.values() if len(data) < 130_000), *good_notes().values()]
    names = [*(name for name, data in first.items() if len(data) < 130_000), *good_notes()]
    yield from list(first.items())[:number]
    for count in range(number - len(first)):
        index = chance.randrange(len(small))
        data = small[index]
        for _ in range(chance.choice([1, 1, 2, 3])):
            data = mutated(data, small, chance)
        yield f"mutation {count} of {names[index]}", data
