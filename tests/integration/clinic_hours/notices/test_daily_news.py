"""Once a day: licenses that expire, and once a week who is behind. Everybody is told each thing once."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import DatabaseError
from django.utils import timezone, translation
from wagtail.users.models import UserProfile

from clinic_hours.notices.domain.news import Period
from clinic_hours.notices.models import Digest, Notice
from clinic_hours.notices.services import digests
from clinic_hours.notices.services.digests import digest_day, send_digests
from clinic_hours.pace.services.pace_news import news_of_pace
from home.mail.models import OutgoingMail
from portal.settings.mail import OUTBOX
from tests.factories.clinic import (
    CredentialFactory,
    EnrollmentFactory,
    SupervisorFactory,
    logged,
    signed,
)
from tests.performance.counting import queries

from .mailbox import received, subject_of

pytestmark = pytest.mark.django_db

MORNING = datetime(2027, 3, 1, 13, tzinfo=UTC)  # a Monday, 8 am at the school
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def clock(settings) -> Iterator:
    settings.EMAIL_BACKEND = OUTBOX
    with time_machine.travel(MORNING, tick=False) as clock:
        yield clock


def days_with_mail(clock, days: int, to: str) -> list[int]:
    """Return the days after the first one on which the person has mail."""
    found = []
    for day in range(days):
        send_digests(timezone.now())
        if OutgoingMail.objects.filter(to=to).delete()[0]:
            found.append(day)
        clock.shift(DAY)
    return found


def test_a_license_that_expires_is_told_60_30_and_7_days_before(cora, clock):
    rosa = SupervisorFactory(credential__expires_on=MORNING.date() + 62 * DAY)
    assert days_with_mail(clock, 64, rosa.user.email) == [2, 32, 55]
    assert Notice.objects.filter(person=cora).count() == 3


def test_the_office_gets_a_link_to_the_instructor(client, cora):
    SupervisorFactory(user__display_name="Rosa", credential__expires_on=date(2027, 3, 8))
    client.force_login(cora)
    (mail,) = [mail for mail in received() if mail["To"] == cora.email]
    notice = Notice.objects.get(person=cora)
    assert notice.path in mail.get_content()
    assert "Rosa" in client.get(notice.path).content.decode()


def test_a_license_that_was_renewed_is_not_told(clock):
    rosa = SupervisorFactory(credential__expires_on=date(2029, 1, 1))
    CredentialFactory(supervisor=rosa, expires_on=date(2027, 3, 8))
    assert days_with_mail(clock, 3, rosa.user.email) == []


@pytest.mark.parametrize(
    ("language", "subject", "text"),
    [
        ("en", "Your license expires soon", "expires on Mar 8, 2027."),
        ("es", "Tu licencia vence pronto", "vence el 8 de mar de 2027."),
    ],
)
def test_the_mail_about_a_license_is_in_its_readers_language(language, subject, text):
    rosa = SupervisorFactory(credential__expires_on=date(2027, 3, 8))
    UserProfile.objects.create(user=rosa.user, preferred_language=language)
    with translation.override("en"), timezone.override("Asia/Tokyo"):
        (mail,) = received()
    assert subject_of(mail) == subject
    assert text in mail.get_content()


@pytest.fixture
def behind(site):
    """A student who has logged nothing for months."""
    return EnrollmentFactory(started_on=date(2026, 9, 1), target_on=date(2027, 4, 1))


def test_a_student_who_is_behind_is_told_once_a_week(behind, cora, clock):
    rosa = SupervisorFactory()
    with time_machine.travel(datetime(2026, 12, 1, 23, tzinfo=UTC)):
        signed(logged(behind, rosa, now=timezone.now(), day=date(2026, 12, 1)), now=timezone.now())
    assert days_with_mail(clock, 15, behind.student.email) == [0, 7, 14]
    told = Notice.objects.filter(person=cora, kind="students_behind")
    assert [notice.facts for notice in told] == [{"count": 1}] * 3


def test_a_student_who_is_on_leave_is_not_told(behind, clock):
    type(behind).objects.update(status="on_leave")
    assert days_with_mail(clock, 2, behind.student.email) == []


@pytest.mark.parametrize("count", [1, 20])
def test_looking_for_students_who_are_behind_takes_a_constant_number_of_queries(count, site):
    EnrollmentFactory.create_batch(count)
    with queries() as asked:
        list(news_of_pace(Period(None, timezone.now())))
    assert len(asked) <= 9, asked


def test_the_digest_is_due_from_seven_at_the_school():
    assert digest_day(datetime(2027, 3, 1, 11, 59, tzinfo=UTC)) == date(2027, 2, 28)
    assert digest_day(datetime(2027, 3, 1, 12, 0, tzinfo=UTC)) == date(2027, 3, 1)


def test_the_digest_is_sent_once_a_day_whoever_asks():
    SupervisorFactory(credential__expires_on=date(2027, 3, 8))
    send_digests(timezone.now())
    assert send_digests(timezone.now()) == 0
    assert OutgoingMail.objects.count() == 1


def test_a_worker_that_dies_within_the_digest_leaves_it_to_the_next(cora, monkeypatch):
    SupervisorFactory(credential__expires_on=date(2027, 3, 8))

    def dies(_period) -> Iterator:
        raise DatabaseError
        yield

    with monkeypatch.context() as patched, pytest.raises(DatabaseError):
        patched.setattr(digests, "DAILY", [*digests.DAILY, dies])
        send_digests(timezone.now())
    assert (Digest.objects.count(), OutgoingMail.objects.count()) == (0, 0)
    send_digests(timezone.now())
    assert OutgoingMail.objects.count() == 2
