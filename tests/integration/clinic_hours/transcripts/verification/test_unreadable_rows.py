"""Rows that cannot even be read: pages say not to rely on them, and what is not theirs stays out."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from clinic_hours.ledger.models import Checkpoint, LogEntry, SigningKey
from clinic_hours.ledger.signatures import new_key
from clinic_hours.transcripts.models import Transcript
from tests.tampering import run, slip_in, unguarded

from .pages import text_of

pytestmark = pytest.mark.django_db
KEYS = "/.well-known/practicum-keys.json"


def a_key_statement(_issued) -> None:
    SigningKey.objects.update(statement=b"\xff\xfe")


def an_entry_in_utf_16(_issued) -> None:
    entry = LogEntry.objects.get(kind="enrollment")
    payload = bytes(entry.payload).decode().encode("utf-16")
    LogEntry.objects.filter(pk=entry.pk).update(payload=payload)


def a_note_of_bytes(_issued) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps a column's type")
    run(f"UPDATE {Checkpoint._meta.db_table} SET note = x'00ff'")


@pytest.mark.parametrize("damage", [a_key_statement, an_entry_in_utf_16, a_note_of_bytes])
def test_the_pages_of_a_transcript_say_not_to_rely_on_it(issued, damage):
    with unguarded():
        damage(issued)
    page = Client().get(f"/verify/{issued.code}/")
    assert page.status_code == 409 and "Do not rely" in text_of(page)
    assert Client().get(f"/verify/{issued.code}/status").status_code == 409
    assert Client().get(f"/verify/{issued.code}.json").status_code == 409


@pytest.mark.parametrize("damage", [a_key_statement, an_entry_in_utf_16])
def test_nothing_is_issued_from_them(issued, desk_of, cora, damage):
    with unguarded():
        damage(issued)
    list_of = reverse("hours:transcripts", args=[issued.enrollment.public_id])
    answer = desk_of(cora).post(list_of, {"after": issued.number})
    assert answer.status_code == 409 and "Nothing was issued." in answer.content.decode()
    assert Transcript.objects.count() == 1


def test_a_key_added_to_the_database_is_not_published_and_spoils_nothing(issued):
    before = Client().get(KEYS).content
    with unguarded():
        stray = slip_in(new_key(), first_seq=1000)
    published = Client().get(KEYS).content
    assert published == before and stray.pk not in published.decode()
    assert "Valid" in text_of(Client().get(f"/verify/{issued.code}/"))


def test_without_the_key_file_no_keys_are_published(issued, settings, tmp_path):
    settings.SIGNING_KEY_FILE = str(tmp_path / "gone.pem")
    answer = Client().get(KEYS)
    assert answer.status_code == 503
    assert "signing key" in json.loads(answer.content)["error"]
