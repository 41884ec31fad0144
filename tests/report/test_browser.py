"""The pages in a real browser: from the index to a quote, filters and sorting, no errors, no requests, accessible."""

from __future__ import annotations

from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.support.select import Select
from selenium.webdriver.support.wait import WebDriverWait

from tests.report.looking import complaints, inaccessible, overflows, requested
from tests.report.test_site import HOSTILE, written
from tests.warehouse.dispatches import SOHR, newsroom, said


def largest(folder: Path) -> str:
    """The page of a kind with the most on it."""
    return max(folder.glob("*.html"), key=lambda p: (p.stat().st_size, p.name)).as_uri()


def kinds(site: Path) -> dict[str, str]:
    """A page of every kind."""
    return {
        **{p.stem: p.as_uri() for p in site.glob("*.html")},
        **{kind: largest(site / kind) for kind in ("incident", "document", "source")},
    }


def test_from_the_index_to_a_highlighted_quote_in_three_clicks(chrome, sample_site):
    chrome.get((sample_site / "index.html").as_uri())
    chrome.find_element(By.LINK_TEXT, "Tir Ma'lah").click()
    assert chrome.find_element(By.TAG_NAME, "h1").text.startswith("Tir Ma'lah")
    chrome.find_element(By.LINK_TEXT, "Euphrates Ledger").click()  # who carried it: down to the quote
    target = chrome.find_element(By.CSS_SELECTOR, "li:target")
    assert "at least 25" in target.text
    quote = target.find_element(By.XPATH, "ancestor::li")
    assert "at least 25 people" in [m.text for m in quote.find_elements(By.TAG_NAME, "mark")]
    quote.find_element(By.CSS_SELECTOR, ".meta a").click()  # in its document
    marked = [m.text for m in chrome.find_elements(By.CSS_SELECTOR, ".text mark")]
    assert "at least 25 people" in marked
    assert complaints(chrome) == []
    assert requested(chrome) == {"file://"}


_SHOWN = (
    "return [...document.querySelectorAll('#incidents tbody tr')].filter((r) => r.offsetParent).map((r) => r.innerText)"
)


def shown(chrome) -> list[str]:
    """Rows of the index that can be seen."""
    return chrome.execute_script(_SHOWN)


def clear(chrome) -> None:
    chrome.find_element(By.CSS_SELECTOR, "button[type=reset]").click()


def test_filter_search_and_sort(chrome, sample_site):
    chrome.get((sample_site / "index.html").as_uri())
    everything = shown(chrome)
    wait = WebDriverWait(chrome, 5)
    Select(chrome.find_element(By.NAME, "verdict")).select_by_value("denied")
    wait.until(lambda c: 0 < len(shown(c)) < len(everything))
    denied = shown(chrome)
    assert all("Denied" in row for row in denied)
    assert [row for row in everything if "Denied" in row] == denied
    assert f"{len(denied)} of {len(everything)} shown" in chrome.find_element(By.ID, "shown").text
    assert chrome.current_url.endswith("#verdict=denied")

    clear(chrome)
    wait.until(lambda c: len(shown(c)) == len(everything))
    chrome.find_element(By.NAME, "q").send_keys("qamar")
    wait.until(lambda c: 0 < len(shown(c)) < len(everything))
    assert all("Tell Qamar" in row for row in shown(chrome))

    clear(chrome)
    wait.until(lambda c: len(shown(c)) == len(everything))
    chrome.find_element(By.CSS_SELECTOR, "th[data-sort=voices] button").click()
    wait.until(lambda c: c.find_element(By.CSS_SELECTOR, "th[data-sort=voices]").get_attribute("aria-sort"))
    voices = [int(r.get_attribute("data-voices")) for r in chrome.find_elements(By.CSS_SELECTOR, "#incidents tbody tr")]
    assert voices == sorted(voices, reverse=True)
    assert complaints(chrome) == []


def test_filters_reach_incidents_of_every_page_of_a_long_index(chrome, tmp_path, monkeypatch):
    monkeypatch.setattr("warehouse.report.site.ROWS", 2)
    with newsroom() as room:
        for number, place in enumerate(("Alma", "Bera", "Cora", "Dena", "Edra")):
            day = f"2015-10-{10 + number * 3}"
            changes = {
                "place_id": f"id:{number}",
                "latitude": 34 + number,
                "event_date_start": day,
                "event_date_end": day,
            }
            room.dispatch("Coastal Wire", day, said("5", by=SOHR, place_text=place, **changes))
        out = written(room, tmp_path / "out")
    chrome.get((out / "index.html").as_uri())
    assert len(shown(chrome)) == 2
    chrome.find_element(By.NAME, "q").send_keys("alma")
    WebDriverWait(chrome, 5).until(lambda c: len(shown(c)) == 1)
    assert "Alma" in shown(chrome)[0]
    assert complaints(chrome) == []


@pytest.mark.parametrize("width", [1280, 390])
def test_every_kind_of_page_is_accessible_fits_the_window_and_asks_for_nothing(chrome, sized, sample_site, width):
    sized(width)
    for kind, address in kinds(sample_site).items():
        chrome.get(address)
        assert not overflows(chrome), kind
        assert inaccessible(chrome) == [], kind
        assert complaints(chrome) == [], kind
    assert requested(chrome) == {"file://"}


def test_the_dark_pages_are_accessible_too(chrome, sample_site):
    dark = {"features": [{"name": "prefers-color-scheme", "value": "dark"}]}
    chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", dark)
    try:
        for kind, address in kinds(sample_site).items():
            chrome.get(address)
            assert inaccessible(chrome) == [], kind
    finally:
        chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def test_everything_can_be_read_without_script(chrome, sample_site):
    chrome.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        chrome.get((sample_site / "index.html").as_uri())
        assert len(shown(chrome)) > 20
        assert not chrome.find_element(By.ID, "filters").is_displayed()
        chrome.find_element(By.LINK_TEXT, "Tir Ma'lah").click()
        assert "at least 25" in chrome.find_element(By.TAG_NAME, "main").text
    finally:
        chrome.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_hostile_texts_run_nothing(chrome, tmp_path):
    with newsroom() as room:
        for text in HOSTILE:
            room.dispatch(text, "2015-10-16", said("5", by=SOHR, place_text=text[:60], entity_text=text), text=text)
        out = written(room, tmp_path / "out")
    for path in [*out.rglob("*.html")]:
        chrome.get(path.as_uri())
        assert chrome.title != "taken"
    assert complaints(chrome) == []
    assert requested(chrome) == {"file://"}


def test_the_keyboard_reaches_the_content_first(chrome, sample_site):
    from selenium.webdriver.common.keys import Keys

    chrome.get((sample_site / "index.html").as_uri())
    chrome.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    assert chrome.switch_to.active_element.text == "Skip to the content"
