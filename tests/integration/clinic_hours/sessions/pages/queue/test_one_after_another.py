"""Going through the queue one by one: after each session comes the next."""

import pytest
from django.urls import reverse

from clinic_hours.sessions.models import ClinicSession
from tests.factories.people import PASSWORD
from tests.performance.counting import queries

from .rows import QUEUE

pytestmark = pytest.mark.django_db


def page_of(session: ClinicSession) -> str:
    return reverse("hours:session", args=[session.public_id])


def sign(browser, session: ClinicSession, **more):
    sent = {"version": session.version, "agree": "on", "password": PASSWORD} | more
    return browser.post(f"{page_of(session)}sign-off/", sent)


def send_back(browser, session: ClinicSession, **more):
    sent = {"version": session.version, "reason": "Please check the end."} | more
    return browser.post(f"{page_of(session)}return/", sent)


@pytest.mark.parametrize("act", [sign, send_back])
def test_from_the_queue_the_next_session_follows(instructor, waiting, act):
    answer = act(instructor, waiting[0], next="session")
    assert (answer.status_code, answer.url) == (303, f"{page_of(waiting[1])}?from=queue")
    assert "Next: Mei Tanaka, Mon, Nov 16." in instructor.get(answer.url).text


@pytest.mark.parametrize("act", [sign, send_back])
@pytest.mark.parametrize("more", [{}, {"next": "https://example.test/"}])
def test_without_the_queue_the_record_follows(instructor, waiting, act, more):
    answer = act(instructor, waiting[0], **more)
    assert (answer.status_code, answer.url) == (303, page_of(waiting[0]))


def test_a_return_from_a_row_leads_back_to_the_list_at_the_next_row(instructor, waiting):
    answer = send_back(instructor, waiting[1], next="queue")
    assert (answer.status_code, answer.url) == (303, f"{QUEUE}#{waiting[2].public_id}")


def test_after_the_last_comes_the_oldest_and_then_the_empty_queue(instructor, waiting):
    for session, url in (
        (waiting[2], f"{page_of(waiting[0])}?from=queue"),
        (waiting[0], f"{page_of(waiting[1])}?from=queue"),
        (waiting[1], QUEUE),
    ):
        assert sign(instructor, session, next="session").url == url
    assert "Signed. The hours now count." in instructor.get(QUEUE).text


def test_a_session_opened_from_the_queue_leads_to_the_next_and_back(instructor, waiting):
    assert f"{page_of(waiting[0])}?from=queue" in instructor.get(QUEUE).text
    page = instructor.get(f"{page_of(waiting[0])}?from=queue").text
    assert "Next: Mei Tanaka, Mon, Nov 16" in page
    assert page.count('name="next" value="session"') == 2
    assert 'name="next" value="session"' not in instructor.get(page_of(waiting[0])).text


def test_a_refused_form_still_knows_where_it_came_from(instructor, waiting):
    answer = send_back(instructor, waiting[0], reason="", next="queue")
    assert answer.status_code == 422
    assert 'name="next" value="session"' in answer.text


def test_a_student_who_sends_the_field_is_led_to_the_record(student, waiting):
    sent = {"version": waiting[0].version, "next": "session"}
    answer = student.post(f"{page_of(waiting[0])}take-back/", sent)
    assert (answer.status_code, answer.url) == (303, page_of(waiting[0]))


def test_the_link_to_the_next_takes_two_queries_more(instructor, waiting):
    address = page_of(waiting[0])
    instructor.get(address)
    with queries() as plain:
        instructor.get(address)
    with queries() as from_queue:
        instructor.get(f"{address}?from=queue")
    assert len(from_queue) == len(plain) + 2
