"""What tests ask of a page in the browser: what it requested, what it complained of, whether it is accessible."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any
from urllib.parse import urlsplit

from selenium.webdriver import Chrome


def requested(chrome: Chrome) -> set[str]:
    """Schemes and hosts of everything that was requested since the last look."""
    found = set()
    for entry in chrome.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            parts = urlsplit(message["params"]["request"]["url"])
            if parts.scheme not in ("data", "about"):
                found.add(f"{parts.scheme}://{parts.hostname or ''}")
    return found


def complaints(chrome: Chrome) -> list[str]:
    """What the browser's console holds: errors, refused requests, refused scripts."""
    return [entry["message"] for entry in chrome.get_log("browser")]


def inaccessible(chrome: Chrome) -> list[str]:
    """Serious and critical findings of axe-core on the page, as rule and first place."""
    # evaluated by the driver, which no policy of the page holds back
    chrome.execute_cdp_cmd("Runtime.evaluate", {"expression": _axe()})
    answer: Any = chrome.execute_async_script(
        "const done = arguments[arguments.length - 1]; axe.run().then(done, (e) => done({error: String(e)}));"
    )
    assert "error" not in answer, answer
    return [
        f"{violation['id']}: {violation['nodes'][0]['html'][:200]}"
        for violation in answer["violations"]
        if violation["impact"] in ("serious", "critical")
    ]


def overflows(chrome: Chrome) -> bool:
    """Whether the page is wider than the window."""
    return bool(chrome.execute_script("return document.documentElement.scrollWidth > window.innerWidth"))


def _axe() -> str:
    return (resources.files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8")
