"""The daily digest loses nothing when it is late, and leaves out what no longer concerns its reader."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from clinic_hours.notices.domain.news import KINDS, ByMail, Kind, News
from clinic_hours.notices.models import Notice
from clinic_hours.notices.services import mails
from clinic_hours.notices.services.digests import send_digests
from clinic_hours.notices.services.notices import tell
from clinic_hours.notices.services.reading import choose_mail
from home.mail.models import OutgoingMail
from portal.settings.mail import OUTBOX
from tests.factories.clinic import SupervisorFactory, local, logged
from tests.factories.people import UserFactory
from tests.integration.clinic_hours.sessions.answers.steps import accepted, entered

pytestmark = pytest.mark.django_db

TUESDAY = date(2026, 11, 17)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock(settings) -> Iterator:
    """Tuesday at eight. The day's digest has gone out."""
    settings.EMAIL_BACKEND = OUTBOX
    with time_machine.travel(local(TUESDAY, "08:00"), tick=False) as clock:
        send_digests(timezone.now())
        yield clock


@pytest.fixture
def rain(monkeypatch) -> Kind:
    kind = Kind("rained", "Rain", "It rained.", "Look", by_mail=ByMail.DIGEST)
    monkeypatch.setitem(KINDS, kind.name, kind)
    return kind


def log(enrollment, supervisor, **more):
    day = timezone.now().date() - timedelta(days=1)
    return logged(enrollment, supervisor, now=timezone.now(), day=day, **more)


def digest() -> dict[str, str]:
    """Send what is due, and return {address: subject}."""
    OutgoingMail.objects.all().delete()
    send_digests(timezone.now())
    return dict(OutgoingMail.objects.values_list("to", "subject"))


def test_sessions_submitted_between_a_late_digest_and_the_next_are_in_the_next(lucia, rosa, clock):
    clock.move_to(local(date(2026, 11, 19), "03:00"))  # Wednesday's
    log(lucia, rosa, start="08:00", end="09:00")
    clock.shift(HOUR)
    assert "1 session is waiting" in digest()[rosa.user.email]
    log(lucia, rosa, start="10:00", end="11:00")
    clock.shift(3 * HOUR)  # Thursday's
    assert "2 sessions are waiting" in digest()[rosa.user.email]


def test_a_session_committed_just_after_a_digest_is_in_the_next(lucia, rosa, clock):
    clock.move_to(local(date(2026, 11, 18), "07:00"))
    assert digest() == {}
    logged(lucia, rosa, now=timezone.now() - timedelta(seconds=20), day=TUESDAY)
    clock.shift(24 * HOUR)
    assert "1 session is waiting" in digest()[rosa.user.email]


def test_a_session_that_was_entered_has_waited_since_the_student_accepted_it(
    lucia, rosa, cora, clock
):
    now, yesterday = timezone.now(), TUESDAY - timedelta(days=1)
    session = entered(cora, lucia, rosa, now=now, day=yesterday)
    clock.shift(6 * 24 * HOUR)
    accepted(session, now=timezone.now())
    told = {}
    for day in range(1, 7):
        clock.shift(24 * HOUR)
        Notice.objects.all().delete()
        send_digests(timezone.now())
        told[day] = set(Notice.objects.values_list("kind", flat=True))
    assert told[3] == {"sessions_waiting"}
    assert told[5] == {"sessions_waiting_long"}
    assert not (told[2] | told[4] | told[6])


def test_after_two_days_without_a_worker_everything_is_in_one_digest(lucia, rosa, clock):
    log(lucia, rosa, start="08:00", end="09:00")
    clock.shift(24 * HOUR)
    log(lucia, rosa, start="08:00", end="09:00")
    clock.shift(30 * HOUR)
    assert "2 sessions are waiting" in digest()[rosa.user.email]
    assert digest() == {}


@pytest.mark.parametrize("sunday", [date(2026, 3, 8), date(2026, 11, 1)])
def test_one_digest_goes_out_on_the_day_that_clocks_change(sunday, rain, clock):
    seven = 11 if sunday.month == 3 else 12
    assert utc_hours_of_digests(sunday, clock) == [seven]


def utc_hours_of_digests(day: date, clock) -> list[int]:
    """Return the hours, UTC, of that day at which a worker sends a digest."""
    clock.move_to(local(day - timedelta(days=1), "12:00"))
    send_digests(timezone.now())
    sent = []
    for hour in range(24):
        clock.move_to(datetime(day.year, day.month, day.day, hour, tzinfo=UTC))
        tell([News("rained", UserFactory(), "/hours/", key="")], timezone.now())
        sent += [hour] if send_digests(timezone.now()) else []
    return sent


def test_an_instructor_who_left_hears_no_more_of_their_queue_but_the_office_does(
    lucia, cora, clock
):
    gone = SupervisorFactory()
    log(lucia, gone)
    gone.is_active = False
    gone.save()
    clock.shift(6 * 24 * HOUR)
    send_digests(timezone.now())
    assert Notice.objects.get(kind__startswith="sessions_").person == cora


def test_a_long_digest_says_how_many_more_there_are(rain, monkeypatch, clock):
    monkeypatch.setattr(mails, "LISTED", 3)
    person = UserFactory()
    tell([News("rained", person, "/hours/", key=str(day)) for day in range(5)], timezone.now())
    clock.shift(24 * HOUR)
    assert digest() == {person.email: "5 notices for you"}
    text = OutgoingMail.objects.get().text
    assert text.count("It rained.") == 3
    assert "And 2 more:" in text


def test_a_digest_of_two_kinds_is_called_neither(rain, monkeypatch, clock):
    many = Kind("snowed", "Snow", "It snowed.", "Look", by_mail=ByMail.DIGEST, many="Lots of snow")
    monkeypatch.setitem(KINDS, "snowed", many)
    person = UserFactory()
    for kind in ("snowed", "rained"):
        tell([News(kind, person, "/hours/", key="")], timezone.now())
    clock.shift(24 * HOUR)
    assert digest() == {person.email: "2 notices for you"}


def test_what_was_told_before_it_was_turned_off_is_left_out(rain, clock):
    person, other = UserFactory(), UserFactory()
    tell([News("rained", each, "/hours/", key="") for each in (person, other)], timezone.now())
    for each, way in ((person, "never"), (other, "at_once")):
        choose_mail(person=each, by_mail={"rained": way})
    clock.shift(24 * HOUR)
    assert [*digest()] == [other.email]


def test_turning_a_kind_off_leaves_how_others_were_mailed(rain, monkeypatch):
    person = UserFactory()
    tell([News("rained", person, "/hours/", key="")], timezone.now())
    Notice.objects.update(by_mail=ByMail.AT_ONCE)
    choose_mail(person=person, by_mail={"rained": "never"})
    assert Notice.objects.get().by_mail == ByMail.AT_ONCE


def test_somebody_who_comes_back_is_not_mailed_what_they_missed(rain, clock):
    person = UserFactory(is_active=False)
    tell([News("rained", person, "/hours/", key="")], timezone.now())
    clock.shift(24 * HOUR)
    assert digest() == {}
    person.is_active = True
    person.save()
    clock.shift(24 * HOUR)
    assert digest() == {}
    assert Notice.objects.get(person=person).read_at is None


def test_a_kind_that_no_longer_exists_stops_nobodys_digest(rain, monkeypatch, clock):
    person = UserFactory()
    tell([News("rained", person, "/hours/", key="")], timezone.now())
    monkeypatch.setitem(KINDS, "snowed", Kind("snowed", "Snow", "It snowed.", "Look"))
    monkeypatch.delitem(KINDS, "rained")
    choose_mail(person=person, by_mail={"snowed": "digest"})
    tell([News("snowed", person, "/hours/", key="")], timezone.now())
    clock.shift(24 * HOUR)
    assert digest() == {person.email: "It snowed"}
