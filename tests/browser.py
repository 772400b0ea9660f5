"""A real browser for the journeys: Debian's Chromium, watched for problems that a person would not see."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest

# The headless shell takes about a sixth less time than the whole browser.
NAMES = ("chromium-headless-shell", "chromium", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)
FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
INSTALL = "browser tests skipped: apt-get install chromium; pip install -r requirements-dev.txt"


def playwright_or_skip():
    """Return playwright's entry point, or skip with how to install it. In CI, its absence is a failure."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        sync_playwright = None
    if CHROMIUM and sync_playwright:
        return sync_playwright
    if os.environ.get("REQUIRE_BROWSER"):
        pytest.fail(INSTALL)
    pytest.skip(INSTALL)


@contextmanager
def chromium() -> Iterator:
    with playwright_or_skip()() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


class Watch:
    """What went wrong on a page: console errors, policy violations, requests to third parties."""

    def __init__(self, page, own: str) -> None:
        self.own = urlsplit(own).netloc
        self.complaints: list[str] = []
        page.on("console", self.console)
        page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))
        page.on("request", self.request)

    def console(self, message) -> None:
        # A refused form gets a 4xx on purpose, which the browser reports as an error.
        refused = "the server responded with a status of 4" in message.text
        if message.type == "error" and not refused:
            self.complaints.append(f"console: {message.text}")

    def request(self, request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https") and parts.netloc != self.own:
            self.complaints.append(f"third-party request: {request.url}")
