"""The check in the browser gives every file of the published corpus the verdict of the script."""

import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Page

from clinic_hours.transcripts.verify_transcript import KINDS, LEAST, PATTERNS, SHAPES, WORDS
from tests.vectors.policies import BAD, GOOD
from tests.vectors.published import CASES, FOLDER

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[5]
SCRIPTS = "/portal/static/js"
JUDGE = """async ([rows, folder, scripts]) => {
  const { check, verdictOf } = await import(`${scripts}/transcript-steps.js`);
  const { policyOf } = await import(`${scripts}/transcript-policy.js`);
  const { telling } = await import(`${scripts}/transcript-reading.js`);
  const fetched = async (name) => (await fetch(`${folder}/${name}`)).arrayBuffer();
  const text = async (name) => new TextDecoder().decode(await fetched(name));
  const judge = async ({ file, parts, published, kept, policy, site }) => {
    const made = () => new TextEncoder().encode(parts.map(([each, n]) => each.repeat(n)).join(""));
    const data = parts ? made() : new Uint8Array(await fetched(file));
    const said = (answer) => (typeof answer === "string" ? answer : JSON.stringify(answer));
    const given = {
      trusted: published && JSON.parse(await text(published)).keys.map((key) => key.practicum),
      kept: await Promise.all(kept.map(text)),
      policy: policy && (await policyOf(await text(policy))),
      ask: site && ((_site, path) => (path in site ? said(site[path]) : Promise.reject())),
    };
    const steps = [];
    for await (const step of check(data, given)) steps.push(step);
    const { code = null, name = null } = telling(steps) ?? {};
    return [verdictOf(steps), name, code];
  };
  const verdicts = [];
  for (const row of rows) verdicts.push(await judge(row));
  return verdicts;
}"""
ARE_POLICIES = """async ([texts, scripts]) => {
  const { policyOf } = await import(`${scripts}/transcript-policy.js`);
  return Promise.all(texts.map((text) => policyOf(text).then(() => true, () => false)));
}"""
TABLES = """async (scripts) => {
  const { KINDS, LEAST, PATTERNS, SHAPES, WORDS } = await import(`${scripts}/transcript-shapes.js`);
  return { KINDS, LEAST, PATTERNS, SHAPES, WORDS };
}"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves the repository's own files."""

    extensions_map = {".js": "text/javascript", "": "application/octet-stream"}

    def __init__(self, *args: object) -> None:
        super().__init__(*args, directory=str(ROOT))

    def log_message(self, *_args: object) -> None: ...


@pytest.fixture(scope="module")
def files_url() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Quiet) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def blank_page(browser, files_url) -> Iterator[Page]:
    with browser.new_context(base_url=files_url) as context:
        page = context.new_page()
        page.goto("/docs/transcript-example.json")
        yield page


def test_the_browser_gives_each_verdict_with_its_reason(blank_page):
    rows = [case.row for case in CASES]
    folder = f"/{FOLDER.relative_to(ROOT)}"
    verdicts = blank_page.evaluate(JUDGE, [rows, folder, SCRIPTS])
    found = zip(CASES, map(tuple, verdicts), strict=True)
    assert [(case.row["about"], verdict) for case, verdict in found if verdict != case.said] == []


def test_the_browser_reads_the_same_policies(blank_page):
    are = blank_page.evaluate(ARE_POLICIES, [[*GOOD, *BAD], SCRIPTS])
    assert are == [True] * len(GOOD) + [False] * len(BAD)


def test_both_verifiers_have_the_same_tables(blank_page):
    tables = {
        "KINDS": KINDS,
        "LEAST": LEAST,
        "PATTERNS": PATTERNS,
        "SHAPES": SHAPES,
        "WORDS": WORDS,
    }
    assert blank_page.evaluate(TABLES, SCRIPTS) == tables
