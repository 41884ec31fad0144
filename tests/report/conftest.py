"""A warehouse of the sample documents, its report, and a real browser that looks at it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from warehouse.report import site
from warehouse.store import open_warehouse

if TYPE_CHECKING:
    from selenium.webdriver import Chrome


@pytest.fixture(scope="session")
def sample_warehouse(sample_run: tuple[Path, str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample documents, read and compared; a copy, which tests may review."""
    return Path(
        shutil.copy(sample_run[0] / "home" / "warehouse.duckdb", tmp_path_factory.mktemp("sample") / "figures.duckdb")
    )


@pytest.fixture(scope="session")
def sample_site(sample_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report on the sample documents."""
    out = tmp_path_factory.mktemp("site") / "report"
    with open_warehouse(sample_warehouse, read_only=True) as con:
        site.write(con, out)
    return out


@pytest.fixture(scope="session")
def _chrome() -> Iterator[Chrome]:
    browser, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not browser or not driver:
        told = "no browser: apt-get install chromium chromium-driver"
        if os.environ.get("CI"):
            pytest.fail(told)
        pytest.skip(told)
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = browser
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    chrome = webdriver.Chrome(options=options, service=Service(driver))
    yield chrome
    chrome.quit()


@pytest.fixture
def chrome(_chrome: Chrome) -> Chrome:
    """Headless Chromium at 1280 × 900, its logs empty."""
    _size(_chrome, 1280)
    _chrome.get("about:blank")
    _chrome.get_log("browser")
    _chrome.get_log("performance")
    return _chrome


def _size(chrome: Chrome, width: int) -> None:
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
    chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


@pytest.fixture
def sized(chrome: Chrome) -> Callable[[int], None]:
    """Sets the width of the window, in pixels."""
    return lambda width: _size(chrome, width)
