"""Pages as HTML: the values of ``model`` in, text out. The static site and the live one use the same pages.

Every text from outside is escaped by the templates, stripped of characters that turn the direction of writing, and
set apart (``bdi``). No page asks for anything from another place; the content security policy says so to the browser.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import jinja2
from markupsafe import Markup, escape

from warehouse.report import charts, maps, words
from warehouse.report.model import Figure, Incident, Said

if TYPE_CHECKING:
    from warehouse.report.redact import Redactor

CSP = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'"
)
QUOTE = 700  # characters of a sentence that are shown around its figures
TEXT = 200_000  # characters of a document that are shown whole
_SAFE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


@dataclass(frozen=True, slots=True)
class Links:
    """Where pages are, from the root of the site; names are safe for any file system, whatever the ids hold."""

    index: str = "index.html"

    @staticmethod
    def name(identifier: str) -> str:
        """A file name for an id that may hold anything.

        >>> Links.name("fakes-12"), Links.name("../../etc")
        ('fakes-12', 'x74ccf3c5b4c19a81')
        """
        if _SAFE_ID.fullmatch(identifier):
            return identifier
        return "x" + hashlib.sha256(identifier.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def incident(self, event_id: str) -> str:
        return f"incident/{self.name(event_id)}.html"

    def incident_csv(self, incident: Incident) -> str:
        return f"incident/{self.name(incident.event_id)}.csv"

    def figure_svg(self, incident: Incident, figure: Figure) -> str:
        return f"incident/{self.name(incident.event_id)}-{self.name(figure.figure_id)}.svg"

    def document(self, document_id: str) -> str:
        return f"document/{self.name(document_id)}.html"

    def source(self, origin_id: str) -> str:
        return f"source/{self.name(origin_id)}.html"


NAVIGATION = (
    ("Incidents", "index.html"),
    ("Week", "week.html"),
    ("Ledger", "ledger.html"),
    ("Sources", "sources.html"),
)
FILED = (("Changes", "changes.html"),)
LIVE = (("Check", "check"), ("Review", "review"))


def parts(said: Said) -> tuple[str, str, str]:
    """A sentence as what stands before its figure, the figure, and what follows; cut where it is very long."""
    where = said.sentence.find(said.quote)
    if where < 0:
        return ("", words.squeezed(said.quote)[:QUOTE], "")
    before, after = said.sentence[:where], said.sentence[where + len(said.quote) :]
    return (_tail(before), words.squeezed(said.quote)[:QUOTE], _head(after))


def _tail(text: str) -> str:
    plain = words.squeezed(text[-4 * QUOTE :])
    cut = plain if len(plain) <= QUOTE and len(text) <= 4 * QUOTE else "…" + plain[-QUOTE:]
    return cut + (" " if text[-1:].isspace() else "")


def _head(text: str) -> str:
    plain = words.squeezed(text[: 4 * QUOTE])
    cut = plain if len(plain) <= QUOTE and len(text) <= 4 * QUOTE else plain[:QUOTE] + "…"
    return (" " if text[:1].isspace() else "") + cut


def quoted(group: Sequence[Said]) -> Markup:
    """A sentence once, with every figure in it that is shown marked."""
    sentence = group[0].sentence
    if len(sentence) > 2 * QUOTE:
        before, figure, after = parts(group[0])
        return Markup("{}<mark>{}</mark>{}").format(before, figure, after)
    spans: list[tuple[int, int]] = []
    for said in group:
        where = sentence.find(said.quote)
        if where >= 0 and all(where >= end or where + len(said.quote) <= start for start, end in spans):
            spans.append((where, where + len(said.quote)))
    return _marked(sentence, [(start, end, "") for start, end in sorted(spans)])


def _marked(text: str, spans: Iterable[tuple[int, int, str]]) -> Markup:
    """Text with marks; a mark with an id links to how it was read."""
    pieces, at = [], 0
    for start, end, name in spans:
        pieces.append(escape(_visible(text[at:start])))
        inner = escape(_visible(text[start:end]))
        link = Markup('<a id="t-{0}" href="#a-{0}">{1}</a>').format(name, inner) if name else inner
        pieces.append(Markup("<mark>{}</mark>").format(link))
        at = end
    pieces.append(escape(_visible(text[at:])))
    return Markup("").join(pieces)


def _visible(text: str) -> str:
    return words._UNSEEN.sub("", text)


def body(text: str, said: Sequence[Said]) -> tuple[Markup, bool]:
    """A document's text with its figures marked in place, in paragraphs; only their surroundings if it is very long."""
    spans, last = [], 0
    for each in sorted(said, key=lambda s: (s.start, -s.end)):
        if each.start >= last and each.end <= len(text):
            spans.append((each.start, each.end, Links.name(each.assertion_id)))
            last = each.end
    is_cut = len(text) > TEXT
    if not is_cut:
        return Markup("<p>{}</p>").format(_marked(text, spans)), False
    windows = Markup("")
    for start, end, name in spans[:500]:
        first, stop = max(0, start - 200), min(len(text), end + 200)
        windows += Markup("<p>…{}…</p>").format(_marked(text[first:stop], [(start - first, end - first, name)]))
    return windows, True


def sentences(said: Sequence[Said]) -> Markup:
    """Only the sentences that hold figures, each once, with its figures marked."""
    return Markup("").join(Markup("<p>{}</p>").format(quoted(group)) for group in grouped_quotes(said))


def web(url: str | None) -> bool:
    """Whether an address leads to the web; others (files, scripts) are never made a link."""
    try:
        return urlsplit(url or "").scheme in ("http", "https")
    except ValueError:
        return False


def cite(said: Said) -> str:
    """A line to cite one figure by: who said what, through whom, where and when it was published."""
    words_said = f"{said.text} {said.counted} {words.outcome_label(said.outcome)}"
    title = f", “{words.squeezed(said.title)}”" if said.title else ""
    link = f", {said.url}" if web(said.url) else ""
    return (
        f"{words.squeezed(said.origin)}: {words_said} (“{words.squeezed(said.quote)[:200]}”), "
        f"{words.squeezed(said.outlet) or 'no outlet'}{title}, {words.day(said.stated_on)}{link} [{said.assertion_id}]"
    )


def history(told: str) -> str:
    """What is known of a channel's post, in words.

    >>> history('{"message_id": 7, "posted": "2019-03-05T10:00:00", "edited": "2019-03-05T11:30:00"}')
    'post 7, posted 2019-03-05 10:00:00, last edited 2019-03-05 11:30:00'
    """
    known = json.loads(told)
    parts = (("post", "message_id"), ("posted", "posted"), ("last edited", "edited"))
    return ", ".join(f"{words} {str(known[name]).replace('T', ' ')}" for words, name in parts if known.get(name))


def sentence(text: str) -> str:
    """With a capital, as a sentence begins."""
    plain = words.squeezed(text)
    return plain[:1].upper() + plain[1:]


_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_RUN = re.compile(f'[{_RIGHT_TO_LEFT}](?:[^A-Za-z0-9<>,;:()\\[\\]“”"]*[{_RIGHT_TO_LEFT}])*')


def direction(text: str) -> str:
    """Which way a text runs, by most of its letters: a name at its beginning does not turn an English sentence.

    >>> direction("المرصد said that 12 people were killed"), direction("قتل 12 شخصا in Homs")
    ('ltr', 'rtl')
    """
    plain = Markup(text).striptags()
    turned = len(re.findall(f"[{_RIGHT_TO_LEFT}]", plain))
    return "rtl" if turned > sum(letter.isalpha() for letter in plain) / 2 else "ltr"


def isolated(text: str) -> Markup:
    """A text with its words in right-to-left scripts set apart, so that numbers beside them keep their place.

    >>> isolated("شبكة شام, 4 May")
    Markup('<bdi>شبكة شام</bdi>, 4 May')
    """
    return Markup(_RUN.sub(lambda run: f"<bdi>{run[0]}</bdi>", str(escape(text))))


def _bound(value: float | None, otherwise: str = "open") -> str:
    return otherwise if value is None else words.number(value)


_KEYS = ("point", "span", "open", "below", "derived", "vague", "own", "denial", "common")


class Pages:
    """The templates with what they need. ``live`` pages are served by ``figures browse``, others lie in a folder."""

    def __init__(
        self,
        countries: Mapping[str, str],
        about: str,
        as_of: str = "",
        *,
        live: bool = False,
        links: Links | None = None,
    ):
        self.countries, self.about, self.live, self.links = countries, about, live, links or Links()
        self.as_of = as_of
        self.redactor: Redactor | None = None
        self.environment = jinja2.Environment(
            loader=jinja2.PackageLoader("warehouse.report", "templates"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=jinja2.StrictUndefined,
        )
        self.environment.filters |= {
            "plain": words.squeezed,
            "day": words.day,
            "short_day": words.short_day,
            "days": words.days,
            "several": words.several,
            "coded": words.coded,
            "class_label": words.class_label,
            "outcome_label": words.outcome_label,
            "verdict_label": words.verdict_label,
            "verdict_meaning": words.verdict_meaning,
            "bounds": words.bounds,
            "bound": _bound,
            "sentence": sentence,
            "parts": parts,
            "quoted": quoted,
            "web": web,
            "cite": cite,
            "ident": id,
            "history": history,
            "direction": direction,
            "isolated": isolated,
            "country": lambda code: self.countries.get(code, code),
        }
        self.environment.globals |= {
            "links": self.links,
            "csp": CSP,
            "live": live,
            "about": about,
            "navigation": NAVIGATION + (LIVE if live else FILED),
            "charts": _Drawn,
            "scale": charts.scale_of,
            "legend": {name: Markup(charts.key(name)) for name in _KEYS},
        }

    def render(self, template: str, *, root: str, section: str, title: str, **values: Any) -> str:
        """A page by the name of its template; ``root`` leads from it to the root of the site."""
        return self.environment.get_template(template).render(root=root, section=section, title=title, **values)

    def incident(self, incident: Incident, root: str = "../") -> str:
        """The page of an incident."""
        charted = [f for f in incident.figures if f.has_chart]
        charted = charted or [f for f in incident.figures[:1] if f.voices and f.domain == "people"]
        return self.render(
            "incident.html",
            root=root,
            section="Incidents",
            title=incident.title,
            incident=incident,
            brief=[f for f in incident.figures if f.outcome != "other"][:5],
            charted=charted,
            single=[f for f in incident.figures if f not in charted],
            quotes=grouped_quotes(incident.said),
            map=Markup(_map(incident)),
            citation=f"Conflict Figures: {words.squeezed(incident.title)} (event {incident.event_id}), {self.as_of}.",
        )


class _Drawn:
    """Charts marked as markup, since they are written here and hold no text from outside unescaped."""

    axis = staticmethod(lambda scale: Markup(charts.axis(scale)))
    row = staticmethod(lambda figure, voice, scale: Markup(charts.row(figure, voice, scale)))
    steps = staticmethod(lambda figure: Markup(charts.steps(figure)))


def _map(incident: Incident) -> str:
    label = str(escape(words.squeezed(incident.place)))
    return maps.place_map(incident.latitude, incident.longitude, incident.place_level, label)


def grouped_quotes(said: Sequence[Said]) -> list[list[Said]]:
    """Assertions of one sentence together, in order of publication."""
    groups: dict[tuple[str, str], list[Said]] = {}
    for each in said:
        groups.setdefault((each.document_id, each.sentence), []).append(each)
    return list(groups.values())
