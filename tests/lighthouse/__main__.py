"""Lighthouse on one page of every type: a slow phone, the demo school, served as in production.

`make lighthouse` prints the results and exits with 1 if a page misses docs/performance.md, row 18.
Times are simulated from what the browser did here, so they are slower on a busy machine.
"""

import json
import os
import subprocess
import sys
import urllib.request
from itertools import groupby
from pathlib import Path

from django.core.management import call_command

from portal.serving.serve import HOST, forks, prepare, serve, wait_for

HERE = Path("var/lighthouse")
PORT = 8765
SITE = f"http://{HOST}:{PORT}"
LIGHTHOUSE = HERE / "node_modules/.bin/lighthouse"
CHROME = "--headless=new --no-sandbox --disable-gpu --disable-quic --disable-background-networking"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LISTS = ["/stories/topics/", "/search/?q=shiatsu", "/enquire/", "/newsletter/", "/verify/"]
TRIES = 6  # sometimes the browser's trace lacks its start
LEAST = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
MOST = {
    "largest-contentful-paint": 2000,  # ms
    "cumulative-layout-shift": 0.02,
    "total-blocking-time": 50,  # ms
}
NOT_FOR_SEARCH = {"/search/?q=shiatsu", "/verify/"}  # marked noindex, which costs SEO's score


def addresses() -> list[str]:
    """Return the first page of each type in English, the home page also in Spanish, then lists and forms."""
    from wagtail.models import Page

    pages = Page.objects.live().filter(depth__gt=1, locale__language_code="en")
    types = groupby(pages.order_by("content_type", "path"), key=lambda page: page.content_type_id)
    return ["/es/", *(next(group).get_url() for _type, group in types), *LISTS]


def open_once(address: str) -> None:
    """Visit a page once, so that its renditions are made and the page is cached."""
    request = urllib.request.Request(SITE + address, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request, timeout=120) as answer:
        answer.read()


def report_on(address: str) -> dict:
    """Return Lighthouse's report. Raises SystemExit if it cannot be made."""
    file = HERE / "report.json"
    command = [str(LIGHTHOUSE), SITE + address, "--quiet", "--output=json", f"--output-path={file}"]
    command += [f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={CHROME}"]
    for _attempt in range(TRIES):
        if subprocess.run(command, check=False).returncode == 0:
            return json.loads(file.read_text())
    raise SystemExit(f"Lighthouse could not measure {address}: its reason stands above.")


def misses(address: str, report: dict) -> list[str]:
    """Return the scores that fall short, and the failed audits behind them."""
    scores = {name: round(report["categories"][name]["score"] * 100) for name in CATEGORIES}
    values = {name: report["audits"][name]["numericValue"] for name in MOST}
    print(f"{address:44}", *(f"{score:4}" for score in scores.values()), end="  ")
    print("  ".join(f"{value:7.3g}" for value in values.values()), flush=True)
    least = {**LEAST, "seo": 0} if address in NOT_FOR_SEARCH else LEAST
    missed = [f"{name} {scores[name]}" for name in CATEGORIES if scores[name] < least[name]]
    return missed + [f"{name} {values[name]:.3g}" for name in MOST if values[name] > MOST[name]]


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.lighthouse.settings"
    os.environ.setdefault("CHROME_PATH", "/usr/bin/chromium")
    media = HERE / "media/images"
    media.mkdir(parents=True, exist_ok=True)
    prepare(yes=True, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    pages = sys.argv[1:] or addresses()
    with forks() as start:
        server = start(
            serve, PORT, static_path_route=["/media/images"], static_path_mount=[media.resolve()]
        )
        wait_for(server, PORT)
        for address in pages:
            open_once(address)
        print(f"{'':44} perf a11y best  seo      LCP      CLS      TBT")
        missed = {address: misses(address, report_on(address)) for address in pages}
    for address, names in missed.items():
        if names:
            print(f"{address} misses: {', '.join(names)}")
    sys.exit(any(missed.values()))


main()
