"""`figures explain` shows what was read, and why."""

from extractors.explain import explain
from extractors.model import Document
from extractors.reader import Reader

TEXT = "A clinic said at least five civilians and six fighters had been killed in Sarmada. Nobody spoke of the weather."


def explained(text: str) -> str:
    ((document, assertions),) = Reader().read([Document("one", text, title="A market")])
    return explain(document, assertions)


def test_every_figure_is_marked_and_read():
    shown = explained(TEXT)
    assert "[1: at least five] civilians and [2: six] fighters" in shown
    assert "at least 5 · minimum" in shown
    assert "civilians · civilian" in shown
    assert "killed (killed)" in shown
    assert "article ← A clinic" in shown
    assert "outcome:" in shown


def test_a_text_without_figures_says_so():
    assert "No figures found" in explained("The road was open again.")
