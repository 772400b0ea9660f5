"""Students are told at once what became of their sessions, instructors once a day what waits for them."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone, translation
from wagtail.users.models import UserProfile

from clinic_hours.notices.models import Notice
from clinic_hours.notices.services.digests import send_digests
from clinic_hours.notices.services.reading import choose_mail
from clinic_hours.sessions.domain.attestation import reversal_statement
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.sessions.services.notices import signed as told_of_signing
from clinic_hours.sessions.services.notices.signed import tell_of_missed_sign_offs
from clinic_hours.sessions.services.sessions import return_session, take_back_session
from clinic_hours.sessions.services.sign_offs import void_sign_off
from home.mail.models import OutgoingMail
from portal.settings.mail import OUTBOX
from tests.factories.clinic import EnrollmentFactory, SupervisorFactory, fresh, logged, signed

from .mailbox import received, subject_of

pytestmark = pytest.mark.django_db

EVENING = datetime(2030, 11, 18, 23, tzinfo=UTC)  # a Monday, 6 pm at the school
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def clock(settings):
    """Monday evening. The day's digest was sent in the morning."""
    settings.EMAIL_BACKEND = OUTBOX
    with time_machine.travel(EVENING - timedelta(hours=9), tick=False) as clock:
        send_digests(timezone.now())
        clock.move_to(EVENING)
        yield clock


@pytest.fixture
def rosa():
    return SupervisorFactory(
        user__display_name="Rosa Castellanos", credential__expires_on=date(2040, 8, 31)
    )


@pytest.fixture(params=["en", "es"])
def language(request, lucia, rosa, cora):
    """The language of everybody. Whoever acts works in Tokyo, in the other language."""
    for person in (lucia.student, rosa.user, cora):
        UserProfile.objects.create(user=person, preferred_language=request.param)
    other = {"en": "es", "es": "en"}[request.param]
    with translation.override(other), timezone.override("Asia/Tokyo"):
        yield request.param


def on(day: int = 18, start: str = "13:00", end: str = "16:00", **more) -> dict:
    return {"day": EVENING.replace(day=day).date(), "start": start, "end": end, **more}


def returned(session: ClinicSession, rosa, reason: str = "The room was closed.") -> ClinicSession:
    return return_session(
        actor=rosa.user,
        session=session,
        version=session.version,
        reason=reason,
        now=timezone.now(),
    )


def voided(entry, actor):
    session = ClinicSession.objects.get(pk=entry.session_id)
    return void_sign_off(
        actor=actor,
        session=session,
        version=session.version,
        reason="Logged twice.",
        statement=reversal_statement("en"),
        authentication=fresh(timezone.now()),
    )


def log(enrollment, rosa, **more) -> ClinicSession:
    return logged(enrollment, rosa, now=timezone.now(), **on(**more))


def test_a_returned_session_is_mailed_with_its_reason_and_link(lucia, rosa, language, settings):
    session = returned(log(lucia, rosa), rosa)

    (mail,) = received()
    assert mail["To"] == lucia.student.email
    assert (
        subject_of(mail)
        == {
            "en": "Rosa Castellanos returned your session of Mon, Nov 18, 1:00–4:00 pm",
            "es": "Rosa Castellanos devolvió tu sesión (lun, 18 de nov, 1:00–4:00 p. m.)",
        }[language]
    )
    assert "The room was closed." in mail.get_content()
    assert f"{settings.SITE_URL}/hours/sessions/{session.public_id}/" in mail.get_content()


def test_a_note_and_a_reason_are_not_kept_with_a_notice(lucia, rosa):
    returned(log(lucia, rosa, note="Shoulder, left."), rosa)
    assert "closed" not in str(Notice.objects.get().facts)
    (mail,) = received()
    assert "Shoulder" not in mail.get_content()


def test_signing_many_sessions_is_one_mail_to_each_student(
    lucia, mei, rosa, language, django_capture_on_commit_callbacks
):
    sessions = [log(lucia, rosa, day=day) for day in (15, 16, 17)] + [log(mei, rosa)]
    with django_capture_on_commit_callbacks(execute=True):
        signed(*sessions, now=timezone.now())

    to_mei, to_lucia = sorted(received(), key=lambda mail: len(mail.get_content()))
    assert (to_mei["To"], to_lucia["To"]) == (mei.student.email, lucia.student.email)
    assert (
        to_lucia["Subject"]
        == {
            "en": "3 sessions were signed off",
            "es": "Se firmaron 3 sesiones",
        }[language]
    )
    for session in sessions[:3]:
        assert f"/hours/sessions/{session.public_id}/" in to_lucia.get_content()
    assert Notice.objects.filter(kind="session_signed").count() == 4


def test_a_sign_off_that_a_crash_left_untold_is_told_once(lucia, rosa):
    signed(log(lucia, rosa), now=timezone.now())  # nothing runs after the commit
    assert tell_of_missed_sign_offs() == 1
    assert tell_of_missed_sign_offs() == 0
    assert len(received()) == 1


def test_of_many_sign_offs_the_worker_tells(
    monkeypatch, lucia, rosa, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(told_of_signing, "MOST_AT_ONCE", 1)
    sessions = [log(lucia, rosa, day=day) for day in (17, 18)]
    with django_capture_on_commit_callbacks(execute=True):
        signed(*sessions, now=timezone.now())
    assert not Notice.objects.filter(kind="session_signed").exists()
    assert tell_of_missed_sign_offs() == 2


def test_a_history_that_is_loaded_tells_nobody(rosa, clock):
    """The database's own clock says that an hour passed before the sign-off was recorded."""
    clock.move_to(time_machine.escape_hatch.datetime.datetime.now(UTC) - timedelta(hours=1))
    yesterday = (timezone.now() - DAY).date()
    enrollment = EnrollmentFactory(started_on=yesterday - 30 * DAY)
    session = logged(enrollment, rosa, now=timezone.now(), day=yesterday)
    signed(session, now=timezone.now())
    assert tell_of_missed_sign_offs() == 0


def test_voided_hours_are_mailed_whatever_the_student_prefers(lucia, rosa, cora, language):
    choose_mail(person=lucia.student, by_mail={"hours_voided": "never"})
    (entry,) = signed(log(lucia, rosa), now=timezone.now())
    Notice.objects.all().delete()
    OutgoingMail.objects.all().delete()
    reversal = voided(entry, cora)

    mail = next(
        mail for mail in received() if "void" in subject_of(mail) or "anul" in subject_of(mail)
    )
    assert mail["To"] == lucia.student.email
    assert "Logged twice." in mail.get_content()
    assert f"/hours/entries/{reversal.seq}/" in mail.get_content()


def test_instructors_get_one_digest_a_day_of_what_is_new(lucia, rosa, clock, language):
    log(lucia, rosa, day=17)
    log(lucia, rosa)
    assert received() == []
    clock.shift(14 * timedelta(hours=1))  # Tuesday, 8 am

    (mail,) = received()
    assert mail["To"] == rosa.user.email
    assert (
        subject_of(mail)
        == {
            "en": "2 sessions are waiting for your sign-off, the oldest since Mon, Nov 18",
            "es": "2 sesiones esperan tu firma, la más antigua desde el lun, 18 de nov",
        }[language]
    )
    assert "/hours/queue/" in mail.get_content()
    assert received() == []
    clock.shift(DAY)
    assert received() == []  # nothing new


def test_a_digest_does_not_count_what_was_taken_back(lucia, rosa, clock):
    session = log(lucia, rosa)
    take_back_session(actor=lucia.student, session=session, version=session.version)
    clock.shift(DAY)
    assert received() == []


def test_sessions_that_wait_too_long_are_told_once_to_the_instructor_then_to_the_office(
    lucia, rosa, cora, clock
):
    log(lucia, rosa)
    told = {}
    for day in range(1, 8):
        clock.shift(DAY)
        told[day] = [mail["To"] for mail in received() if "waiting" in subject_of(mail)]
    assert {day: people for day, people in told.items() if people} == {
        1: [rosa.user.email],
        3: [rosa.user.email],
        5: [cora.email],
    }


def test_an_instructor_who_wants_no_digest_gets_none(lucia, rosa, clock):
    choose_mail(person=rosa.user, by_mail={"sessions_submitted": "never"})
    log(lucia, rosa)
    clock.shift(DAY)
    assert received() == []
    assert Notice.objects.get(person=rosa.user).kind == "sessions_submitted"


def test_what_was_read_on_the_site_is_not_in_the_digest(lucia, rosa, clock):
    choose_mail(person=lucia.student, by_mail={"session_returned": "digest"})
    returned(log(lucia, rosa), rosa)
    Notice.objects.update(read_at=timezone.now())
    clock.shift(DAY)
    assert received() == []
