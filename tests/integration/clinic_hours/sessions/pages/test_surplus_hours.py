"""A document adds no more hours than its requirement can use, and surplus hours are shown."""

import pytest
from django.test import Client
from django.urls import reverse

from clinic_hours.sessions.models import ClinicSession, HourEntry
from clinic_hours.transcripts.documents.issuing import issue_transcript
from clinic_hours.transcripts.documents.paper import content
from clinic_hours.transcripts.selectors.transcripts import document_of
from tests.factories.clinic import EnrollmentFactory, credited, logged, published_set, signed

from .paper_forms import entry_url, filled, form_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["500", "90:01"])
def test_a_document_adds_no_more_hours_than_its_requirement_can_use(client, lucia, cora, typed):
    client.force_login(cora)
    answer = client.post(form_of(lucia), filled(lucia, hours=typed))
    assert answer.status_code == 422
    assert "“Hands-on sessions” needs only 90.00 h more, and this is " in answer.text
    assert not HourEntry.objects.exists()
    assert client.post(form_of(lucia), filled(lucia, hours="90")).status_code == 303


def test_signed_hours_leave_less_room_for_a_document_but_pending_hours_do_not(
    client, lucia, rosa, cora, six_o_clock
):
    signed(logged(lucia, rosa, start="08:00", end="11:00"))
    logged(lucia, rosa, start="12:00", end="15:00")
    client.force_login(cora)
    assert "needs only 87.00 h more" in client.post(form_of(lucia), filled(lucia, hours="88")).text
    assert client.post(form_of(lucia), filled(lucia, hours="87")).status_code == 303


def test_a_requirement_with_a_higher_maximum_can_use_more(client, site, cora):
    line = {"category": "x", "name": "X", "minutes": 10 * 60, "maximum_minutes": 20 * 60}
    enrollment = EnrollmentFactory(requirement_set=published_set(line))
    client.force_login(cora)
    assert client.post(form_of(enrollment), filled(enrollment, hours="21")).status_code == 422
    assert client.post(form_of(enrollment), filled(enrollment, hours="20")).status_code == 303


def test_missing_clients_can_be_posted_even_if_the_hours_are_full(client, site, cora):
    line = {"category": "x", "name": "X", "minutes": 10 * 60, "minimum_clients": 30}
    enrollment = EnrollmentFactory(requirement_set=published_set(line))
    credited(cora, enrollment, minutes=9 * 60, clients=20)
    client.force_login(cora)
    data = filled(enrollment, hours="1", clients="10")
    assert client.post(form_of(enrollment), data).status_code == 303


def test_a_documents_hours_are_clock_hours_if_the_set_counts_fifty_minutes(client, site, cora):
    line = {"category": "x", "name": "X", "minutes": 50 * 60}
    enrollment = EnrollmentFactory(requirement_set=published_set(line, minutes_per_clock_hour=50))
    client.force_login(cora)
    assert "in clock hours of 50 minutes" in client.get(form_of(enrollment)).text
    assert client.post(form_of(enrollment), filled(enrollment, hours="51")).status_code == 422
    assert client.post(form_of(enrollment), filled(enrollment, hours="50")).status_code == 303
    assert HourEntry.objects.get().minutes == 2500


@pytest.fixture
def over(lucia, rosa, cora, six_o_clock):
    """Lucía has 90 transfer hours and three signed, so three are surplus. Three more are waiting."""
    entry = credited(cora, lucia, minutes=90 * 60)
    signed(logged(lucia, rosa, start="08:00", end="11:00"))
    logged(lucia, rosa, start="12:00", end="15:00")
    return entry


def test_hours_over_the_requirement_are_called_surplus_on_every_screen(over, lucia, rosa, cora):
    requirement = lucia.requirement_set.requirements.get()
    transcript = issue_transcript(actor=cora, enrollment=lucia)
    pages = [
        (lucia.student, reverse("hours:home"), "3 h surplus"),
        (cora, reverse("hours:enrollment", args=[lucia.public_id]), "3 h surplus"),
        (cora, reverse("hours:student_list"), "3 h surplus"),
        (rosa.user, reverse("hours:queue"), "3.00 h surplus"),
        (rosa.user, reverse("hours:session", args=[waiting(lucia).public_id]), "3.00 h of this is"),
        (cora, entry_url(over), "3.00 hours go beyond this requirement"),
        (
            cora,
            reverse("hours:requirement", args=[lucia.public_id, requirement.pk]),
            "3.00 of these hours are surplus",
        ),
        (cora, reverse("hours:transcripts", args=[lucia.public_id]), "3 h are surplus"),
        (cora, reverse("verify_transcript", args=[transcript.code]), "3.00 h surplus"),
    ]
    browser = Client()
    lacking = []
    for person, address, words in pages:
        browser.force_login(person)
        if words not in browser.get(address).text:
            lacking.append(address)
    assert lacking == []
    printed = content(document_of(transcript), "en")["requirements"]
    assert "3:00 h surplus" in printed["rows"][0]["outcome"]
    assert "3:00 h surplus" in printed["total"][-1]
    assert "Surplus hours go beyond what a requirement needs" in printed["note"]


def waiting(enrollment) -> ClinicSession:
    return ClinicSession.objects.get(enrollment=enrollment, status="submitted")
