"""A small picture of numbers over time: stacked bars as SVG.

In: `ChartView`. Out: one `<svg>` element that reads without colour (each group has its own
hatching, and the legend names it), in print, and with a screen reader.
Not known here: the page around it, whose style gives the colours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from pnm.reports.context import ChartView
from pnm.reports.escape import html

Series = tuple[tuple[str, tuple[float, ...]], ...]

WIDTH, HEIGHT = 680, 240
_LEFT, _RIGHT, _TOP, _BOTTOM = 30, 8, 20, 26
_MOST_SERIES: Final = 6
_MOST_LINES: Final = 4.3
_BAR: Final = 0.62
_LEGEND_ROW, _LEGEND_GAP, _CHARACTER = 20, 36, 6.6
_LONGEST_LABEL: Final = 8

_HATCHING: Final = (
    "",
    '<path d="M-2 6 6 -2 M2 10 10 2"/>',
    '<circle cx="2" cy="2" r="1.1"/><circle cx="6" cy="6" r="1.1"/>',
    '<path d="M0 2H8 M0 6H8"/>',
    '<path d="M0 0 8 8 M8 0 0 8"/>',
    '<path d="M2 0V8 M6 0V8"/>',
)
"""What is drawn over the colour of each group, in a square of 8 by 8."""


def svg(chart: ChartView, name: str) -> str:
    """Draw a chart.

    Args:
        chart: What to draw.
        name: Letters, digits and dashes; tells this chart from others on the page.

    Returns:
        An `<svg>` element with title and description.
    """
    series = _fewest(chart)
    legend = list(_legend(series, name))
    height = HEIGHT + _LEGEND_ROW * (1 + max((row for row, _ in legend), default=0))
    return "\n".join(
        [
            f'<svg class="chart" viewBox="0 0 {WIDTH} {height}" role="img" '
            f'aria-labelledby="{name}-title {name}-about">',
            f'<title id="{name}-title">{html(chart.title)}</title>',
            f'<desc id="{name}-about">{html(_told(chart.labels, series))}</desc>',
            "<defs>",
            *(_pattern(index, name) for index in range(len(series))),
            "</defs>",
            *_scale(_highest(chart.labels, series)),
            *_bars(chart.labels, series, name),
            *(drawn for _, drawn in legend),
            "</svg>",
        ]
    )


def _fewest(chart: ChartView) -> Series:
    """Return at most six groups, each with a number for every label; the smallest in one."""
    count = len(chart.labels)
    padded = [(name, (*numbers, *([0.0] * count))[:count]) for name, numbers in chart.series]
    known = [(name, numbers) for name, numbers in padded if any(numbers)]
    if len(known) <= _MOST_SERIES:
        return tuple(known)
    by_size = sorted(known, key=lambda row: -sum(row[1]))
    shown = set(by_size[: _MOST_SERIES - 1])
    others = [numbers for name, numbers in known if (name, numbers) not in shown]
    total = tuple(map(sum, zip(*others, strict=True)))
    return (*(row for row in known if row in shown), ("others", total))


def _totals(count: int, series: Series) -> list[float]:
    return [sum(numbers[index] for _, numbers in series) for index in range(count)]


def _highest(labels: Sequence[str], series: Series) -> float:
    """Return what the picture's height stands for: a little more than the highest bar."""
    return max(max(_totals(len(labels), series), default=0.0), 1.0) * 1.04


def _step(highest: float) -> float:
    """Return a round distance between the lines of the scale, so that there are few."""
    size = 1.0
    while size * 10 * _MOST_LINES < highest:
        size *= 10
    return next(size * n for n in (1, 2, 5, 10) if size * n * _MOST_LINES >= highest)


def _told(labels: Sequence[str], series: Series) -> str:
    groups = (f"{name}: {_figure(sum(numbers))}" for name, numbers in series)
    totals = _totals(len(labels), series)
    points = (f"{label} {_figure(total)}" for label, total in zip(labels, totals, strict=True))
    return f"In all by group: {', '.join(groups)}. By time: {', '.join(points)}."


def _figure(number: float) -> str:
    return f"{number:,.0f}" if number == int(number) else f"{number:,.1f}"


def _pattern(index: int, name: str) -> str:
    return (
        f'<pattern id="{name}-{index}" width="8" height="8" patternUnits="userSpaceOnUse" '
        f'class="s{index}"><rect width="8" height="8"/>{_HATCHING[index]}</pattern>'
    )


def _height(number: float, highest: float) -> float:
    return number / highest * (HEIGHT - _TOP - _BOTTOM)


def _scale(highest: float) -> Iterator[str]:
    step = _step(highest)
    for number in (step * n for n in range(int(highest / step) + 1)):
        y = HEIGHT - _BOTTOM - _height(number, highest)
        kind = "grid" if number else "base"
        yield f'<line class="{kind}" x1="{_LEFT}" x2="{WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
        yield (
            f'<text class="tick" x="{_LEFT - 6}" y="{y + 3.5:.1f}" text-anchor="end">'
            f"{_figure(number)}</text>"
        )


def _bars(labels: Sequence[str], series: Series, name: str) -> Iterator[str]:
    highest = _highest(labels, series)
    room = (WIDTH - _LEFT - _RIGHT) / max(1, len(labels))
    every = 1 + len(labels) // 16
    for place, (label, total) in enumerate(zip(labels, _totals(len(labels), series), strict=True)):
        middle = _LEFT + room * (place + 0.5)
        y = float(HEIGHT - _BOTTOM)
        for index, (_, numbers) in enumerate(series):
            height = _height(numbers[place], highest)
            if height:
                y -= height
                yield _bar(middle - room * _BAR / 2, y, room * _BAR, height, f"{name}-{index}")
        if total and every == 1:
            yield _text("total", middle, y - 5, _figure(total))
        if place % every == 0:
            yield _text("label", middle, HEIGHT - _BOTTOM + 16, label[:_LONGEST_LABEL])


def _bar(x: float, y: float, width: float, height: float, fill: str) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" '
        f'fill="url(#{fill})"/>'
    )


def _text(kind: str, x: float, y: float, text: str) -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="middle">{html(text)}</text>'


def _legend(series: Series, name: str) -> Iterator[tuple[int, str]]:
    """Yield for each group the row it stands in and its drawing."""
    x, row = float(_LEFT), 0
    for index, (group, _) in enumerate(series):
        label = group if len(group) <= 24 else f"{group[:23]}…"
        width = len(label) * _CHARACTER + _LEGEND_GAP
        if x + width > WIDTH and x > _LEFT:
            x, row = float(_LEFT), row + 1
        y = HEIGHT + 6 + row * _LEGEND_ROW
        swatch = f'<rect x="{x:.1f}" y="{y}" width="12" height="12" fill="url(#{name}-{index})"/>'
        words = f'<text class="legend" x="{x + 18:.1f}" y="{y + 10}">{html(label)}</text>'
        yield row, swatch + words
        x += width
