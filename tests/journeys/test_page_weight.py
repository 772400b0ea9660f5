"""Pages are light and stable: docs/performance.md, row 16, and the parts of row 18 that load does not affect.

As loaded by a phone, with files served as in production.
"""

from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest

from tests.demo_pages import one_of_each_type

pytestmark = [pytest.mark.browser, pytest.mark.looks]

# Bytes without and with content pictures, bytes of style sheets and scripts, requests without pictures,
# and the layout shift while the page loads and is read (https://web.dev/articles/cls).
AT_MOST = {"bare": 60_000, "whole": 200_000, "code": 25_000, "requests": 8, "shift": 0.02}
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2}
TO_THE_END = """async () => {
  for (let y = 0; y < document.body.scrollHeight; y += 400) {
    scrollTo(0, y);
    await new Promise(done => setTimeout(done, 20));
  }
  const shown = [...document.images].filter(each => each.checkVisibility());
  await Promise.all(shown.map(each => each.decode()));
  await document.fonts.ready;
}"""

SHIFTS = """() => new Promise(done => {
  let sum = 0;
  const count = entries => entries.forEach(each => { sum += each.hadRecentInput ? 0 : each.value; });
  const observer = new PerformanceObserver(list => count(list.getEntries()));
  observer.observe({type: "layout-shift", buffered: true});
  setTimeout(() => { count(observer.takeRecords()); done(sum); }, 50);
})"""


class Load:
    """What the browser fetched for one page, by kind, in bytes on the wire."""

    def __init__(self, context) -> None:
        self.page = context.new_page()
        self.kinds: dict[str, str] = {}
        self.files: dict[str, str] = {}
        self.bytes: dict[str, float] = {}
        wire = context.new_cdp_session(self.page)
        wire.send("Network.enable")
        wire.on("Network.responseReceived", self.received)
        wire.on("Network.loadingFinished", self.finished)

    def received(self, event: dict) -> None:
        path = urlsplit(event["response"]["url"]).path
        picture = path.startswith("/media/")
        self.files[event["requestId"]] = path
        self.kinds[event["requestId"]] = "Picture" if picture else event["type"]

    def finished(self, event: dict) -> None:
        self.bytes[event["requestId"]] = event["encodedDataLength"]

    def of(self, *kinds: str) -> float:
        return sum(size for number, size in self.bytes.items() if self.kinds[number] in kinds)

    def read(self, address: str) -> SimpleNamespace:
        self.page.goto(address)
        self.page.evaluate(TO_THE_END)
        pictures = self.of("Picture")
        return SimpleNamespace(
            bare=sum(self.bytes.values()) - pictures,
            whole=sum(self.bytes.values()),
            code=self.of("Stylesheet", "Script"),
            shift=self.page.evaluate(SHIFTS),
            requests=sum(kind != "Picture" for kind in self.kinds.values()),
            files={self.files[number]: int(size) for number, size in self.bytes.items()},
        )


def too_much(load: SimpleNamespace) -> bool:
    return any(getattr(load, part) > limit for part, limit in AT_MOST.items())


def loaded(browser, site_url: str, address: str) -> SimpleNamespace:
    with browser.new_context(base_url=site_url, **PHONE) as context:
        return Load(context).read(address)


def test_a_page_is_light_on_a_phone(demo_school, site_url, browser):
    """A page over its weight is loaded again: Chromium sometimes fetches fonts the page does not need."""
    too_heavy = {}
    for address in one_of_each_type():
        if too_much(loaded(browser, site_url, address)):
            again = loaded(browser, site_url, address)
            if too_much(again):
                too_heavy[address] = vars(again)
    assert too_heavy == {}
