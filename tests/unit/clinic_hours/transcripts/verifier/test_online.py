"""With --online the verifier asks the school's site, and no other, and never waits for long."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from clinic_hours.transcripts import verify_transcript
from clinic_hours.transcripts.verify_transcript import Refused, ask_site, status_of, verify
from tests.factories.paper.schools import small_school
from tests.factories.paper.sites import growth, status
from tests.factories.transcripts import CODE, SCHOOL, in_bytes

STATUS = f"/verify/{CODE}/status"


class Site(ThreadingHTTPServer):
    """A site on this machine. Its answers are bytes by path, or functions of the request's handler."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.answers: dict = {}
        self.asked: list[str] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Answering(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        answer = self.server.answers.get(self.path)
        if callable(answer):
            return answer(self)
        self.send_response(404 if answer is None else 200)
        self.end_headers()
        self.wfile.write(answer or b"<!doctype html><title>Not found</title>")
        return None

    def log_message(self, *_args: object) -> None: ...


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        threading.Thread(target=site.serve_forever, args=(0.02,), daemon=True).start()
        yield site
        site.shutdown()


@pytest.fixture
def school():
    return small_school()


@pytest.fixture
def form(school, site) -> dict:
    return school.form(school=replace(SCHOOL, site=site.address))


def said(school, form: dict, site: Site, **answers: dict) -> list[tuple]:
    """Return the steps that are not in every verdict."""
    site.answers = {path: json.dumps(answer).encode() for path, answer in answers.items()}
    steps = verify(in_bytes(form), school.key_forms, ask=ask_site)
    return [(step.code, step.ok) for step in steps[10:]]


def test_an_issued_transcript_stands(school, form, site):
    school.sign_off()
    answers = status(school, form) | growth(school, 10)
    assert said(school, form, site, **answers) == [("online", True), ("period", True)]
    assert site.asked == [STATUS, "/verify/consistency?from=10&to=11"]


def test_a_superseded_transcript_says_so(school, form, site):
    answers = status(school, form, state="superseded", since="2026-12-01T00:00:00.000000Z")
    assert said(school, form, site, **answers) == [("superseded", True), ("period", True)]


@pytest.mark.parametrize(
    ("lie", "code"),
    [
        ({"state": "revoked", "since": "2026-12-01T00:00:00.000000Z"}, "revoked"),
        ({"state": "unknown", "statement": None}, "online_unknown"),
        ({"statement": "00" * 32}, "online_other"),
    ],
)
def test_what_the_school_takes_back_is_refused(school, form, site, lie, code):
    assert said(school, form, site, **status(school, form, **lie)) == [(code, False)]


def test_a_code_that_is_not_found_is_refused_if_the_school_says_so(school, form, site):
    def unknown(handler: Answering) -> None:
        (answer,) = status(school, form, state="unknown", statement=None).values()
        handler.send_response(404)
        handler.end_headers()
        handler.wfile.write(json.dumps(answer).encode())

    site.answers = {STATUS: unknown}
    steps = verify(in_bytes(form), school.key_forms, ask=ask_site)
    assert (steps[-1].code, steps[-1].ok) == ("online_unknown", False)


def test_another_log_on_the_site_is_refused(school, form, site):
    other = small_school(lies={"transfer": lambda said: said.update(minutes=601)})
    same_size = said(school, form, site, **status(other, form))
    assert same_size == [("online_rewritten", False)]
    other.sign_off()
    unproven = said(school, form, site, **status(other, form))
    assert unproven == [("online_open", None), ("period", True)]
    proven = said(school, form, site, **status(other, form), **growth(other, 10))
    assert proven == [("online_rewritten", False)]


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"<!doctype html>",
        b"[]",
        b"{}",
        b"[" * 90_000,
        b" " * 200_000,
        b'{"state":"issued","since":null,"statement":null,"checkpoint":"","more":1}',
        b'{"state":"lost","since":null,"statement":null,"checkpoint":""}',
    ],
    ids=["nothing", "a page", "a list", "no fields", "deep", "large", "more", "a new state"],
)
def test_any_other_answer_leaves_it_open(school, form, site, answer):
    site.answers = {STATUS: answer}
    steps = verify(in_bytes(form), school.key_forms, ask=ask_site)
    assert [(step.code, step.ok) for step in steps[10:]] == [
        ("online_open", None),
        ("period", True),
    ]
    assert status_of(steps) == 2


def test_a_redirect_to_another_host_is_not_followed(school, form, site):
    def elsewhere(handler: Answering) -> None:
        handler.send_response(302)
        handler.send_header("Location", f"http://localhost:{site.server_port}/verify/there")
        handler.end_headers()

    site.answers = {STATUS: elsewhere, "/verify/there": b"{}"}
    verify(in_bytes(form), school.key_forms, ask=ask_site)
    assert site.asked == [STATUS]


def test_a_redirect_within_the_site_is_followed(site):
    def moved(handler: Answering) -> None:
        handler.send_response(302)
        handler.send_header("Location", "/verify/there")
        handler.end_headers()

    site.answers = {STATUS: moved, "/verify/there": b"{}"}
    assert ask_site(f"{site.address}/", STATUS) == b"{}"


def test_a_slow_site_is_given_up(monkeypatch, site):
    def dripping(handler: Answering) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _ in range(100):
            handler.wfile.write(b" ")
            time.sleep(0.1)

    monkeypatch.setattr(verify_transcript, "SECONDS", 0.5)
    site.answers = {STATUS: dripping}
    began = time.monotonic()
    with pytest.raises(Refused):
        ask_site(site.address, STATUS)
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    "address",
    [
        "http://palmetto.test",
        "http://127.0.0.1.palmetto.test",
        "http://127.0.0.1@palmetto.test",
        "https://palmetto.test@other.test",
        "ftp://127.0.0.1",
        "file:///etc",
        "https://palmetto.test?",
        "https://palmetto.test#",
        "https://palmetto.test\\@other.test",
        "palmetto.test",
        "",
    ],
)
def test_only_a_safe_address_is_asked(address):
    with pytest.raises(Refused):
        ask_site(address, STATUS)


def test_the_script_asks_when_told(tmp_path, school, form, site):
    (tmp_path / "true.json").write_bytes(in_bytes(form))
    (tmp_path / "keys.json").write_text(json.dumps(school.key_set()))
    site.answers = {path: json.dumps(each).encode() for path, each in status(school, form).items()}
    script = [sys.executable, Path(verify_transcript.__file__), "true.json", "--keys", "keys.json"]
    for more, asked in [([], []), (["--online"], [STATUS])]:
        ended = subprocess.run([*script, *more], cwd=tmp_path, capture_output=True, check=False)
        assert (ended.returncode, ended.stdout[:5], site.asked) == (0, b"VALID", asked)
