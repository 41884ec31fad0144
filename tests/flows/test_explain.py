"""`figures explain` shows what was read, and why."""

from extractors.model import Document
from extractors.reader import Reader
from flows.explain import explain

TEXT = "A clinic said at least five civilians and six fighters had been killed in Sarmada. Nobody spoke of the weather."


def explained(text: str, title: str | None = "A market") -> str:
    ((document, assertions),) = Reader().read([Document("one", text, title=title)])
    return explain(document, assertions)


def test_every_figure_is_marked_and_read() -> None:
    shown = explained(TEXT)
    assert "[1: at least five] civilians and [2: six] fighters" in shown
    assert "at least 5 · minimum" in shown
    assert "civilians · civilian" in shown
    assert "killed (killed)" in shown
    assert "article ← A clinic · “said”" in shown
    assert "outcome:" in shown


def test_a_text_without_figures_says_so_and_is_shown() -> None:
    shown = explained("The road was open again.")
    assert "No figures found" in shown
    assert "The road was open again." in shown


def test_sentences_without_figures_stand_in_their_place() -> None:
    shown = explained("The road was shut. Nobody knew why. Twelve soldiers died. It rained.")
    assert shown.index("The road was shut. Nobody knew why.") < shown.index("[1: Twelve]") < shown.index("It rained.")


def test_a_part_names_the_figure_it_is_part_of() -> None:
    assert "incident, subset of 1" in explained("Nine pilgrims were killed, including two children.")


def test_what_is_no_longer_valid_denied_or_vague_is_said() -> None:
    assert "superseded" in explained("The death toll rose to 40 from 31.")
    assert "killed (killed) · denied" in explained("The army denied that nine villagers had been killed.")
    assert "no bounds · vague · hull: 12 to 99, best 12" in explained("Dozens were killed.")


def test_who_did_it_is_said() -> None:
    assert "by       rebels" in explained("The rebels killed nine soldiers.").lower().replace("the rebels", "rebels")


def test_a_measure_has_no_outcome() -> None:
    shown = explained("The convoy drove 40 km.")
    assert "measure in km" in shown
    assert "outcome" not in shown


def test_a_long_text_keeps_to_the_width() -> None:
    ((document, found),) = Reader().read([Document("one", TEXT * 3 + "東京で 12 people were killed. " * 4)])
    assert max(map(len, explain(document, found, width=50).splitlines())) <= 50


def test_page_furniture_below_the_article_is_owned_up_to() -> None:
    article = "Nine villagers were killed on the road to the coast, the governor said at noon. " * 4
    assert "were not read" in explained(article + "\n\nRelated News\nTwelve held in port strike")
