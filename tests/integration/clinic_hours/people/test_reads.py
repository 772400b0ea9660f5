"""Whoever opens a student's record leaves one line a day. For the page that shows them, see the next file."""

from datetime import date, datetime, timedelta
from functools import partial

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse

from clinic_hours.people.models import RecordRead
from clinic_hours.people.services.reads import note_read
from clinic_hours.transcripts.documents.issuing import issue_transcript
from tests.factories.clinic import MIAMI, NOW, TODAY, logged
from tests.locks import held
from tests.performance.counting import queries
from tests.races import race, surprises

pytestmark = pytest.mark.django_db

Kind = RecordRead.Kind
SENTENCE = "Students can see who opened their record. That could not be recorded just now"


def lines() -> list[tuple]:
    return list(RecordRead.objects.order_by("pk").values_list("kind", "about"))


NOTED = {
    "record": (Kind.RECORD, ""),
    "total": (Kind.RECORD, ""),
    "session": (Kind.SESSION, "session"),
    "entry": (Kind.ENTRY, "entry"),
    "transcripts": (Kind.TRANSCRIPTS, ""),
    "enrollment in the admin": (Kind.RECORD, ""),
}


@pytest.mark.parametrize("place", NOTED)
def test_each_page_about_a_student_leaves_a_line(desk_of, places, lucia, cora, entry, place):
    browser = desk_of(cora)
    assert browser.get(places[place]).status_code == 200
    kind, about = NOTED[place]
    about = {"session": str(entry.session.public_id), "entry": str(entry.seq)}.get(about, "")
    read = RecordRead.objects.get()
    assert (read.enrollment, read.reader, read.kind, read.about) == (lucia, cora, kind, about)
    assert (read.day, read.first_at) == (TODAY, NOW)


@pytest.mark.parametrize("place", ["record", "total", "session", "entry"])
def test_instructors_and_auditors_leave_one_too(desk_of, places, rosa, otis, place):
    for person in (rosa.user, otis):
        assert desk_of(person).get(places[place]).status_code == 200
    assert set(RecordRead.objects.values_list("reader", flat=True)) == {rosa.user.pk, otis.pk}


def test_a_page_leaves_one_line_a_day_however_often_it_is_opened(desk_of, places, cora):
    browser = desk_of(cora)
    for place in ("record", "total", "session", "record", "session"):
        browser.get(places[place])
    assert [kind for kind, _about in lines()] == ["record", "session"]
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        desk_of(cora).get(places["record"])
    days = RecordRead.objects.filter(kind=Kind.RECORD).values_list("day", flat=True)
    assert set(days) == {TODAY, TODAY + timedelta(days=1)}


def test_the_day_is_the_schools(places, cora):
    late = datetime(2026, 11, 16, 23, 30, tzinfo=MIAMI)  # in UTC it is already the 17th
    with time_machine.travel(late, tick=False):
        browser = Client()
        browser.force_login(cora)
        browser.get(places["record"])
    assert RecordRead.objects.get().day == date(2026, 11, 16)


@pytest.mark.parametrize("place", ["record", "total", "session", "entry", "transcripts"])
def test_students_leave_no_line_on_their_own_record(desk_of, places, lucia, place):
    assert desk_of(lucia.student).get(places[place]).status_code == 200
    assert lines() == []


def test_a_page_that_is_not_shown_leaves_no_line(desk_of, places, mei, rosa):
    for address in places.values():
        assert desk_of(mei.student).get(address).status_code in (403, 404)
    assert desk_of(rosa.user).get(places["transcripts"]).status_code == 403
    assert desk_of(rosa.user).head(places["record"]).status_code == 200
    assert lines() == []


def test_lists_leave_no_line(desk_of, places, rosa, cora, lucia):
    logged(lucia, rosa, start="08:00", end="09:00")
    for name in ("queue", "signed", "student_list"):
        assert desk_of(rosa.user).get(reverse(f"hours:{name}")).status_code == 200
    for address in (
        reverse("hours:student_list"),
        reverse("hours:ledger"),
        reverse("enrollment:index"),
        reverse("hours:disclosures", args=[lucia.public_id]),
    ):
        assert desk_of(cora).get(address).status_code == 200
    assert lines() == []


def test_a_refused_form_on_a_page_leaves_a_line_too(desk_of, entry, rosa):
    address = reverse("hours:session_void", args=[entry.session.public_id])
    assert desk_of(rosa.user).post(address, {}).status_code == 422
    assert lines() == [(Kind.SESSION, str(entry.session.public_id))]


def test_a_line_takes_one_statement(desk_of, places, cora):
    browser = desk_of(cora)
    browser.get(places["record"])
    for _visit in range(2):
        with queries() as asked:
            browser.get(places["record"])
        assert sum("clinic_hours_people_recordread" in each for each in asked.statements) == 1


@pytest.fixture
def read_only_database():
    """Let the database accept no writes, after the browser's first visit."""
    sqlite = connection.vendor == "sqlite"
    off, on = ("PRAGMA query_only = ON", "PRAGMA query_only = OFF")
    if not sqlite:
        off = "SET default_transaction_read_only = on"
        on = "SET default_transaction_read_only = off"

    def say(statement: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)

    yield lambda: say(off)
    say(on)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("warm", [True, False], ids=["later visit", "first visit"])
def test_what_cannot_be_noted_is_not_shown(desk_of, places, lucia, cora, read_only_database, warm):
    browser = desk_of(cora)
    if warm:
        browser.get(reverse("hours:student_list"))
    read_only_database()
    answer = browser.get(places["record"])
    assert answer.status_code == 503
    assert int(answer["Retry-After"]) > 0
    assert SENTENCE in answer.text
    assert str(lucia.student) not in answer.text
    assert lines() == []
    assert browser.get(reverse("hours:student_list")).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_page_that_cannot_be_noted_in_time_is_not_shown(desk_of, places, lucia, cora):
    browser = desk_of(cora)
    browser.get(reverse("hours:student_list"))
    with held(RecordRead._meta.db_table):
        answer = browser.get(places["session"])
    assert (answer.status_code, SENTENCE in answer.text) == (503, True)
    assert browser.get(places["session"]).status_code == 200


def test_issuing_and_downloading_stay_disclosures(desk_of, places, lucia, cora):
    code = issue_transcript(actor=cora, enrollment=lucia).code
    desk_of(cora).get(reverse("hours:transcript_file", args=[code, "csv"]))
    assert lines() == []
    kinds = lucia.disclosures.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["issued", "downloaded"]


@pytest.mark.django_db(transaction=True)
def test_eight_pages_opened_at_once_leave_one_line(lucia, cora):
    opens = partial(note_read, reader=cora, enrollment=lucia, kind=Kind.RECORD)
    assert surprises(race(*[opens] * 8)) == []
    assert lines() == [(Kind.RECORD, "")]
