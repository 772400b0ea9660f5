"""After a void, the student can log the real hours: the day is open, and the form is filled in."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from clinic_hours.people.models import Enrollment
from clinic_hours.sessions.domain.attestation import reversal_statement
from clinic_hours.sessions.models import ClinicSession
from clinic_hours.sessions.services.sign_offs import void_sign_off
from tests.factories.clinic import NOW, TODAY, EnrollmentFactory, fresh, logged, signed

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(days=40)
DAY = TODAY - LONG_AGO


def void(session, actor, now=NOW) -> ClinicSession:
    session.refresh_from_db()
    void_sign_off(
        actor=actor,
        session=session,
        version=session.version,
        reason="You left at three.",
        statement=reversal_statement("en"),
        authentication=fresh(now),
        now=now,
    )
    session.refresh_from_db()
    return session


@pytest.fixture
def voided(six_o_clock, lucia, rosa, cora) -> ClinicSession:
    """Lucía's session of forty days ago, signed then and voided now, with its mail sent."""
    session = logged(lucia, rosa, day=DAY, note="Neck.", now=NOW - LONG_AGO)
    signed(session, now=NOW - LONG_AGO)
    return void(session, cora)


def form_of(session) -> str:
    return f"{reverse('hours:session_new')}?again={session.public_id}"


def filled_in(form) -> dict[str, str]:
    data = {name: form[name].value() for name in form.fields}
    times = {name: f"{data[name]:%H:%M}" for name in ("start", "end")}
    return {name: value for name, value in data.items() if value not in (None, "", False)} | times


def test_the_form_opens_with_the_voided_session_and_is_accepted(student, voided, rosa):
    page = student.get(reverse("hours:session", args=[voided.public_id]))
    assert form_of(voided) in page.text
    assert "until Nov 30, 2026" in page.text
    answer = student.get(form_of(voided))
    assert "You left at three." in answer.text
    data = filled_in(answer.context["form"])
    assert (data["start"], data["end"], data["note"]) == ("13:00", "16:00", "Neck.")
    sent = student.post(form_of(voided), data | {"end": "15:00", "action": "submit"})
    assert sent.status_code == 303
    again = ClinicSession.objects.latest("pk")
    assert (again.status, again.minutes, again.local_date) == ("submitted", 120, DAY)
    assert "Log the corrected session" not in student.get(page.request["PATH_INFO"]).text


def test_the_entry_that_voided_it_leads_to_the_form_until_it_is_logged(student, rosa, voided):
    entry = reverse("hours:entry", args=[voided.entries.get(kind="reversal").seq])
    assert form_of(voided) in student.get(entry).text
    data = filled_in(student.get(form_of(voided)).context["form"])
    student.post(form_of(voided), data | {"action": "submit"})
    assert form_of(voided) not in student.get(entry).text


def test_the_instructor_sees_why_it_is_so_late(student, voided, instructor):
    data = filled_in(student.get(form_of(voided)).context["form"])
    student.post(form_of(voided), data | {"action": "submit"})
    assert [each["code"] for each in ClinicSession.objects.latest("pk").findings] == [
        "logged_again"
    ]
    assert "Logged again after a void" in instructor.get(reverse("hours:queue")).text


def test_the_mail_links_to_the_form(voided):
    (sent,) = mail.outbox
    assert form_of(voided) in sent.body
    assert "until Nov 30, 2026" in sent.body


def test_the_day_closes_again_and_the_page_says_so(client, voided, lucia, rosa):
    page = reverse("hours:session", args=[voided.public_id])
    for days, status in ((14, 303), (15, 422)):
        with time_machine.travel(NOW + timedelta(days=days), tick=False):
            client.force_login(lucia.student)
            data = filled_in(client.get(form_of(voided)).context["form"])
            answer = client.post(form_of(voided), data | {"action": "save"})
            assert answer.status_code == status
            ClinicSession.objects.exclude(pk=voided.pk).update(status="withdrawn")
            shown = client.get(page).text
    assert "deadline to log these hours again was Nov 30, 2026" in shown
    assert "Sessions must be logged within 14 days." in answer.text


@pytest.mark.parametrize("days", [-1, 1])
def test_a_void_opens_no_other_day(student, voided, days):
    data = filled_in(student.get(form_of(voided)).context["form"])
    other = (DAY + timedelta(days=days)).isoformat()
    answer = student.post(form_of(voided), data | {"date": other, "action": "submit"})
    assert answer.status_code == 422
    assert "Sessions must be logged within 14 days." in answer.text


def test_a_void_opens_the_day_for_nobody_else(voided, mei, rosa, client):
    client.force_login(mei.student)
    assert client.get(form_of(voided)).status_code == 404
    typed = {"date": DAY.isoformat(), "start": "13:00", "end": "16:00", "site": str(voided.site_id)}
    typed |= {
        "supervisor": str(rosa.pk),
        "requirement": str(mei.requirement_set.requirements.get().pk),
    }
    answer = client.post(reverse("hours:session_new"), typed | {"action": "submit"})
    assert "Sessions must be logged within 14 days." in answer.text


@pytest.mark.parametrize("wanted", ["", "x", "00000000-0000-4000-8000-000000000000"])
def test_only_a_voided_session_fills_the_form_in(student, lucia, rosa, wanted):
    assert student.get(f"{reverse('hours:session_new')}?again={wanted}").status_code == 404
    assert student.get(form_of(logged(lucia, rosa))).status_code == 404


def test_without_an_active_enrollment_the_office_is_named_instead(student, lucia, rosa, cora):
    session = logged(lucia, rosa)
    signed(session)
    Enrollment.objects.update(status=Enrollment.Status.ON_LEAVE)
    void(session, cora)
    for told in (
        mail.outbox[-1].body,
        student.get(reverse("hours:session", args=[session.public_id])).text,
    ):
        assert "contact the clinic office" in told
        assert "?again=" not in told


def test_a_completed_enrollment_reopened_by_the_void_may_log(student, lucia, rosa, cora):
    session = logged(lucia, rosa)
    signed(session)
    Enrollment.objects.update(status=Enrollment.Status.COMPLETED, ended_on=TODAY)
    void(session, cora)
    assert form_of(session) in mail.outbox[-1].body
    data = filled_in(student.get(form_of(session)).context["form"])
    assert student.post(form_of(session), data | {"action": "submit"}).status_code == 303


def test_it_is_logged_under_the_enrollment_that_lost_the_hours(student, voided, lucia):
    EnrollmentFactory(student=lucia.student, started_on=TODAY)
    data = filled_in(student.get(form_of(voided)).context["form"])
    assert student.post(form_of(voided), data | {"action": "submit"}).status_code == 303
    assert ClinicSession.objects.latest("pk").enrollment == lucia


def test_nobody_but_the_student_is_offered_the_form(desk_of, voided, cora, rosa):
    for person in (cora, rosa.user):
        page = desk_of(person).get(reverse("hours:session", args=[voided.public_id])).text
        assert "Log the corrected session" not in page


def test_a_site_that_has_since_closed_can_still_be_chosen(student, voided, site, lucia, rosa):
    """The same is true when correcting a draft."""
    draft = logged(lucia, rosa, submit=False)
    type(site).objects.update(is_active=False)
    for page in (form_of(voided), reverse("hours:session_edit", args=[draft.public_id])):
        form = student.get(page).context["form"]
        assert site in form.fields["site"].queryset
    fresh_form = student.get(reverse("hours:session_new")).context["form"]
    assert site not in fresh_form.fields["site"].queryset


def test_nothing_is_submitted_to_an_instructor_who_no_longer_signs(student, voided, rosa):
    rosa.is_active = False
    rosa.save()
    data = filled_in(student.get(form_of(voided)).context["form"])
    answer = student.post(form_of(voided), data | {"action": "submit"})
    assert answer.status_code == 422
    assert "This instructor no longer signs hours here." in answer.text
    assert ClinicSession.objects.get() == voided


def test_a_draft_is_not_submitted_to_one_either(student, lucia, rosa, six_o_clock):
    draft = logged(lucia, rosa, submit=False)
    rosa.is_active = False
    rosa.save()
    address = reverse("hours:session_submit", args=[draft.public_id])
    answer = student.post(address, {"version": draft.version})
    assert answer.status_code == 422
    assert "This instructor no longer signs hours here." in answer.text


def test_while_typing_the_voided_sessions_own_clinic_is_known(student, voided, site):
    """Also if it has closed since, and the student has another enrollment."""
    data = filled_in(student.get(form_of(voided)).context["form"])
    site.is_active = False
    site.save()
    EnrollmentFactory(student=voided.student, started_on=DAY)
    check = student.get(form_of(voided)).context["check_url"]
    assert [finding.code for finding in student.post(check, data).context["found"]] == [
        "logged_again"
    ]
