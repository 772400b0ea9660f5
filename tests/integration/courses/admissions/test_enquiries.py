"""Requests for information: received once, confirmed, worked on, erased."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Site

from courses.admissions.models import Enquiry
from courses.admissions.services.enquiries import (
    HandledMeanwhile,
    erase_enquiry,
    erase_old_enquiries,
    handle_enquiry,
)
from home.mail.models import OutgoingMail
from home.site.models import SiteSettings
from tests.factories.courses import ProgramFactory
from tests.factories.people import UserFactory
from tests.honest_forms import fill_in, hidden_fields

pytestmark = pytest.mark.django_db

ASKED = {
    "name": "Ana Duarte",
    "email": "ana@example.test",
    "start": "year",
    "reach_by": "email",
    "message": "Are there evening classes?",
    "agree": "on",
}


@pytest.fixture(autouse=True)
def school():
    site = Site.objects.get(is_default_site=True)
    fields = {"name": "Palmetto College", "email": "office@palmetto.test"}
    return SiteSettings.objects.update_or_create(site=site, defaults=fields)[0]


def send(client, **changes):
    return fill_in(client, "/enquire/", ASKED | changes)


def test_a_request_is_saved_confirmed_and_shown_to_the_office(client):
    program = ProgramFactory(name="Massage Therapy")
    answer = send(client, program=program.pk)

    assert (answer.status_code, answer["Location"]) == (303, "/enquire/thank-you/")
    enquiry = Enquiry.objects.get()
    assert (enquiry.program, enquiry.status) == (program, "new")
    confirmation, arrival = OutgoingMail.objects.order_by("pk")
    assert confirmation.to == "ana@example.test"
    assert "Massage Therapy" in confirmation.text
    assert arrival.to == "office@palmetto.test"
    assert "Are there evening classes?" in arrival.text
    assert client.get(answer["Location"]).status_code == 200


def test_the_consent_text_is_saved_with_the_request(client):
    shown = client.get("/enquire/").context["form"].fields["agree"].label
    send(client)

    assert Enquiry.objects.get().consent == shown
    assert "Palmetto College" in shown
    assert "12 months" in shown


def test_a_confirmation_contains_no_text_typed_by_the_sender(client):
    """Anyone may type anyone's address: the mail must not be a way to send them text."""
    send(client, message="Cheap watches, call 555-0100!")

    confirmation = OutgoingMail.objects.get(to="ana@example.test")
    assert "watches" not in confirmation.text + confirmation.subject
    assert "We have your message, too." in confirmation.text


def test_a_request_sent_twice_is_saved_once(client):
    first, second = send(client), send(client, email="Ana@example.test")

    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    assert Enquiry.objects.count() == 1
    assert OutgoingMail.objects.count() == 2  # to the person and to the office


def test_the_same_question_days_later_is_a_new_request(client):
    send(client)
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
        send(client)

    assert Enquiry.objects.count() == 2
    assert OutgoingMail.objects.filter(to="ana@example.test").count() == 2


def test_two_questions_within_minutes_make_two_requests_and_one_confirmation(client):
    send(client)
    send(client, message="Is there parking?", email="Ana@Example.test")

    assert Enquiry.objects.count() == 2
    assert OutgoingMail.objects.filter(to__iexact="ana@example.test").count() == 1
    assert OutgoingMail.objects.filter(to="office@palmetto.test").count() == 2


def test_a_request_in_spanish_is_answered_in_spanish(client):
    fill_in(client, "/es/enquire/", ASKED)

    assert Enquiry.objects.get().language == "es"
    assert OutgoingMail.objects.get(to="ana@example.test").text.startswith("Hola")


def test_the_office_is_told_about_a_spanish_request_in_its_own_language(client):
    fill_in(client, "/es/enquire/", ASKED)

    arrival = OutgoingMail.objects.get(to="office@palmetto.test")
    assert arrival.subject == "New request for information"
    assert "has requested information" in arrival.text
    assert "Within a year" in arrival.text


def test_the_address_preselects_the_program(client):
    program = ProgramFactory(slug="massage")

    assert client.get("/enquire/?program=massage").context["form"]["program"].value() == program.pk
    assert client.get("/enquire/?program=%00").context["form"]["program"].value() is None


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"agree": ""}, "Check the box so that we"),
        ({"email": "ana"}, "valid email address"),
        ({"email": "ana@example.test\nBcc: all@example.test"}, "valid email address"),
        ({"name": "Ana\r\nBcc: all@example.test"}, "one line"),
        ({"name": ""}, "Enter your name."),
        ({"phone": "call me"}, "Enter a phone number."),
        ({"reach_by": "call", "phone": ""}, "number we should call"),
        ({"message": "https://spam.test/a https://spam.test/b"}, "not just a link"),
        ({"message": "x" * 2_000_000}, "at most 3000 characters"),
        ({"program": "999999"}, "Select a valid choice"),
        ({"start": "yesterday"}, "Select a valid choice"),
        ({"website": "https://spam.test"}, "hidden field"),
        ({"opened": ""}, "open for too long"),
        ({"opened": "forged"}, "open for too long"),
        ({"name": "Ana\x00Duarte"}, "an invisible character (U+0000)"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_an_invalid_request_is_refused_with_a_sentence(client, changes, sentence):
    answer = send(client, **changes)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert not Enquiry.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_what_was_typed_is_still_there_after_a_refusal(client):
    answer = send(client, agree="")

    assert "Are there evening classes?" in answer.text
    assert 'value="ana@example.test"' in answer.text


def test_a_form_sent_faster_than_a_person_types_is_refused_and_then_accepted(client):
    hurried = client.post("/enquire/", ASKED | hidden_fields(client, "/enquire/"))
    assert hurried.status_code == 422
    assert "faster than a person can type" in hurried.text

    again = ASKED | {"opened": hurried.context["form"]["opened"].value()}
    with time_machine.travel(timezone.now() + timedelta(seconds=5), tick=False):
        assert client.post("/enquire/", again).status_code == 303


def test_a_form_left_open_overnight_is_sent_with_a_second_click(client):
    hidden = hidden_fields(client, "/enquire/")
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=False) as clock:
        late = client.post("/enquire/", ASKED | hidden)
        assert late.status_code == 422
        clock.shift(5)
        opened = {"opened": late.context["form"]["opened"].value()}
        assert client.post("/enquire/", ASKED | opened).status_code == 303


def test_the_office_updates_a_request_and_adds_notes(client):
    send(client)
    nora = UserFactory()
    enquiry = handle_enquiry(
        actor=nora,
        enquiry=Enquiry.objects.get(),
        version=1,
        status="in_contact",
        assigned_to=nora,
        note="Called; comes to the open house.",
    )

    assert (enquiry.status, enquiry.assigned_to) == ("in_contact", nora)
    change, said = enquiry.notes.all()
    assert (change.written_by, said.written_by) == (nora, nora)
    assert change.text == f"Status: In contact\nAssigned to: {nora}"


def test_if_two_people_update_a_request_from_the_same_page_the_second_is_told(client):
    send(client)
    enquiry, nora = Enquiry.objects.get(), UserFactory()
    shown = {"enquiry": enquiry, "version": enquiry.version, "actor": nora}
    handle_enquiry(**shown, status="in_contact", assigned_to=nora)
    with pytest.raises(HandledMeanwhile):
        handle_enquiry(**shown, status="closed", assigned_to=None, note="Lost?")

    enquiry.refresh_from_db()
    assert (enquiry.status, enquiry.assigned_to) == ("in_contact", nora)
    assert not enquiry.notes.filter(text="Lost?").exists()


def test_a_request_is_erased_at_once_when_the_person_asks(client):
    send(client)
    erase_enquiry(Enquiry.objects.get())

    assert not Enquiry.objects.exists()
    assert not OutgoingMail.objects.filter(text__contains="Ana Duarte").exists()


def test_a_request_is_erased_with_its_notes_when_its_time_is_over(client):
    send(client)
    enquiry = Enquiry.objects.get()
    handle_enquiry(
        actor=None, enquiry=enquiry, version=1, status="closed", assigned_to=None, note="No."
    )

    assert erase_old_enquiries(enquiry.erase_on - timedelta(days=1)) == 0
    assert erase_old_enquiries(enquiry.erase_on) == 1
    assert not Enquiry.objects.exists()
    assert not OutgoingMail.objects.filter(text__contains="Ana Duarte").exists()


def test_the_command_erases_what_is_old_today(client, capsys):
    send(client)
    Enquiry.objects.update(erase_on=timezone.localdate())
    call_command("run_task", "erase_old_enquiries")

    assert "erase_old_enquiries: 1" in capsys.readouterr().out
