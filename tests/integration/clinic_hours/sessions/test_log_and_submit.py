"""What a student may record, and what the services refuse."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from clinic_hours.core.domain.errors import Conflict, Impossible, NotAllowed, Refused
from clinic_hours.sessions.domain.states import State
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.sessions.services.claims import facts_of
from clinic_hours.sessions.services.sessions import (
    discard_session,
    edit_session,
    log_session,
    submit_session,
    take_back_session,
)
from tests.factories.clinic import (
    NOW,
    TODAY,
    EnrollmentFactory,
    facts,
    logged,
    published_set,
    signed,
)

pytestmark = pytest.mark.django_db


def codes(refusal) -> set[str]:
    return {finding.code for finding in refusal.value.findings}


def kinds(session) -> list[str]:
    return list(session.events.order_by("pk").values_list("kind", flat=True))


def test_a_draft_is_logged_with_its_minutes_and_one_event(lucia, rosa):
    session = logged(lucia, rosa, submit=False, break_minutes=15)
    assert (session.status, session.minutes, session.version) == (State.DRAFT, 165, 1)
    assert kinds(session) == ["logged"]


def test_logging_and_submitting_in_one_step_leaves_both_events(lucia, rosa):
    session = logged(lucia, rosa)
    assert session.status == State.SUBMITTED
    assert session.submitted_at == NOW
    assert kinds(session) == ["logged", "submitted"]


def test_one_minute_of_overlap_is_refused_and_nothing_is_written(lucia, rosa):
    logged(lucia, rosa, start="13:00", end="16:00")
    with pytest.raises(Refused) as refusal:
        logged(lucia, rosa, start="15:59", end="17:00")
    assert "overlap" in codes(refusal)
    assert ClinicSession.objects.count() == 1


def test_an_overlap_that_only_the_database_sees_is_refused_as_one(lucia, rosa, monkeypatch):
    def written_meanwhile(*_given, **_named):
        raise IntegrityError('violates "sessions_of_one_student_do_not_overlap"')

    monkeypatch.setattr("clinic_hours.sessions.services.steps.append_events", written_meanwhile)
    with pytest.raises(Refused) as refusal:
        logged(lucia, rosa)
    assert codes(refusal) == {"overlap"}
    assert not ClinicSession.objects.exists()


def test_back_to_back_sessions_are_allowed(lucia, rosa):
    logged(lucia, rosa, start="13:00", end="16:00")
    assert logged(lucia, rosa, start="16:00", end="17:00").pk


def test_a_discarded_session_frees_its_time(lucia, rosa):
    session = logged(lucia, rosa, submit=False)
    discard_session(actor=lucia.student, session=session, version=1, now=NOW)
    assert logged(lucia, rosa).status == State.SUBMITTED


def test_a_session_taken_back_is_a_draft_with_everything_that_was_typed(lucia, rosa):
    session = logged(lucia, rosa, note="Lower back.", break_minutes=15)
    typed = facts_of(session)
    taken_back = take_back_session(actor=lucia.student, session=session, version=1, now=NOW)
    assert (taken_back.status, taken_back.version) == (State.DRAFT, 2)
    assert taken_back.submitted_at is None
    assert facts_of(taken_back) == typed
    again = submit_session(actor=lucia.student, session=taken_back, version=2, now=NOW)
    assert again.status == State.SUBMITTED
    assert kinds(again) == ["logged", "submitted", "taken_back", "submitted"]


def test_only_a_session_waiting_for_review_can_be_taken_back(lucia, rosa):
    draft = logged(lucia, rosa, submit=False)
    done = logged(lucia, rosa, start="08:00", end="09:00")
    signed(done)
    for session, version in ((draft, 1), (done, 2)):
        with pytest.raises(Impossible):
            take_back_session(actor=lucia.student, session=session, version=version, now=NOW)


def test_a_session_waiting_for_review_cannot_be_discarded(lucia, rosa):
    with pytest.raises(Impossible):
        discard_session(actor=lucia.student, session=logged(lucia, rosa), version=1, now=NOW)


def test_an_overlap_across_two_enrollments_of_one_student_is_refused(lucia, rosa):
    logged(lucia, rosa)
    second = EnrollmentFactory(student=lucia.student)
    with pytest.raises(Refused) as refusal:
        logged(second, rosa, start="14:00", end="15:00")
    assert "overlap" in codes(refusal)


def test_the_daily_cap_counts_every_live_session_of_the_local_day(lucia, rosa):
    logged(lucia, rosa, start="08:00", end="12:00")
    with pytest.raises(Refused) as refusal:
        logged(lucia, rosa, start="12:00", end="14:01")
    assert "over_daily_cap" in codes(refusal)
    assert logged(lucia, rosa, start="12:00", end="14:00").minutes == 120


def test_the_weekly_cap_counts_the_calendar_week(site, rosa):
    enrollment = EnrollmentFactory(requirement_set=published_set(weekly_cap_minutes=10 * 60))
    for days_ago in (3, 2):
        logged(enrollment, rosa, day=TODAY - timedelta(days=days_ago), start="08:00", end="13:00")
    with pytest.raises(Refused) as refusal:
        logged(enrollment, rosa, day=TODAY - timedelta(days=4), start="08:00", end="08:01")
    assert "over_weekly_cap" in codes(refusal)
    # TODAY is a Monday and weeks start on Sunday, so it is in the next week.
    assert logged(enrollment, rosa, start="08:00", end="09:00").pk


def test_a_requirement_of_another_set_is_not_accepted(lucia, mei, rosa):
    foreign = mei.requirement_set.requirements.get()
    with pytest.raises(NotAllowed):
        logged(lucia, rosa, requirement=foreign)
    assert not ClinicSession.objects.exists()


def test_a_requirement_is_refused_until_the_one_it_depends_on_is_met(site, rosa):
    from courses.requirements.models import RequirementGate, RequirementSet

    requirement_set = published_set(
        {"category": "observation", "name": "Observation", "minutes": 60},
        {"category": "internship", "name": "Internship", "minutes": 600},
        published=False,
    )
    observation, internship = requirement_set.requirements.all()
    RequirementGate.objects.create(requirement=internship, after=observation)
    RequirementSet.objects.filter(pk=requirement_set.pk).update(published_at=NOW)
    requirement_set.refresh_from_db()
    enrollment = EnrollmentFactory(requirement_set=requirement_set)
    with pytest.raises(Refused) as refusal:
        logged(enrollment, rosa, requirement=internship, start="14:00", end="15:00")
    assert codes(refusal) == {"requirement_not_open"}
    signed(logged(enrollment, rosa, requirement=observation, start="08:00", end="09:00"))
    assert logged(enrollment, rosa, requirement=internship, start="14:00", end="15:00").pk


def test_someone_else_can_neither_log_nor_change_a_students_session(lucia, mei, rosa):
    session = logged(lucia, rosa, submit=False)
    for attempt in (
        lambda: log_session(
            actor=mei.student,
            enrollment=lucia,
            facts=facts(lucia, rosa, start="08:00", end="09:00"),
        ),
        lambda: submit_session(actor=mei.student, session=session, version=1),
        lambda: discard_session(actor=rosa.user, session=session, version=1),
        lambda: take_back_session(actor=rosa.user, session=session, version=1),
        lambda: edit_session(
            actor=mei.student, session=session, version=1, facts=facts(lucia, rosa), now=NOW
        ),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    session.refresh_from_db()
    assert (session.status, session.version) == (State.DRAFT, 1)


def test_a_stale_version_is_a_conflict_and_changes_nothing(lucia, rosa):
    session = logged(lucia, rosa, submit=False)
    edit_session(
        actor=lucia.student,
        session=session,
        version=1,
        facts=facts(lucia, rosa, end="15:00"),
        now=NOW,
    )
    with pytest.raises(Conflict):
        submit_session(actor=lucia.student, session=session, version=1, now=NOW)
    session.refresh_from_db()
    assert (session.status, session.version, session.minutes) == (State.DRAFT, 2, 120)


def test_a_submitted_session_cannot_be_edited(lucia, rosa):
    session = logged(lucia, rosa)
    with pytest.raises(Impossible):
        edit_session(
            actor=lucia.student, session=session, version=1, facts=facts(lucia, rosa), now=NOW
        )


def test_a_supervisor_whose_license_had_lapsed_on_the_day_is_refused(lucia, rosa):
    rosa.credentials.update(expires_on=TODAY - timedelta(days=1))
    with pytest.raises(Refused) as refusal:
        logged(lucia, rosa)
    assert "credential_not_current" in codes(refusal)


def test_quarter_hours_round_down_if_the_set_says_so(site, rosa):
    enrollment = EnrollmentFactory(requirement_set=published_set(rounding="quarter_down"))
    assert logged(enrollment, rosa, start="13:00", end="15:14").minutes == 120
