"""Known witnesses add their signatures to checkpoints of this log, and nobody else does."""

from base64 import b64decode, b64encode
from http import HTTPStatus

import pytest
from django.test import Client

from clinic_hours.ledger.domain.checkpoints import TreeHead, read_note, signed_note
from clinic_hours.ledger.models import Cosignature
from clinic_hours.ledger.services.checkpoints import sign_checkpoint
from clinic_hours.ledger.services.cosignatures import record_cosignatures
from clinic_hours.ledger.signatures import demo_key, new_key
from clinic_hours.transcripts.views import witnesses
from tests.factories.clinic import logged, signed
from tests.factories.witnesses import BOARD, COLLEGE, SEEN_AT, STRANGER

pytestmark = pytest.mark.django_db

YEAR_9000 = 221_845_392_000


@pytest.fixture(autouse=True)
def known(settings):
    settings.WITNESS_KEYS = [str(BOARD.key), str(COLLEGE.key)]


@pytest.fixture
def note(three_entries) -> str:
    return sign_checkpoint().note


def send(client, text: str | bytes):
    return client.post("/verify/cosign/", text, content_type="text/plain")


def checkpoint(client) -> str:
    return client.get("/verify/checkpoint").text


def note_of(origin: str = "palmetto.test/hours", size: int = 6, key=None) -> str:
    """Return a checkpoint with an invented root, signed with this log's key or another."""
    key, head = key or demo_key(), TreeHead(origin, size, bytes(32))
    return signed_note(head, key.public_key, key.sign(head.body().encode()))


def test_a_cosignature_is_recorded_and_published_with_its_checkpoint(client, note):
    response = send(client, note + BOARD.line(note))
    assert (response.status_code, response.text) == (200, note + BOARD.line(note))
    assert checkpoint(client) == client.get("/verify/checkpoint?size=6").text == response.text
    row = Cosignature.objects.get()
    assert (row.witness, row.key, row.line) == (BOARD.name, str(BOARD.key), BOARD.line(note))
    assert (row.cosigned_at.timestamp(), row.checkpoint.size) == (SEEN_AT, 6)


def test_sending_it_again_changes_nothing(client, note):
    for time in (SEEN_AT, SEEN_AT, SEEN_AT + 60):
        assert send(client, note + BOARD.line(note, time)).status_code == 200
    assert checkpoint(client) == note + BOARD.line(note)


def test_several_witnesses_may_be_sent_at_once_and_strangers_are_left_out(client, note):
    text = note + STRANGER.line(note) + COLLEGE.line(note) + BOARD.line(note) + BOARD.line(note, 1)
    assert send(client, text).status_code == 200
    assert checkpoint(client) == note + COLLEGE.line(note) + BOARD.line(note)


def test_an_earlier_checkpoint_may_still_be_cosigned(client, note, lucia, rosa):
    signed(logged(lucia, rosa, start="12:00", end="13:00"))
    newest = sign_checkpoint().note
    assert send(client, note + BOARD.line(note)).status_code == 200
    assert checkpoint(client) == newest
    assert client.get("/verify/checkpoint?size=6").text == note + BOARD.line(note)


REFUSED = {
    "nothing": (lambda note: "", 400, "not a checkpoint"),
    "a page": (lambda note: "<!doctype html><p>Sign in</p>", 400, "not a checkpoint"),
    "bytes": (lambda note: b"\xff\xfe\x00" * 9, 400, "not a checkpoint"),
    "a cut line": (lambda note: note + BOARD.line(note)[:-9], 400, "not a checkpoint"),
    "no cosignature": (lambda note: note, 403, "a witness that this school knows"),
    "a stranger's": (lambda note: note + STRANGER.line(note), 403, "Send the school your key"),
    "of another note": (lambda note: note + BOARD.line(note_of()), 400, "does not match"),
    "an altered time": (lambda note: note + later(BOARD.line(note)), 400, "does not match"),
    "from the future": (lambda note: note + BOARD.line(note, YEAR_9000), 400, "in the future"),
    "not by this log": (lambda note: cosigned(note_of(key=new_key())), 400, "not signed by this"),
    "without the log": (lambda note: body(note) + BOARD.line(note), 400, "not signed by this"),
    "another log": (lambda note: cosigned(note_of("other.test")), 404, "has no checkpoint"),
    "another size": (lambda note: cosigned(note_of(size=2)), 404, "has no checkpoint"),
    "another history": (lambda note: cosigned(note_of()), 409, "has two histories"),
    "too long": (lambda note: note + BOARD.line(note) * 200, 413, "much shorter"),
}


def cosigned(note: str) -> str:
    return note + BOARD.line(note)


def later(line: str) -> str:
    """Return a line with its time moved by a second."""
    dash, name, blob = line.split()
    data = bytearray(b64decode(blob))
    data[11] ^= 1
    return f"{dash} {name} {b64encode(data).decode()}\n"


def body(note: str) -> str:
    return note[: note.index("\n\n") + 2]


@pytest.mark.parametrize("what", REFUSED)
def test_anything_else_is_refused_with_a_sentence(client, note, what):
    text, status, sentence = REFUSED[what]
    response = send(client, text(note))
    assert response.status_code == status
    assert sentence in response.text and response.text.endswith(".\n")
    assert response["Content-Type"].startswith("text/plain")
    assert not Cosignature.objects.exists()
    assert checkpoint(client) == note


def test_two_histories_are_reported_in_the_servers_log(client, note, caplog):
    assert send(client, cosigned(note_of())).status_code == HTTPStatus.CONFLICT
    assert "another checkpoint of this log, signed with our key" in caplog.text


def test_a_clock_that_is_a_little_fast_is_accepted(note, three_entries):
    head, _signatures = read_note(note)
    now = three_entries[0].log_entry.recorded_at
    ahead = int(now.timestamp()) + 240
    assert record_cosignatures(note + BOARD.line(note, ahead), now=now).size == head.size


def test_a_witness_needs_no_cookie(note):
    strict = Client(enforce_csrf_checks=True)
    response = send(strict, note + BOARD.line(note))
    assert response.status_code == 200 and not response.cookies


def test_a_long_body_is_refused_unread(client, note):
    response = client.generic("POST", "/verify/cosign/", b"", CONTENT_LENGTH="100000000")
    assert response.status_code == 413
    assert witnesses.LONGEST < 100_000


def test_it_is_rate_limited(client, note):
    answers = [send(client, "").status_code for _ in range(21)]
    assert answers == [400] * 20 + [429]


def test_it_only_takes_a_post(client):
    assert client.get("/verify/cosign/").status_code == 405
