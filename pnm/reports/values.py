"""A page as plain values, for JSON.

In: `Page`. Out: dictionaries, lists, text and numbers, in a stable, documented order.
Not known here: how JSON is written.
"""

from __future__ import annotations

from datetime import date

from pnm.reports.context import ChartView, LineView, Page, PersonView, SectionView


def page_values(page: Page) -> dict[str, object]:
    """Return a page as JSON has it.

    Args:
        page: What was answered.

    Returns:
        One object; `docs/reports.md` names its keys.
    """
    return {
        "report": page.report.name,
        "title": page.report.title,
        "given": {
            name: [_given(value) for value in values] for name, values in page.report.given.items()
        },
        "date": page.today.isoformat(),
        "week": page.week,
        "summary": page.summary,
        "sections": [_section(section) for section in page.sections],
    }


def _given(value: object) -> object:
    return _contact(value) if isinstance(value, PersonView) else _value(value)


def _section(section: SectionView) -> dict[str, object]:
    return {
        "id": section.id,
        "title": section.title,
        "intro": section.intro,
        "lines": [_line(line) for line in section.lines],
        "chart": _chart(section.chart) if section.chart else None,
    }


def _line(line: LineView) -> dict[str, object]:
    return {
        "text": line.text,
        "contact": _contact(line.person) if line.person else None,
        "checkbox": line.box,
        "logs": line.logs,
        "details": list(line.details),
        "why": line.why,
        "sources": [{"path": source.path, "line": source.line} for source in line.sources],
        "key": line.key,
        "values": _value(line.values),
    }


def _contact(person: PersonView) -> dict[str, object]:
    return {"id": person.id, "name": person.name, "path": person.path}


def _chart(chart: ChartView) -> dict[str, object]:
    return {
        "title": chart.title,
        "labels": list(chart.labels),
        "series": [{"name": name, "values": list(numbers)} for name, numbers in chart.series],
    }


def _value(value: object) -> object:
    if isinstance(value, dict):
        return {key: _value(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return [_value(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value
