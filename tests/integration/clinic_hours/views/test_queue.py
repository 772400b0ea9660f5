"""What waits for an instructor, and signing many at once: all that was ticked, or nothing."""

import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse

from clinic_hours.models import ClinicSession, Credential, HourEntry, SignOff
from clinic_hours.services.sessions import return_session, withdraw_session
from tests.factories.clinic import (
    NOW,
    TODAY,
    EnrollmentFactory,
    OfficeRoleFactory,
    SupervisorFactory,
    local,
    logged,
)
from tests.factories.people import PASSWORD, SuperuserFactory

pytestmark = pytest.mark.django_db

QUEUE = reverse("hours:queue")
SIGN = reverse("hours:queue_sign_off")


@pytest.fixture
def waiting(six_o_clock, lucia, mei, rosa) -> list[ClinicSession]:
    """Three sessions for Rosa, 8.5 hours, the oldest first."""
    return [
        logged(lucia, rosa, start="08:00", end="11:30", now=NOW - timedelta(hours=4)),
        logged(mei, rosa, start="08:00", end="11:00", now=NOW - timedelta(hours=3)),
        logged(mei, rosa, start="12:00", end="14:00", now=NOW - timedelta(hours=2)),
    ]


def value(session: ClinicSession) -> str:
    return f"{session.public_id}:{session.version}"


def ticked(*sessions: ClinicSession, **more) -> dict:
    return {"session": [value(each) for each in sessions], "agree": "on", "password": PASSWORD} | (
        more
    )


def nothing_is_signed() -> bool:
    unsigned = not ClinicSession.objects.filter(status="signed_off").exists()
    return unsigned and not SignOff.objects.exists() and not HourEntry.objects.exists()


def test_the_queue_shows_the_oldest_first_with_its_count(instructor, waiting):
    page = instructor.get(QUEUE)
    assert page.status_code == 200
    assert page.text.count('data-testid="queue-row"') == 3
    assert '<span data-testid="queue-count">3</span>' in page.text
    places = [page.text.index(value(session)) for session in waiting]
    assert places == sorted(places)


def test_the_queue_says_under_which_words_and_as_whom_one_signs(instructor, waiting, rosa):
    page = instructor.get(QUEUE).text
    assert "I supervised these sessions in person and the hours are true." in page
    assert "Signed as Rosa Castellanos, LMT" in page
    assert rosa.credentials.get().number in page


def test_a_row_without_remarks_says_how_its_times_arose(instructor, waiting):
    assert instructor.get(QUEUE).text.count("Typed in by the student") == 3


def test_findings_stand_beside_their_row(instructor, lucia, rosa, six_o_clock):
    logged(lucia, rosa, start="09:00", end="13:00", clients=0, note="Call 305-555-0134 first.")
    page = instructor.get(QUEUE).text
    assert 'data-testid="finding"' in page
    assert "Note may name a client" in page
    assert "Typed in by the student" not in page


def test_a_corrected_row_says_what_it_was_returned_for(instructor, student, typed, lucia, rosa):
    session = logged(lucia, rosa, start="14:00", end="17:30", now=NOW - timedelta(minutes=9))
    returned = return_session(
        actor=rosa.user, session=session, version=1, reason="You left at five."
    )
    correction = typed | {"end": "17:00", "version": str(returned.version)}
    student.post(reverse("hours:session_edit", args=[session.public_id]), correction)
    assert "You left at five." in instructor.get(QUEUE).text


def test_the_queue_holds_nothing_of_another_instructor(desk_of, waiting):
    theo = SupervisorFactory()
    page = desk_of(theo.user).get(QUEUE).text
    assert "queue-row" not in page
    assert "Nothing waits for you" in page


def test_all_that_is_ticked_is_signed_under_one_password(instructor, waiting):
    answer = instructor.post(SIGN, ticked(*waiting))
    assert (answer.status_code, answer.url) == (303, QUEUE)
    assert [entry.minutes for entry in HourEntry.objects.all()] == [210, 180, 120]
    assert "3 sessions are signed: 8.50 hours." in instructor.get(QUEUE).text


def test_what_is_not_ticked_keeps_waiting(instructor, waiting):
    instructor.post(SIGN, ticked(waiting[1]))
    assert SignOff.objects.get().session == waiting[1]
    assert instructor.get(QUEUE).text.count('data-testid="queue-row"') == 2


def test_the_signature_keeps_who_how_and_under_which_words(instructor, waiting, rosa):
    instructor.post(SIGN, ticked(waiting[0]))
    sign_off = SignOff.objects.get()
    assert sign_off.signer == rosa.user
    assert sign_off.printed_name == "Rosa Castellanos, LMT"
    assert sign_off.authentication_method == "password"
    assert sign_off.authenticated_at == sign_off.signed_at == NOW
    assert sign_off.statement_text.startswith("I supervised these sessions in person")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"session": []}, "Tick the sessions that you want to sign."),
        ({"agree": ""}, "Tick that you agree to the statement."),
        ({"password": ""}, "Type your password: it is asked again at every signing."),
        ({"password": "guess"}, "That is not your password. Nothing was signed."),
        ({"session": ["not-a-row"]}, "The page sent rows that it did not show."),
        ({"session": [f"{uuid.UUID(int=1)}:\u0661"]}, "The page sent rows that it did not show."),
        ({"session": [f"{uuid.UUID(int=1)}:-1"]}, "The page sent rows that it did not show."),
        ({"session": [f"{uuid.UUID(int=n)}:1" for n in range(501)]}, "Sign at most 500 sessions"),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_nothing_is_signed(
    instructor, waiting, change, sentence
):
    answer = instructor.post(SIGN, ticked(*waiting) | change)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert nothing_is_signed()


def test_after_a_wrong_password_the_ticks_stay_and_the_password_does_not(instructor, waiting):
    page = instructor.post(SIGN, ticked(*waiting[:2], password="guess")).text
    assert page.count('data-minutes="210" checked') == 1
    assert page.count(" checked>") >= 2
    assert "guess" not in page


def test_too_many_tries_lock_even_the_right_password(instructor, waiting):
    for _ in range(5):
        instructor.post(SIGN, ticked(*waiting, password="guess"))
    answer = instructor.post(SIGN, ticked(*waiting))
    assert answer.status_code == 429
    assert "Too many tries." in answer.text
    assert nothing_is_signed()


def test_one_foreign_row_stops_the_whole_batch(instructor, waiting, lucia):
    theo = SupervisorFactory()
    foreign = logged(lucia, theo, start="14:00", end="15:00")
    assert instructor.post(SIGN, ticked(*waiting, foreign)).status_code == 404
    assert nothing_is_signed()


def test_one_unknown_row_stops_the_whole_batch(instructor, waiting):
    rows = [*(value(each) for each in waiting), f"{uuid.uuid4()}:1"]
    assert instructor.post(SIGN, ticked() | {"session": rows}).status_code == 404
    assert nothing_is_signed()


def test_a_row_that_changed_meanwhile_stops_the_batch_and_is_named(instructor, waiting, lucia):
    shown = ticked(*waiting)
    withdraw_session(actor=lucia.student, session=waiting[0], version=1)
    answer = instructor.post(SIGN, shown)
    assert answer.status_code == 409
    assert "Changed since you opened this page: Lucía Ferrer, Mon, Nov 16." in answer.text
    assert "Mei Tanaka, Mon" not in answer.text.partition("<table")[0]
    assert answer.text.count('data-testid="queue-row"') == 2
    assert nothing_is_signed()


def test_a_double_click_signs_once(instructor, waiting):
    instructor.post(SIGN, ticked(*waiting))
    assert instructor.post(SIGN, ticked(*waiting)).status_code == 409
    assert HourEntry.objects.count() == 3


def test_a_row_sent_twice_is_signed_once(instructor, waiting):
    instructor.post(SIGN, ticked(waiting[0], waiting[0]))
    assert HourEntry.objects.count() == 1


def test_fields_that_the_form_does_not_have_change_nothing(instructor, waiting):
    extra = {"minutes": "9999", "status": "signed_off", "signer": "1", "printed_name": "Someone"}
    instructor.post(SIGN, ticked(waiting[0]) | extra)
    assert HourEntry.objects.get().minutes == 210
    assert SignOff.objects.get().printed_name == "Rosa Castellanos, LMT"


def test_nobody_signs_their_own_hours_in_a_batch_either(desk_of, rosa, waiting):
    own = EnrollmentFactory(student=rosa.user)
    theirs = logged(own, SupervisorFactory(), start="15:00", end="16:00")
    # As though a mistake in the office had named her as her own supervisor.
    ClinicSession.objects.filter(pk=theirs.pk).update(supervisor=rosa)
    browser = desk_of(rosa.user)
    assert browser.post(SIGN, ticked(waiting[0], theirs)).status_code == 404
    assert nothing_is_signed()


def test_neither_the_office_nor_a_superuser_signs_for_an_instructor(desk_of, waiting, cora, otis):
    for person in (cora, otis, SuperuserFactory()):
        assert desk_of(person).post(SIGN, ticked(*waiting)).status_code == 403
    assert nothing_is_signed()


def test_a_coordinator_who_also_teaches_signs_only_what_names_her(desk_of, waiting):
    cora = SupervisorFactory()
    OfficeRoleFactory(user=cora.user)
    assert desk_of(cora.user).post(SIGN, ticked(*waiting)).status_code == 404
    assert nothing_is_signed()


def test_an_instructor_who_was_let_go_signs_nothing(instructor, waiting, rosa):
    rosa.is_active = False
    rosa.save()
    assert instructor.post(SIGN, ticked(*waiting)).status_code == 403
    assert nothing_is_signed()


@pytest.fixture
def lapsed(waiting, rosa) -> Credential:
    """Rosa's license ran out yesterday: today's sessions are after it."""
    credential = rosa.credentials.get()
    credential.expires_on = TODAY - timedelta(days=1)
    credential.save()
    return credential


def test_the_queue_explains_a_license_that_has_lapsed(instructor, lapsed):
    page = instructor.get(QUEUE).text
    assert "Your license on record has lapsed" in page
    assert "It was current until Nov. 15, 2026." in page


def test_a_session_after_the_license_ran_out_is_refused_with_its_day(instructor, lapsed, waiting):
    answer = instructor.post(SIGN, ticked(*waiting))
    assert answer.status_code == 422
    assert "license was not current on Nov. 16, 2026" in answer.text
    assert nothing_is_signed()


def test_a_session_from_before_the_license_ran_out_can_still_be_signed(
    instructor, lapsed, waiting, rosa
):
    day = TODAY - timedelta(days=3)
    earlier = waiting[0]
    ClinicSession.objects.filter(pk=earlier.pk).update(
        local_date=day, starts_at=local(day, "08:00"), ends_at=local(day, "11:30")
    )
    assert instructor.post(SIGN, ticked(earlier)).status_code == 303
    assert SignOff.objects.get().credential_expires_on == date(2026, 11, 15)


def test_an_instructor_without_any_license_is_told_whom_to_ask(desk_of, waiting):
    theo = SupervisorFactory(credential=None)
    page = desk_of(theo.user).get(QUEUE).text
    assert "Ask the clinic office to enter it" in page


def test_a_visit_signs_nothing(instructor, waiting):
    assert instructor.get(SIGN).status_code == 405
    assert nothing_is_signed()


@pytest.mark.parametrize(
    "place",
    [
        "x",
        "_",
        "\x00",
        "2026-11-16_1",
        "0001-01-01T00:00:00+14:00_1",
        "9999-12-31T23:59:59-14:00_9",
        f"2026-11-16T00:00:00+00:00_{10**30}",
    ],
)
def test_an_address_that_was_cut_short_shows_a_page(instructor, waiting, place):
    assert instructor.get(QUEUE, {"after": place}).status_code == 200


def test_the_queue_goes_on_after_fifty(instructor, waiting):
    first = waiting[0]
    ClinicSession.objects.bulk_create(
        copy_of(first, days=number, submitted_at=NOW - timedelta(days=1)) for number in range(1, 60)
    )
    page = instructor.get(QUEUE)
    assert page.text.count('data-testid="queue-row"') == 50
    assert '<span data-testid="queue-count">62</span>' in page.text
    rest = instructor.get(QUEUE + page.context["older_url"])
    assert rest.text.count('data-testid="queue-row"') == 12
    assert not set(rows_of(page)) & set(rows_of(rest))


def rows_of(page) -> list[str]:
    return [row["value"] for row in page.context["rows"]]


def copy_of(session: ClinicSession, *, days: int, submitted_at) -> ClinicSession:
    """Return the same claim on an earlier day, to be inserted in bulk."""
    ago = timedelta(days=days)
    return ClinicSession(
        enrollment_id=session.enrollment_id,
        student_id=session.student_id,
        supervisor_id=session.supervisor_id,
        site_id=session.site_id,
        requirement_id=session.requirement_id,
        starts_at=session.starts_at - ago,
        ends_at=session.ends_at - ago,
        zone=session.zone,
        local_date=session.local_date - ago,
        minutes=session.minutes,
        status=session.status,
        logged_at=session.logged_at,
        submitted_at=submitted_at,
    )
