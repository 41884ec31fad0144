"""Charts as SVG: figures in, markup out, without a script and without a style attribute.

On a page a chart is a table whose rows each hold one drawing (``row``); places along it are per cent, so that it fits
any width. ``figure_svg`` draws the same as one picture for downloading. Bars run from the least to the most that a
voice allows; an open end is an arrow, a total added up from parts is hollow, a denial is a cross.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from warehouse.report import words
from warehouse.report.model import Figure, Step, Voice

_WIDE = 60  # from this ratio of the greatest to the least number on, a scale of tens shows both
_LEFT, _RIGHT = 3.0, 94.0  # per cent: room for a mark at 0 and for an arrow at the end


@dataclass(frozen=True, slots=True)
class Scale:
    """Where a number stands along a chart, in per cent: linear, or by powers of ten where numbers differ much."""

    top: float
    is_log: bool

    @classmethod
    def over(cls, values: Iterable[float]) -> Scale:
        """The scale that shows all these numbers.

        >>> Scale.over([8, 12]), Scale.over([3, 5000]).is_log
        (Scale(top=12, is_log=False), True)
        """
        known = [v for v in values if v is not None]
        above = [v for v in known if v > 0]
        top = max(above, default=1)
        return cls(top, bool(above) and top / min(above) > _WIDE)

    def at(self, value: float) -> float:
        """Per cent from the left."""
        share = math.log10(1 + value) / math.log10(1 + self.top) if self.is_log else value / self.top
        return round(_LEFT + min(max(share, 0), 1) * (_RIGHT - 6 - _LEFT), 2)

    @property
    def ticks(self) -> tuple[float, ...]:
        """Numbers to mark: about four, round ones.

        >>> Scale(12, False).ticks, Scale(5000, True).ticks
        ((0, 5, 10), (0, 10, 100, 1000))
        """
        if self.is_log:
            return (0, *(10**power for power in range(1, 1 + int(math.log10(self.top)))))
        step = 10 ** math.floor(math.log10(self.top / 2)) if self.top >= 2 else 1
        step = next((step * by for by in (1, 2, 5, 10) if self.top / (step * by) <= 4), step)
        return tuple(_whole(step * i) for i in range(int(self.top / step) + 1))


def _whole(value: float) -> float:
    return int(value) if value == int(value) else value


def scale_of(figure: Figure) -> Scale:
    """The scale on which all that is said of a figure can be drawn."""
    bounds = [b for v in figure.voices for b in (v.low, v.high)] + [b for s in figure.steps for b in (s.low, s.high)]
    return Scale.over(b for b in bounds if b is not None)


def axis(scale: Scale) -> str:
    """The numbers along a chart."""
    marks = "".join(
        f'<text class="tick" x="{scale.at(t)}%" y="14" text-anchor="{"start" if t == 0 else "middle"}">'
        f"{words.number(t)}</text>"
        for t in scale.ticks
    )
    return f'<svg class="axis" height="20" width="100%" aria-hidden="true" focusable="false">{marks}</svg>'


def row(figure: Figure, voice: Voice, scale: Scale) -> str:
    """The drawing of one voice: what all voices allow as a band, what it said before as ticks, then its bar."""
    marks = [f'<line class="was" x1="{scale.at(v)}%" x2="{scale.at(v)}%" y1="-8" y2="8"/>' for v in _earlier(voice)]
    marks += _bar(voice, scale)
    behind = "".join((*_common(figure, scale), *_grid(scale)))
    return _row_of(behind, "".join(marks))


def _row_of(behind: str, marks: str) -> str:
    """As wide and as high as its cell; the marks lie around the middle of the height."""
    return (
        f'<svg class="bar" width="100%" height="100%" aria-hidden="true" focusable="false">{behind}'
        f'<svg y="50%" width="100%" height="1" overflow="visible">{marks}</svg></svg>'
    )


def key(kind: str) -> str:
    """A drawing for the legend by its name."""
    if kind == "common":
        return _KEY.format('<rect class="common" x="8" width="48" y="-10" height="20"/>')
    return _KEY.format("".join(_bar(_KEYS[kind], Scale(10, False))))


def _grid(scale: Scale) -> Iterator[str]:
    for tick in scale.ticks:
        yield f'<line class="grid" x1="{scale.at(tick)}%" x2="{scale.at(tick)}%" y1="0" y2="100%"/>'


def _common(figure: Figure, scale: Scale) -> Iterator[str]:
    if figure.origins > 1 and not figure.is_disjoint and (figure.common_low, figure.common_high) != (None, None):
        left = scale.at(figure.common_low or 0)
        right = _RIGHT if figure.common_high is None else scale.at(figure.common_high)
        width = max(round(right - left, 2), 0.8)
        yield f'<rect class="common" x="{left}%" width="{width}%" y="0" height="100%"/>'


def _earlier(voice: Voice) -> list[float]:
    now = voice.low if voice.low is not None else voice.high
    told = [s.low if s.low is not None else s.high for s in voice.earlier if not s.is_latest]
    return sorted({v for v in told if v is not None and v != now})


@dataclass(frozen=True, slots=True)
class Bar:
    """What of a voice is drawn."""

    low: float | None = None
    high: float | None = None
    is_derived: bool = False
    is_denial: bool = False
    is_vague: bool = False
    own_strike: bool = False


_KEY = '<svg class="key" width="64" height="20" aria-hidden="true"><svg y="50%" overflow="visible">{}</svg></svg>'
_KEYS = {
    "point": Bar(5, 5),
    "span": Bar(2, 8),
    "open": Bar(3, None),
    "below": Bar(None, 7),
    "derived": Bar(3, None, is_derived=True),
    "vague": Bar(2, 8, is_vague=True),
    "own": Bar(5, 5, own_strike=True),
    "denial": Bar(5, 5, is_denial=True),
}


def _kind(voice: Voice | Bar) -> str:
    if voice.is_derived:
        return "derived"
    return "own" if voice.own_strike else "vague" if voice.is_vague else "told"


def _bar(voice: Voice | Bar, scale: Scale) -> Iterator[str]:
    """A cross, a diamond, or a bar with its ends, around height 0."""
    low, high = voice.low, voice.high
    if voice.is_denial:
        yield _at(scale.at(low or high or 0), '<path class="denial" d="M-6,-6L6,6M6,-6L-6,6"/>')
        return
    kind = _kind(voice)
    if low is None and high is None:
        yield f'<line class="unknown" x1="{_LEFT}%" x2="{_RIGHT}%" y1="0" y2="0"/>'
        return
    if low is not None and low == high:
        yield _at(scale.at(low), f'<path class="point {kind}" d="M0,-7L7,0L0,7L-7,0Z"/>')
        return
    left = _LEFT if low is None else scale.at(low)
    right = _RIGHT if high is None else scale.at(high)
    yield (
        f'<rect class="span {kind}{" open" if high is None or low is None else ""}" x="{left}%" '
        f'width="{max(round(right - left, 2), 0.8)}%" y="-4" height="8"/>'
    )
    yield _end(left, kind) if low is not None else _at(left, f'<path class="arrow {kind}" d="M0,-8L-9,0L0,8Z"/>')
    yield _end(right, kind) if high is not None else _at(right, f'<path class="arrow {kind}" d="M0,-8L10,0L0,8Z"/>')


def _end(at: float, kind: str) -> str:
    return f'<line class="end {kind}" x1="{at}%" x2="{at}%" y1="-8" y2="8"/>'


def _at(left: float, mark: str) -> str:
    return f'<svg x="{left}%" width="1" height="1" overflow="visible">{mark}</svg>'


def steps(figure: Figure) -> str:
    """How the figure moved as it was told, day by day: the band from the least to the most of the latest statements."""
    told = _told_by_day(figure)
    scale, height = scale_of(figure), 132
    if len(told) < 2 or len({(s.low, s.high) for s in figure.steps}) < 2:
        return ""  # told once, or always the same
    first, last = told[0][0], told[-1][0]
    length = max((last - first).days, 1)

    def across(day: date) -> float:
        return round(8 + (day - first).days / length * 80, 2)

    def up(value: float) -> float:
        return round(height - 22 - (scale.at(value) - _LEFT) / (_RIGHT - 6 - _LEFT) * (height - 40), 1)

    marks = []
    for tick in scale.ticks:
        marks.append(f'<line class="grid" x1="8%" x2="96%" y1="{up(tick)}" y2="{up(tick)}"/>')
        marks.append(f'<text class="tick" x="7%" y="{up(tick) + 4}" text-anchor="end">{words.number(tick)}</text>')
    marks += _bands(told, across, up)
    marks += _courses(figure, across, up)
    for step in figure.steps:
        value = step.low if step.low is not None else step.high
        if step.stated_on and value is not None:
            marks.append(f'<circle class="dot" cx="{across(step.stated_on)}%" cy="{up(value)}" r="3.5"/>')
    for day, anchor in ((first, "start"), (last, "end")):
        at = "8%" if day == first else "96%"
        label = words.short_day(day)
        marks.append(f'<text class="tick" x="{at}" y="{height - 4}" text-anchor="{anchor}">{label}</text>')
    told_in_words = escape(_in_words(told))
    return (
        f'<svg class="steps" height="{height}" width="100%" role="img" aria-label="{told_in_words}">'
        f"{''.join(marks)}</svg>"
    )


Told = list[tuple[date, float | None, float | None]]


def _told_by_day(figure: Figure) -> Told:
    """Per day on which something was said: the hull of the latest statement of every voice until then."""
    latest: dict[str, Step] = {}
    told: Told = []
    for day in figure.days:
        latest |= {s.origin_id: s for s in figure.steps if s.stated_on == day}
        lows, highs = [s.low for s in latest.values()], [s.high for s in latest.values()]
        low = None if None in lows else min(v for v in lows if v is not None)
        told.append((day, low, None if None in highs else max(v for v in highs if v is not None)))
    return told


def _bands(told: Told, across, up) -> Iterator[str]:  # type: ignore[no-untyped-def]
    for index, (day, low, high) in enumerate(told):
        left = across(day)
        right = across(told[index + 1][0]) if index + 1 < len(told) else 96
        top = 12 if high is None else up(high)
        bottom = up(low or 0)
        width = round(right - left, 2)
        openness = " open" if high is None else ""
        yield (
            f'<rect class="band{openness}" x="{left}%" width="{width}%" y="{top}" height="{max(bottom - top, 1):g}"/>'
        )
        yield f'<line class="low" x1="{left}%" x2="{right}%" y1="{bottom}" y2="{bottom}"/>'
        if high is not None:
            yield f'<line class="high" x1="{left}%" x2="{right}%" y1="{top}" y2="{top}"/>'


def _courses(figure: Figure, across, up) -> Iterator[str]:  # type: ignore[no-untyped-def]
    """A step line for each voice that changed what it says: level until the day of its next statement."""
    by_voice: dict[str, list[tuple[date, float]]] = {}
    for step in figure.steps:
        value = step.low if step.low is not None else step.high
        if step.stated_on and value is not None:
            by_voice.setdefault(step.origin_id, []).append((step.stated_on, value))
    names = {step.origin_id: step.origin for step in figure.steps}
    for voice, points in sorted(by_voice.items()):
        if len({value for _, value in points}) < 2:
            continue
        lines = []
        for (day, value), (after, then) in itertools.pairwise(sorted(points)):
            x, to, y, top = across(day), across(after), up(value), up(then)
            lines.append(f'<line x1="{x}%" x2="{to}%" y1="{y}" y2="{y}"/>')
            lines.append(f'<line x1="{to}%" x2="{to}%" y1="{y}" y2="{top}"/>')
        title = escape(words.squeezed(names[voice]))
        yield f'<g class="course"><title>{title}</title>{"".join(lines)}</g>'


def _in_words(told: Told) -> str:
    return "; ".join(f"{words.short_day(day)}: {words.bounds(low, high)}" for day, low, high in told)


def spark(figure: Figure | None, width: int = 132) -> str:
    """A line for a list: hull and voices on a scale of tens that is the same for every row (1 to 10,000)."""
    if figure is None or not figure.claims:
        return ""

    def at(value: float) -> float:
        return round(4 + min(math.log10(max(value, 1)), 4) / 4 * (width - 16), 1)

    marks = [f'<line class="grid" x1="{at(10**p)}" x2="{at(10**p)}" y1="1" y2="17"/>' for p in range(5)]
    left = at(figure.low) if figure.low is not None else 4
    right = at(figure.high) if figure.high is not None else width - 8
    marks.append(f'<rect class="hull" x="{left}" width="{max(right - left, 1.5):g}" y="7" height="4"/>')
    if figure.high is None:
        marks.append(f'<path class="arrow told" d="M{width - 8},4L{width - 2},9L{width - 8},14Z"/>')
    for voice in figure.claims:
        value = voice.low if voice.low is not None else voice.high
        if value is not None:
            marks.append(f'<line class="end told" x1="{at(value)}" x2="{at(value)}" y1="3" y2="15"/>')
    if any(v.is_denial for v in figure.voices):
        marks.append('<path class="denial" d="M1,5L7,13M7,5L1,13"/>')
    return (
        f'<svg class="spark" width="{width}" height="18" viewBox="0 0 {width} 18" '
        f'aria-hidden="true" focusable="false">{"".join(marks)}</svg>'
    )


_PICTURE_STYLE = (
    "text{font:13px sans-serif;fill:#1c1917}.quiet{fill:#57534e;font-size:12px}.grid{stroke:#e7e5e4}"
    ".common{fill:#dbeafe}.was{stroke:#a8a29e;stroke-dasharray:2 2}.span{fill:#1d4ed8}.open{opacity:.55}"
    ".end{stroke:#1d4ed8;stroke-width:2}.point{fill:#1d4ed8}.arrow{fill:#1d4ed8}"
    ".derived{fill:#fff;stroke:#1d4ed8;stroke-width:1.5}.own{fill:#a16207;stroke:#a16207}"
    ".vague{fill:#93b4f5;stroke:#1d4ed8;stroke-dasharray:3 2}.denial{stroke:#b91c1c;stroke-width:2.5;fill:none}"
    ".unknown{stroke:#a8a29e;stroke-dasharray:4 4}.tick{fill:#57534e;font-size:11px}"
)


_FOOT = "As reported; nothing here says which voice is right. Conflict Figures."


def figure_svg(title: str, figure: Figure) -> str:
    """The chart of a figure as one picture with its labels, to download."""
    width, left, middle, line = 860, 300, 380, 34
    scale, top = scale_of(figure), 64
    height = top + line * len(figure.voices) + 44
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">',
        f"<style>{_PICTURE_STYLE}</style>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        f'<text x="12" y="24" font-weight="bold">{_text(f"{title}: {figure.label}", 100)}</text>',
        f'<text x="12" y="44" class="quiet">{_text(figure.reason, 130)}</text>',
    ]
    for index, voice in enumerate(figure.voices):
        y = top + line * index
        drawing = row(figure, voice, scale).replace(
            'width="100%" height="100%"', f'width="{middle}" height="{line}" x="{left}" y="{y}"', 1
        )
        parts.append(f'<text x="12" y="{y + 14}">{_text(voice.origin, 42)}</text>')
        carried = _text(f"{words.short_day(voice.stated_on)} · {', '.join(voice.outlets)}", 48)
        parts.append(f'<text x="12" y="{y + 28}" class="quiet">{carried}</text>')
        parts.append(drawing)
        parts.append(f'<text x="{left + middle + 8}" y="{y + 19}">{_text(voice.text, 24)}</text>')
    bottom = top + line * len(figure.voices)
    parts.append(axis(scale).replace('width="100%"', f'width="{middle}" x="{left}" y="{bottom}"', 1))
    parts.append(f'<text x="12" y="{height - 10}" class="quiet">{_FOOT}</text></svg>')
    return "\n".join(parts) + "\n"


def _text(text: str, most: int) -> str:
    plain = words.squeezed(text)
    return escape(plain if len(plain) <= most else plain[: most - 1] + "…")


def share_line(points: Sequence[tuple[date, float]], label: str) -> str:
    """A step line of running claims over time, for the ledger."""
    if len(points) < 2:
        return ""
    first, last = points[0][0], points[-1][0]
    length = max((last - first).days, 1)
    top = max(value for _, value in points) or 1
    width, height = 160, 34
    path, previous = [], None
    for day, value in points:
        x = round(2 + (day - first).days / length * (width - 6), 1)
        y = round(height - 3 - value / top * (height - 8), 1)
        path.append(f"M{x},{y}" if previous is None else f"H{x}V{y}")
        previous = y
    return (
        f'<svg class="line" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="{escape(label)}"><path class="low" fill="none" d="{"".join(path)}"/></svg>'
    )
