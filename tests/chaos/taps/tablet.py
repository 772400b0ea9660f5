"""The tablet in a real browser, with a profile of its own, so that it can be killed and come back."""

import os
import signal
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Page, Playwright

from portal.demo.people import PASSWORD
from tests.browser import CHROMIUM, FLAGS

from .clinic import CORA, PIN

SHOWN = "[data-screen=done]:not([hidden])"
READY = "[data-testid=kiosk-code] svg"
STORE = (
    "name => performance.getEntriesByType('resource').map(each => each.name)"
    ".find(each => new RegExp(`kiosk/${name}(\\\\.\\\\w+)?\\\\.js$`).test(each))"
)


class Tablet:
    def __init__(self, playwright: Playwright, profile: Path, address: str) -> None:
        self.playwright, self.profile, self.address = playwright, profile, address
        self.page = self.start()

    def start(self) -> Page:
        self.context = self.playwright.chromium.launch_persistent_context(
            str(self.profile), executable_path=CHROMIUM, args=FLAGS, base_url=self.address
        )
        self.context.set_default_timeout(20_000)
        return self.context.pages[0]

    def pair(self) -> None:
        page = self.page
        page.goto("/accounts/login/?next=/kiosk/pair/")
        page.fill("input[name=login]", CORA)
        page.fill("input[name=password]", PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.get_by_label("Clinic site").select_option(index=1)
        page.get_by_label("Name of the tablet").fill("Front desk")
        page.get_by_role("button", name="Pair this tablet").click()
        page.wait_for_url("**/kiosk/")
        self.page.locator(READY).wait_for()

    def tap(self, number: str, kind: str) -> None:
        self.page.get_by_label("Student number").first.fill(number)
        self.page.get_by_label("PIN, 6 digits").fill(PIN)
        if kind == "in":
            self.page.get_by_role("button", name="Clock in", exact=True).click()
        else:
            self.page.get_by_role("button", name="Clock out").click()
            self.page.get_by_role("button", name="Done for today").click()

    def outcome(self) -> str:
        """Wait for what the screen says of a tap, and go on to the next person."""
        button = self.page.get_by_role("button", name="Next person, please")
        button.wait_for()
        said = self.page.locator("main, clinic-kiosk").first.inner_text()
        button.click()
        return said

    def reload(self) -> None:
        self.page.reload()
        self.page.locator(READY).wait_for()

    def kill(self) -> None:
        """Kill the browser in the middle of what it does, and start it again with the same profile."""
        for pid in self.processes():
            os.kill(pid, signal.SIGKILL)
        with suppress(Exception):  # it is gone
            self.context.close()
        (self.profile / "SingletonLock").unlink(missing_ok=True)
        self.page = self.start()
        self.page.goto("/kiosk/")
        self.page.locator(READY).wait_for()

    def processes(self) -> list[int]:
        """Return the browser's own processes: those that were started with its profile."""
        mark, found = f"--user-data-dir={self.profile}".encode(), []
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                if mark in path.read_bytes():
                    found.append(int(path.parent.name))
            except OSError:
                continue
        return found

    def waiting(self) -> int:
        store = self.page.evaluate(STORE, "store")
        count = "address => import(address).then(store => store.waiting()).then(all => all.length)"
        return self.page.evaluate(count, store)

    def send_all(self) -> None:
        """Wait until nothing waits any more."""
        for _try in range(60):
            if not self.waiting():
                return
            self.page.evaluate("dispatchEvent(new Event('online'))")
            self.page.wait_for_timeout(100)
        raise SystemExit(f"{self.waiting()} taps can't be sent.")

    def forget(self) -> None:
        """Drop what waits: the control."""
        drop = (
            "address => import(address).then(async store => {"
            " for (const each of await store.waiting()) await store.dequeue(each.id); })"
        )
        self.page.evaluate(drop, self.page.evaluate(STORE, "store"))
