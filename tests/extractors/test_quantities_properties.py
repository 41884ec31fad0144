"""Any number in any form of the grammar comes back with its bounds; any text at all is survived."""

from __future__ import annotations

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from extractors.document.gate import can_hold_figure
from extractors.document.sentences import split
from extractors.model import Number, Quantity
from extractors.quantities import find
from extractors.quantities.conventions import apply, names

Expected = tuple[str, Number | None, Number | None]

ONES = (  # noqa: SIM905
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SCALES = [(10**9, "billion"), (10**6, "million"), (10**3, "thousand"), (100, "hundred")]


def spelled(number: int, joint: str = " and ") -> str:
    """A whole number in English words: 120 as "one hundred and twenty"."""
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")
    for scale, name in SCALES:
        if number >= scale:
            rest = number % scale
            head = f"{spelled(number // scale, joint)} {name}"
            if not rest:
                return head
            return head + (joint if rest < 100 else " ") + spelled(rest, joint)
    raise AssertionError(number)


FORMS = {
    "plain": str,
    "commas": lambda n: f"{n:,}",
    "thin spaces": lambda n: f"{n:,}".replace(",", "\u202f"),
    "no-break spaces": lambda n: f"{n:,}".replace(",", "\u00a0"),
    "words": spelled,
    "words without and": lambda n: spelled(n, " "),
    "words in capitals": lambda n: spelled(n).upper(),
    "words with a capital": lambda n: spelled(n).capitalize(),
}
# What stands around a figure, never a year, a clock time or a unit.
CARRIERS = [
    "{} civilians were killed in the raid.",
    "The shelling killed {} people and destroyed a school.",
    "{} fighters were wounded, the monitor said.",
    "KILLED WERE {} SOLDIERS OF THE GARRISON.",
    "The ministry spoke of {} missiles fired at the port.",
    "Activists in the town counted {} houses burned down.",
    "tanks ‒ {} vehicles,",
]
BOUNDS = {
    "at least {}": lambda n: ("minimum", n, None),
    "no fewer than {}": lambda n: ("minimum", n, None),
    "not less than {}": lambda n: ("minimum", n, None),
    "a minimum of {}": lambda n: ("minimum", n, None),
    "more than {}": lambda n: ("minimum", n + 1, None),
    "upwards of {}": lambda n: ("minimum", n + 1, None),
    "in excess of {}": lambda n: ("minimum", n + 1, None),
    "at least another {}": lambda n: ("minimum", n, None),
    "{} or more": lambda n: ("minimum", n, None),
    "up to {}": lambda n: ("maximum", None, n),
    "as many as {}": lambda n: ("maximum", None, n),
    "no more than {}": lambda n: ("maximum", None, n),
    "at most {}": lambda n: ("maximum", None, n),
    "a maximum of {}": lambda n: ("maximum", None, n),
    "fewer than {}": lambda n: ("maximum", None, n - 1),
    "less than {}": lambda n: ("maximum", None, n - 1),
    "nearly {}": lambda n: ("maximum", None, n - 1),
    "almost {}": lambda n: ("maximum", None, n - 1),
    "about {}": lambda n: ("approximate", n, n),
    "some {}": lambda n: ("approximate", n, n),
    "roughly {}": lambda n: ("approximate", n, n),
    "an estimated {}": lambda n: ("approximate", n, n),
    "{} or so": lambda n: ("approximate", n, n),
    "{}": lambda n: ("exact", n, n),
}
RANGES = ["between {} and {}", "from {} to {}", "{} to {}", "{} – {}", "some {} to {}", "between some {} and {}"]

# Four bare digits may be a year or a clock time in a sentence; those readings have tests of their own.
numbers = st.one_of(
    st.integers(2, 999), st.integers(10_000, 99_999), st.integers(1_000_000, 2_000_000_000), st.just(7_000)
)
PIECES = (
    [*"0123456789 .,-–—()[]%$+/:;'\"\n½٣", "and", " or ", " to ", "at least ", "more than ", "hundred ", "two ", "a "],
    ["million", "dozen", "half ", "point ", " of ", "no ", "none ", "May ", "km", "°", "T-72 ", "Т-72 ", "between "],
)
texts = st.text(max_size=300) | st.lists(st.sampled_from([*PIECES[0], *PIECES[1]]), max_size=40).map("".join)


def quantities_of(text: str) -> list[Quantity]:
    return [q for s in split(text) for q in find(text, s.start, s.end)]


def reading(quantity: Quantity) -> Expected:
    return quantity.kind, quantity.low, quantity.high


@given(numbers, st.sampled_from(sorted(FORMS)), st.sampled_from(sorted(BOUNDS)), st.sampled_from(CARRIERS))
def test_any_number_comes_back_with_its_bounds(number: int, form: str, bound: str, carrier: str) -> None:
    text = carrier.format(bound.format(FORMS[form](number)))
    read = quantities_of(text)
    assert [reading(q) for q in read] == [BOUNDS[bound](number)]
    assert bound.format(FORMS[form](number)) in (text[read[0].start : read[0].end], bound) or read[0].qualifier
    assert not read[0].is_measure


@given(
    st.lists(numbers, min_size=2, max_size=2, unique=True).map(sorted),
    st.sampled_from(sorted(FORMS)),
    st.sampled_from(RANGES),
    st.sampled_from(CARRIERS),
)
def test_any_range_comes_back_with_both_ends(ends: list[int], form: str, pattern: str, carrier: str) -> None:
    low, high = ends
    # "two to three hundred" is said for 200 to 300, so its ends are not those of "2 to 300".
    assume(not (form.startswith("words") and any(low < high / scale and high % scale == 0 for scale, _ in SCALES)))
    # So is "10 to 15,000" for 10,000 to 15,000.
    assume(not (low < 1000 and 1000 * low < high < 1_000_000 and high % 500 == 0 and form != "plain"))
    text = carrier.format(pattern.format(FORMS[form](low), FORMS[form](high)))
    assert [reading(q) for q in quantities_of(text)] == [("range", low, high)]


@given(st.integers(2, 99), st.integers(2, 99), st.sampled_from([name for _, name in SCALES]))
def test_both_ends_of_a_range_share_its_scale_word(low: int, high: int, scale: str) -> None:
    assume(low < high)
    worth = {name: value for value, name in SCALES}[scale]
    for text in (f"{low}–{high} {scale} people fled.", f"Between {spelled(low)} and {spelled(high)} {scale} fled."):
        assert [reading(q) for q in quantities_of(text)] == [("range", low * worth, high * worth)]


@given(st.integers(2, 9), st.integers(2, 9))
def test_two_figures_beside_each_other_stay_two(first: int, second: int) -> None:
    text = f"The blast killed {spelled(first)} women {spelled(second)} children on the road."
    assert [q.low for q in quantities_of(text)] == [first, second]


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(texts)
def test_any_text_is_survived_and_every_offset_slices(text: str) -> None:
    sentences = split(text)
    ends = [0] + [s.end for s in sentences]
    for sentence, previous_end in zip(sentences, ends, strict=False):
        part = text[sentence.start : sentence.end]
        assert part and part == part.strip() and sentence.start >= previous_end
        can_hold_figure(text, sentence.start, sentence.end)
        last = sentence.start
        for q in find(text, sentence.start, sentence.end):
            assert last <= q.start <= q.core_start < q.core_end <= q.end <= sentence.end
            assert q.low is None or q.high is None or q.low <= q.high
            assert q.kind != "exact" or q.low == q.high is not None
            assert q.kind != "minimum" or q.high is None
            assert q.kind != "range" or (q.low is not None and q.high is not None)
            for convention in names():
                bounds = [b for b in apply(q, convention) if b is not None]
                assert bounds == sorted(bounds)
            last = q.end


@given(numbers, st.sampled_from(sorted(FORMS)), st.sampled_from(CARRIERS))
def test_the_gate_lets_every_number_through(number: int, form: str, carrier: str) -> None:
    text = carrier.format(FORMS[form](number))
    assert can_hold_figure(text, 0, len(text))
