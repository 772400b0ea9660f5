"""Transfer hours and opening balances: posted by the coordinator, counted once, taken back with a reason."""

import pytest
from django.urls import reverse

from clinic_hours.sessions.models import Balance, HourEntry
from tests.factories.clinic import credited, logged, signed
from tests.factories.people import PASSWORD

from .paper_forms import entry_url, filled, form_of, reverse_url

pytestmark = pytest.mark.django_db


def test_the_coordinator_posts_hours_from_a_document(client, lucia, cora):
    client.force_login(cora)
    answer = client.post(form_of(lucia), filled(lucia))
    entry = HourEntry.objects.get()
    record = reverse("hours:enrollment", args=[lucia.public_id])
    assert (answer.status_code, answer.headers["Location"]) == (303, record)
    assert (entry.kind, entry.minutes, entry.clients) == ("transfer", 750, 10)
    assert Balance.objects.get().paper_minutes == 750


@pytest.mark.parametrize(("written", "minutes"), [("12:30", 750), ("12,5", 750), ("0:01", 1)])
def test_hours_are_accepted_as_documents_write_them(client, lucia, cora, written, minutes):
    client.force_login(cora)
    client.post(form_of(lucia), filled(lucia, hours=written))
    assert HourEntry.objects.get().minutes == minutes


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"hours": ""}, "Enter the hours stated in the document."),
        ({"hours": "twelve"}, "Enter hours like 12.5 or 12:30"),
        ({"hours": "-5"}, "Enter hours like 12.5 or 12:30"),
        ({"hours": "١٢"}, "Enter hours like 12.5 or 12:30"),
        ({"hours": "0"}, "Enter more than 0"),
        ({"hours": "9999"}, "no more than 5000 hours"),
        ({"hours": "1.01"}, "a whole number of minutes"),
        ({"kind": "sign_off"}, "Choose one of the two types."),
        ({"kind": ""}, "Choose the type of hours."),
        ({"requirement": "999999"}, "Choose one of this enrollment&#x27;s requirements."),
        ({"document": " "}, "Enter the document that states these hours."),
        ({"document": "x" * 201}, "This text is too long"),
        ({"document": "a\x00b"}, "(NUL)"),
        ({"document": "Transcript\u200b 118"}, "an invisible character (U+200B)"),
        ({"date": "2026-13-01"}, "Enter the date like"),
        ({"date": "2190-01-01"}, "The document date cannot be in the future."),
        ({"clients": "-1"}, "Enter a whole number"),
        ({"agree": ""}, "Check the box to agree to the statement."),
        ({"password": "wrong"}, "That password is incorrect."),
        ({"password": ""}, "Enter your password"),
    ],
)
def test_hours_that_cannot_be_posted_are_refused_with_a_sentence(
    client, lucia, cora, changed, sentence
):
    client.force_login(cora)
    answer = client.post(form_of(lucia), filled(lucia, **changed))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not HourEntry.objects.exists()


def test_a_second_click_does_not_post_twice(client, lucia, cora):
    client.force_login(cora)
    client.post(form_of(lucia), filled(lucia))
    answer = client.post(form_of(lucia), filled(lucia))
    assert answer.status_code == 409
    assert "already posted" in answer.content.decode()
    entry = HourEntry.objects.get()
    client.post(reverse_url(entry), {"reason": "Wrong school.", "password": PASSWORD})
    assert client.post(form_of(lucia), filled(lucia)).status_code == 303


@pytest.mark.parametrize(
    "changed",
    [
        {"hours": "12"},
        {"kind": "opening"},
        {"date": "2026-05-03"},
        {"document": "  transcript 118 OF  Coral College"},
        {"document": "Transcript \uff11\uff11\uff18 of Coral College", "hours": "3"},
    ],
)
def test_one_document_counts_once_for_a_requirement(client, lucia, cora, changed):
    client.force_login(cora)
    client.post(form_of(lucia), filled(lucia))
    answer = client.post(form_of(lucia), filled(lucia, **changed))
    assert answer.status_code in {409, 422}
    if "document" not in changed or "hours" in changed:
        sentence = "This document already gives 12.50 h to “Hands-on sessions” (entry 3)."
        assert sentence in answer.text
    assert HourEntry.objects.count() == 1


def test_a_field_that_is_not_in_the_form_changes_nothing(client, lucia, mei, cora):
    client.force_login(cora)
    client.post(form_of(lucia), filled(lucia, minutes="9999") | {"enrollment": str(mei.pk)})
    entry = HourEntry.objects.get()
    assert (entry.enrollment, entry.minutes) == (lucia, 750)


def test_hours_from_documents_are_shown_separately_on_the_record_the_desk_and_the_total(
    client, lucia, cora
):
    entry = credited(cora, lucia)
    for person in (cora, lucia.student):
        client.force_login(person)
        record = reverse("hours:enrollment", args=[lucia.public_id])
        assert "10 h from documents" in client.get(record).content.decode()
        total = reverse("hours:requirement", args=[lucia.public_id, entry.requirement_id])
        page = client.get(total).content.decode()
        assert "Transfer hours" in page
        assert "10.00 of these hours come from documents" in page
        assert entry.document in page


def test_the_coordinator_takes_them_back_with_a_reason_once(client, lucia, cora):
    entry = credited(cora, lucia)
    client.force_login(cora)
    assert client.post(reverse_url(entry), {"reason": "", "password": PASSWORD}).status_code == 422
    answer = client.post(reverse_url(entry), {"reason": "Counted twice.", "password": PASSWORD})
    assert answer.status_code == 303
    again = client.post(reverse_url(entry), {"reason": "Again.", "password": PASSWORD})
    assert again.status_code == 409
    assert Balance.objects.get().minutes == 0
    page = client.get(entry_url(entry)).content.decode()
    assert "These hours were reversed by" in page


def test_a_sessions_entry_is_voided_not_reversed_here(client, lucia, rosa, cora):
    (entry,) = signed(logged(lucia, rosa))
    client.force_login(cora)
    answer = client.post(reverse_url(entry), {"reason": "No.", "password": PASSWORD})
    assert answer.status_code == 409
    assert HourEntry.objects.count() == 1
