"""Small charts as SVG, written by hand: bars and lines, readable in light and dark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

WIDE, HIGH = 640.0, 300.0
LEFT, RIGHT, TOP, BOTTOM = 60.0, 20.0, 34.0, 44.0
BAR, LABEL = 15.0, 210.0
COLOURS = ("#3b6ea5", "#c46a3a", "#4f8f5b", "#8a5a9e")
INK = "#707070"
Points = Sequence[tuple[float, float]]


def bars(title: str, values: Sequence[tuple[str, float]], low: float, mark: float | None = None) -> str:
    """Bars across, from `low` to 1; what falls below `mark` has another colour, and a line stands there."""
    high, across = TOP + len(values) * BAR + 26, WIDE - LABEL - 60
    body = [_words(10, 20, title, bold=True)]

    def at(value: float) -> float:
        return LABEL + across * min(1.0, max(0.0, (value - low) / (1 - low)))

    for number, (name, value) in enumerate(values):
        y = TOP + number * BAR
        colour = COLOURS[0] if mark is None or value >= mark else COLOURS[1]
        body.append(f'<rect x="{LABEL:.0f}" y="{y:.1f}" width="{max(0.5, at(value) - LABEL):.1f}" height="{BAR - 4:.0f}" fill="{colour}"/>')
        body.append(_words(LABEL - 6, y + 9, name, anchor="end"))
        body.append(_words(at(value) + 4, y + 9, f"{value:.3f}"))
    if mark is not None:
        body.append(_line(at(mark), TOP - 4, at(mark), high - 22, dashed=True))
    body += [_words(LABEL, high - 8, f"{low:g}"), _words(LABEL + across, high - 8, "1", anchor="middle")]
    return _drawing(WIDE, high, title, body)


def lines(title: str, series: Mapping[str, Points], names: tuple[str, str], spans: tuple[float, float, float, float]) -> str:
    """Lines over `spans` (least and most across, least and most up); `names` of the two axes, the series in a legend."""
    least, most, low, high = spans
    body = [_words(10, 20, title, bold=True), *_axes(names, spans)]

    def place(point: tuple[float, float]) -> str:
        x = LEFT + (WIDE - LEFT - RIGHT) * (point[0] - least) / (most - least)
        y = HIGH - BOTTOM - (HIGH - TOP - BOTTOM) * (min(high, max(low, point[1])) - low) / (high - low)
        return f"{x:.1f},{y:.1f}"

    for number, (name, points) in enumerate(series.items()):
        colour = COLOURS[number % len(COLOURS)]
        body.append(f'<polyline points="{" ".join(map(place, points))}" fill="none" stroke="{colour}" stroke-width="2"/>')
        body.append(f'<rect x="{WIDE - 190:.0f}" y="{TOP + 4 + 16 * number:.0f}" width="10" height="10" fill="{colour}"/>')
        body.append(_words(WIDE - 174, TOP + 13 + 16 * number, name))
    return _drawing(WIDE, HIGH, title, body)


def _axes(names: tuple[str, str], spans: tuple[float, float, float, float]) -> list[str]:
    least, most, low, high = spans
    body = [_line(LEFT, HIGH - BOTTOM, WIDE - RIGHT, HIGH - BOTTOM), _line(LEFT, TOP, LEFT, HIGH - BOTTOM)]
    for step in range(5):
        x, y = LEFT + (WIDE - LEFT - RIGHT) * step / 4, HIGH - BOTTOM - (HIGH - TOP - BOTTOM) * step / 4
        body.append(_words(x, HIGH - BOTTOM + 14, f"{least + (most - least) * step / 4:.3g}", anchor="middle"))
        body.append(_words(LEFT - 6, y + 4, f"{low + (high - low) * step / 4:.3g}", anchor="end"))
    return [*body, _words((LEFT + WIDE) / 2, HIGH - 8, names[0], anchor="middle"), _words(LEFT, TOP - 4, names[1])]


def _line(x0: float, y0: float, x1: float, y1: float, dashed: bool = False) -> str:
    dashes = ' stroke-dasharray="4 3"' if dashed else ""
    return f'<line x1="{x0:.1f}" y1="{y0:.1f}" x2="{x1:.1f}" y2="{y1:.1f}" stroke="{INK}"{dashes}/>'


def _words(x: float, y: float, text: str, anchor: str = "start", bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="{INK}" text-anchor="{anchor}"{weight}>{escape(text)}</text>'


def _drawing(wide: float, high: float, title: str, body: Sequence[str]) -> str:
    size = f'viewBox="0 0 {wide:.0f} {high:.0f}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="11" role="img">'
    return "\n".join([head, f"<title>{escape(title)}</title>", *body, "</svg>"]) + "\n"
