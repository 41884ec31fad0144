"""The live pages: review a row and see it in the warehouse, wait while a run holds it, and refuse other sites."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.support.select import Select
from selenium.webdriver.support.wait import WebDriverWait

from tests.conftest import FIGURES
from tests.report.looking import complaints, inaccessible, overflows, requested
from warehouse.store import open_warehouse

Answer = tuple[int, str, dict[str, str]]


@pytest.fixture
def warehouse(sample_warehouse: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sample_warehouse, tmp_path / "figures.duckdb"))


@pytest.fixture
def browsed(warehouse: Path, tmp_path: Path) -> Iterator[Callable[..., str]]:
    """Starts ``figures browse`` on a free port; its address."""
    started: list[subprocess.Popen[str]] = []

    def start(*options: str) -> str:
        process = subprocess.Popen(
            [FIGURES, "browse", "--port", "0", "--warehouse", warehouse, *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=tmp_path,
            env={**os.environ, "FIGURES_HOME": str(tmp_path / "home")},
        )
        started.append(process)
        assert process.stdout
        return process.stdout.readline().strip()

    yield start
    for process in started:
        process.terminate()
        process.wait(timeout=20)


def ask(address: str, form: dict[str, str] | None = None, **headers: str) -> Answer:
    """Status, text and headers of an answer; a form is sent as a browser sends it."""
    data = urllib.parse.urlencode(form).encode() if form is not None else None
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        with urllib.request.urlopen(urllib.request.Request(address, data, named), timeout=60) as answer:
            return answer.status, answer.read().decode(), dict(answer.headers)
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode(), dict(error.headers)


def decided(warehouse: Path) -> list[tuple]:
    with open_warehouse(warehouse, read_only=True) as con:
        return con.execute(
            "select assertion_id, decision, corrected_low, corrected_high, reviewer from review_decisions"
        ).fetchall()


def test_a_row_is_reviewed_in_the_browser_and_seen_in_the_warehouse(chrome, browsed, warehouse):
    address = browsed()
    chrome.get(address)
    chrome.find_element(By.LINK_TEXT, "Review").click()
    form = chrome.find_element(By.CSS_SELECTOR, "form.decide")
    assertion_id = form.find_element(By.NAME, "assertion_id").get_attribute("value")
    Select(form.find_element(By.NAME, "decision")).select_by_value("correct")
    form.find_element(By.NAME, "corrected_low").send_keys("12")
    form.find_element(By.NAME, "corrected_high").send_keys("14")
    form.find_element(By.NAME, "reviewer").send_keys("ada")
    form.submit()
    told = WebDriverWait(chrome, 60).until(lambda c: c.find_element(By.CSS_SELECTOR, ".notice"))
    assert told.text == "The decision is in the warehouse."
    assert decided(warehouse) == [(assertion_id, "correct", 12, 14, "ada")]
    chrome.get(f"{address}review?assertion={assertion_id}")  # the pages show it at once
    assert "12 to 14" in chrome.find_element(By.CSS_SELECTOR, "section.figure h2").text
    assert not overflows(chrome)
    assert inaccessible(chrome) == []
    assert complaints(chrome) == []
    assert requested(chrome) == {"http://127.0.0.1"}


def test_claims_are_checked_live_and_what_is_unclear_is_said(browsed):
    address = browsed()
    _, page, _ = ask(f"{address}check?claim=11+dead+in+Sarmada")
    assert re.search("exactly that: [^.]*the Orontes Monitoring Desk \\(11\\)", page)
    _, page, _ = ask(f"{address}check?claim=12+killed")
    assert "names no place" in page
    _, page, _ = ask(f"{address}check?claim=%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert" not in page


def test_no_other_site_can_decide_and_nothing_foreign_may_run(browsed, warehouse):
    address = browsed()
    _, page, headers = ask(f"{address}review")
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    found = re.search(r'name="token" value="([^"]+)"><input type="hidden" name="assertion_id" value="([^"]+)"', page)
    assert found
    form = {"token": found[1], "assertion_id": found[2], "decision": "reject"}
    refused = [
        ask(f"{address}review", form, Origin="https://evil.example"),
        ask(f"{address}review", form, Origin="null"),
        ask(f"{address}review", form, Sec_Fetch_Site="cross-site"),
        ask(f"{address}review", form | {"token": "guessed"}),
    ]
    assert [status for status, *_ in refused] == [403] * 4
    assert ask(address, Host="evil.example")[0] == 400
    assert ask(f"{address}review", form | {"note": "x" * 100_000})[0] == 413
    assert ask(f"{address}incident/../../../etc/passwd")[0] == 404
    assert decided(warehouse) == []
    status, page, _ = ask(f"{address}review", form | {"decision": "correct"})
    assert (status, "nothing is corrected" in page) == (422, True)
    assert ask(f"{address}review", form, Origin=address.rstrip("/"), Sec_Fetch_Site="same-origin")[0] == 200
    assert [row[:2] for row in decided(warehouse)] == [(found[2], "reject")]


def test_a_decision_waits_while_a_run_holds_the_warehouse(browsed, warehouse):
    address = browsed()
    _, page, _ = ask(f"{address}review")
    found = re.search(r'name="token" value="([^"]+)"><input type="hidden" name="assertion_id" value="([^"]+)"', page)
    assert found
    program = "import duckdb, sys; con = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", program, warehouse], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout and holder.stdout.readline() == "held\n"
        form = {"token": found[1], "assertion_id": found[2], "decision": "accept"}
        status, page, _ = ask(f"{address}review", form)
        assert status == 202
        assert "A run holds the warehouse. The decision waits in" in page
        assert "1 decision waiting" in page
        holder.communicate("")
    assert "waiting until a run" not in ask(f"{address}review")[1]
    assert [row[:2] for row in decided(warehouse)] == [(found[2], "accept")]


def test_on_another_address_visitors_need_the_token(browsed):
    address = browsed("--host", "0.0.0.0").replace("0.0.0.0", "127.0.0.1")
    bare = address.split("?")[0]
    assert ask(bare)[0] == 403
    assert ask(f"{bare}?token=guessed")[0] == 403
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    with opener.open(address, timeout=60) as answer:
        assert answer.status == 200
        assert "token" not in answer.geturl()


def test_without_a_warehouse_there_is_nothing_to_browse(figures):
    result = figures("browse", "--warehouse", "none.duckdb")
    assert result.returncode == 2
    assert "there is no warehouse at none.duckdb" in result.stderr
