"""Admissions answers requests from an inbox, and erases what people sent."""

import csv
import io

import pytest
from django.urls import reverse

from courses.admissions.models import Enquiry
from tests.factories.enquiries import enquiry
from tests.factories.people import SuperuserFactory, UserFactory, person_who_may

pytestmark = pytest.mark.django_db
ADMIN = "/admin/"  # Wagtail redirects people without permission there, with a message


def test_the_inbox_shows_who_asked_and_filters_by_status(client, nora):
    enquiry()
    enquiry(name="Bo Lind", status="closed")
    inbox = reverse("enquiries")

    assert "Ana Duarte" in client.get(inbox).text
    only_closed = client.get(inbox, {"status": "closed"}).text
    assert "Bo Lind" in only_closed
    assert "Ana Duarte" not in only_closed


def test_an_enquiry_is_updated_assigned_and_annotated(client, nora):
    asked = enquiry(message="Evening classes?")
    page = reverse("enquiry", args=[asked.pk])
    assert "Evening classes?" in client.get(page).text

    answer = client.post(
        page,
        {"status": "in_contact", "assigned_to": nora.pk, "note": "Called on Monday.", "version": 1},
    )

    assert answer.status_code == 302
    asked.refresh_from_db()
    assert (asked.status, asked.assigned_to) == ("in_contact", nora)
    assert "Called on Monday." in client.get(page).text


def test_a_status_that_does_not_exist_changes_nothing(client, nora):
    asked = enquiry()
    fields = {"status": "sold", "note": "x", "version": 1}
    client.post(reverse("enquiry", args=[asked.pk]), fields)

    asked.refresh_from_db()
    assert asked.status == "new"
    assert not asked.notes.exists()


def test_an_enquiry_is_assigned_only_to_people_in_the_office(client, nora):
    asked, stranger = enquiry(), UserFactory()
    fields = {"status": "new", "assigned_to": stranger.pk, "version": 1}
    assert client.post(reverse("enquiry", args=[asked.pk]), fields).status_code == 200

    asked.refresh_from_db()
    assert asked.assigned_to is None


def test_an_outdated_page_shows_the_current_status_and_keeps_the_note(client, nora):
    asked = enquiry()
    page = reverse("enquiry", args=[asked.pk])
    client.post(page, {"status": "in_contact", "assigned_to": nora.pk, "version": 1})
    late = client.post(page, {"status": "closed", "note": "Called on Monday.", "version": 1})

    assert late.status_code == 409
    assert "Someone else changed this inquiry" in late.text
    form = late.context["form"]
    assert (form["status"].value(), form["assigned_to"].value()) == ("in_contact", nora.pk)
    assert (form["note"].value(), form["version"].value()) == ("Called on Monday.", 2)
    asked.refresh_from_db()
    assert asked.status == "in_contact"


def test_the_assignee_is_shown_even_without_the_right_and_a_superuser_can_be_assigned(client, nora):
    gone, chief = UserFactory(is_active=False), SuperuserFactory()
    asked, other = enquiry(assigned_to=gone), enquiry()
    office = client.get(reverse("enquiry", args=[asked.pk])).context["form"]["assigned_to"].field
    assert set(office.queryset) == {nora, gone, chief}

    office = client.get(reverse("enquiry", args=[other.pk])).context["form"]["assigned_to"].field
    assert gone not in office.queryset  # a request is only assigned to people who may work on it
    found = client.get(reverse("enquiries"), {"assigned_to": gone.pk})
    assert [each.pk for each in found.context["object_list"]] == [asked.pk]


def test_the_export_includes_the_notes_and_the_consent(client, nora):
    asked = enquiry()
    fields = {"status": "in_contact", "note": "Called on Monday.", "version": 1}
    client.post(reverse("enquiry", args=[asked.pk]), fields)
    answer = client.get(reverse("enquiries"), {"export": "csv"})
    (row,) = csv.DictReader(io.StringIO(answer.getvalue().decode()))

    assert row["Consent"] == "I agree."
    assert "Status: In contact" in row["Notes"]
    assert f"{nora}: Called on Monday." in row["Notes"]


def test_an_enquiry_is_erased_after_confirmation(client):
    client.force_login(person_who_may("change_enquiry", "delete_enquiry"))
    asked = enquiry()
    page = reverse("enquiry_erase", args=[asked.pk])
    assert page in client.get(reverse("enquiry", args=[asked.pk])).text
    assert "Ana Duarte" in client.get(page).text
    assert Enquiry.objects.exists()  # viewing the page erases nothing

    assert client.post(page)["Location"] == reverse("enquiries")
    assert not Enquiry.objects.exists()


def test_without_the_right_nobody_erases_an_enquiry(client, nora):
    asked = enquiry()
    page = reverse("enquiry_erase", args=[asked.pk])

    assert client.post(page)["Location"] == ADMIN
    assert page not in client.get(reverse("enquiry", args=[asked.pk])).text
    assert Enquiry.objects.exists()


@pytest.mark.parametrize("page", ["enquiry", "enquiry_erase"])
def test_people_without_permission_cannot_tell_which_numbers_exist(client, page):
    client.force_login(person_who_may("view_site"))
    places = [reverse(page, args=[pk]) for pk in (enquiry().pk, 999_999)]

    assert {client.get(place)["Location"] for place in places} == {ADMIN}


def test_the_export_runs_no_formula(client, nora):
    enquiry(name="=HYPERLINK(1)", message="+1 @all", phone="+1 305 555 0142")
    answer = client.get(reverse("enquiries"), {"export": "csv"})
    (row,) = csv.DictReader(io.StringIO(answer.getvalue().decode()))

    assert row["Your name"] == "'=HYPERLINK(1)"
    assert row["Phone"] == "'+1 305 555 0142"


@pytest.mark.parametrize("count", [2, 30])
def test_the_inbox_takes_the_same_queries_for_few_rows_and_many(
    client, nora, count, django_assert_num_queries
):
    for number in range(count):
        enquiry(name=f"Person {number}", assigned_to=nora)
    client.get(reverse("enquiries"))
    with django_assert_num_queries(INBOX_QUERIES):
        client.get(reverse("enquiries"))


INBOX_QUERIES = 15  # one of them checks whether the menu links to a desk


def test_a_page_editor_cannot_open_the_inbox(client):
    client.force_login(person_who_may("add_digest", "change_digest", "view_subscriber"))
    asked = enquiry()

    assert client.get(reverse("enquiries")).status_code == 302
    assert client.get(reverse("enquiry", args=[asked.pk]))["Location"] == ADMIN
