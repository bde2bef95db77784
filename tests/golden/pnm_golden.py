"""The golden plugin: every hook of pnm's first platform, written once, as its pages said then.

It is never edited. It stands for all plugins out there whose authors have moved on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from pnm.api import (
    REACH_OUT,
    Asked,
    Chart,
    Command,
    DerivedTag,
    Diagnostic,
    Exporter,
    Fact,
    Field,
    Gathered,
    Importer,
    Line,
    Network,
    NewNote,
    Parameter,
    PnmError,
    RelationKind,
    Reminder,
    Report,
    Section,
    Severity,
    Source,
    WrittenNote,
    add_months,
    choice,
    counted,
    flag,
    fold,
    hookimpl,
    interval,
    iso_week,
    known_are,
    note_text,
    number,
    parse_day,
    parse_interval,
    parse_partial,
    parse_query,
    select,
    shortened,
    spoken_day,
    spoken_days,
    spoken_interval,
    text,
    texts,
    vault_command,
    week_days,
    whole_number,
    written_day,
)


@dataclass(frozen=True, slots=True)
class Options:
    """What the user set."""

    towns: tuple[str, ...] = texts("Lisbon", about="the towns that count")
    every: int = interval("6 weeks", about="how long may pass")
    most: int = whole_number(3, most=9, about="how many to name")
    ratio: float = number(1.5, most=9.0, about="what counts as late")
    greeting: str = text("hello", about="what to say")
    meal: str = choice("lunch", "dinner", about="what to propose")
    weekends: bool = flag(about="whether weekends will do")


@hookimpl
def pnm_settings() -> Iterator[type[Options]]:
    """Declare the settings."""
    yield Options


@hookimpl
def pnm_fields() -> Iterator[Field]:
    """Name fields of every kind."""
    yield Field(name="golden_size", about="A number.", kind="number", synonyms=("gold_size",))
    yield Field(name="golden_since", about="A day.", kind="day")
    yield Field(name="golden_likes", about="A list.", kind="list")
    yield Field(name="golden_word", about="A text.")
    yield Field(name="golden_true", about="Yes or no.", kind="flag")
    yield Field(name="golden_friend", about="Somebody.", kind="contact")


@hookimpl
def pnm_relation_kinds() -> Iterator[RelationKind]:
    """Name a kind with an inverse, and one without."""
    yield RelationKind(name="skipper", about="Whose boat.", inverse="crew", synonyms=("captain",))
    yield RelationKind(name="bandmate", about="Same band.")


@hookimpl
def pnm_facts(note: WrittenNote) -> Iterator[Fact]:
    """Read gifts."""
    for line in note.lines:
        if fold(line.heading) == "gifts" and line.kind == "item":
            values: Mapping[str, str | int | bool] = {"keys": len(note.keys), "of": note.name}
            yield Fact(
                kind="gift",
                line=line.line,
                text=line.text,
                about=line.links,
                day=line.day,
                values=values,
            )


@hookimpl
def pnm_tags(network: Network, settings: Options) -> Iterator[DerivedTag]:
    """Tag who lives near."""
    for contact in network.in_notes():
        if contact.city in settings.towns:
            yield DerivedTag(
                contact_id=contact.id, tag="near", why=f"lives in {contact.city}",
                source=contact.source("city"),
            )  # fmt: skip


@hookimpl
def pnm_reminders(network: Network, today: date, settings: Options) -> Iterator[Reminder]:
    """Remind of who was not met."""
    for contact in network.in_notes():
        last = network.last_contact(contact.id)
        if last is not None and contact.city in settings.towns:
            yield Reminder(
                due=last.day + timedelta(days=settings.every),
                contact_id=contact.id,
                text=f"{settings.meal}: last on {written_day(last.day, today)}",
                kind=REACH_OUT,
                why=f"every {spoken_interval(settings.every)}",
                sources=(last.source, contact.source("city")),
                ratio=(today - last.day).days / settings.every,
                lead_days=3,
                key=f"golden:{contact.id}",
            )


@hookimpl
def pnm_checks(network: Network) -> Iterator[Diagnostic]:
    """Complain of who has no town."""
    for contact in network.in_notes():
        if not contact.city:
            yield Diagnostic(
                source=Source(contact.path or "", 1),
                code="GLD001",
                message=f"no town for {contact.name}",
                mend="write city:",
                severity=Severity.INFO,
            )


@hookimpl
def pnm_reports() -> Iterator[Report]:
    """Name a report with parameters of every kind."""
    yield Report(
        name="golden",
        title="Golden",
        template="golden",
        path="{folder}/Golden {year}-{month}-{day} {week}.md",
        about="A report.",
        parameters=(
            Parameter(name="who", about="whom", kind="contact", many=True, default=""),
            Parameter(name="when", about="a day", kind="day", default="today"),
            Parameter(name="word", about="a word", default="gold"),
        ),
    )


@hookimpl
def pnm_sections(
    report: Report, network: Network, today: date, gathered: Gathered, settings: Options
) -> Iterable[Section]:
    """Give two sections to the own report."""
    if report.name != "golden":
        return
    rows = [row for _, row in gathered.reminders if row.kind == REACH_OUT]
    lines = tuple(
        Line(
            text=row.text, contact_id=row.contact_id, box=True, logs=True, details=("a detail",),
            why=row.why, sources=row.sources, key=row.key, values={"ratio": row.ratio},
        )
        for row in rows[: settings.most]
    )  # fmt: skip
    yield Section(
        id="golden",
        title=f"Golden {report.value('word')}",
        order=10,
        lines=lines,
        intro=f"In {iso_week(today)}.",
        folded=False,
        chart=Chart(title="Met", labels=("a", "b"), series=(("all", (1.0, 2.0)),)),
        free=True,
        tally=counted(len(lines), "person", "people"),
        minutes=2,
    )
    known = tuple(sorted(tag.name for tag in gathered.tags.get("People/Ada", ())))
    yield Section(
        id="golden-own", title="Own", order=20, template="golden-own", values={"tags": known}
    )


@hookimpl
def pnm_templates() -> Iterator[str]:
    """Give the templates."""
    yield str(Path(__file__).resolve().parent / "templates")


def _loud(value: object) -> str:
    return str(value).upper()


@hookimpl
def pnm_filters() -> Iterator[tuple[str, Callable[..., object]]]:
    """Give a filter."""
    yield "loud", _loud


@hookimpl
def pnm_commands() -> Iterator[Command]:
    """Name a command."""
    yield Command(name="golden", about="Say what is golden.", load=_command)


def _command() -> object:
    import click

    @click.command("golden")
    @click.argument("query", required=False, default="")
    @vault_command
    def command(asked: Asked, query: str) -> int:
        """Say what is golden."""
        if query == "words":
            asked.say_json(words(asked.network, asked.today))
            return 0
        found = select(parse_query(query), asked.network) if query else asked.contacts()
        if asked.as_json:
            asked.say_json([contact.id for contact in found])
        else:
            for contact in found:
                asked.say(f"{contact.name}: {asked.settings.greeting}")
        asked.tell(f"on {asked.today.isoformat()}")
        return 0 if asked.contact("ada").id == "People/Ada" else 1

    return command


@hookimpl
def pnm_exporters() -> Iterator[Exporter]:
    """Write names."""
    yield Exporter(name="golden", about="Names.", write=_write)


def _write(network: Network, settings: Options) -> str:
    return "".join(f"{settings.greeting} {contact.name}\n" for contact in network)


@hookimpl
def pnm_importers() -> Iterator[Importer]:
    """Read names."""
    yield Importer(name="golden", about="Names.", suffixes=(".txt",), read=_read)


def _read(data: bytes, settings: Options) -> Iterator[NewNote]:
    if not data:
        raise PnmError("the file is empty", mend="write names into it")
    for count, name in enumerate(data.decode().split(), start=1):
        front = note_text({"type": "person", "name": name, "tags": [settings.greeting]}, "hello")
        yield NewNote(name=name, text=front, made_of=f"word {count}")


def words(network: Network, today: date) -> list[object]:
    """Return what the small functions give, and what a network answers."""
    ada = network["People/Ada"]
    monday, sunday = week_days(iso_week(today)) or (today, today)
    return [
        str(add_months(date(2026, 1, 31), 1)),
        [str(monday), str(sunday)],
        str(parse_day("3 Nov 2026")),
        [str(parse_partial("--02-03")), str(ada.birthday)],
        parse_interval("3 weeks"),
        [spoken_day(today, today), spoken_days(21), shortened("a  b " * 9, 10)],
        known_are("ad", ["ada", "bob"]),
        [fold("Łukasz"), len(network), "People/Ada" in network, network.name_of("People/Bob")],
        [[row.kind, row.to, row.inferred] for row in network.relations_of("People/Ada")],
        [[str(row.day), row.channel, row.text] for row in network.interactions_of("People/Ada")],
        [[row.text, row.mine, str(row.due)] for row in network.promises_of("People/Ada")],
        [[row.field, str(row.value), str(row.source)] for row in network.fields_of("People/Ada")],
        [network.field("People/Ada", "golden_size"), network.field("People/Bob", "golden_size")],
        [[row.kind, row.text, list(row.people), str(row.source)] for row in network.facts("gift")],
        [row.text for row in network.facts_of("People/Bob", "gift")],
        [list(network.circles_of("People/Ada")), sorted(network.neighbours("People/Ada"))],
    ]
