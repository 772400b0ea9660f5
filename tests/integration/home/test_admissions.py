"""The office's side: the inbox of enquiries, and the newsletter before it goes out."""

import csv
import io

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from home.models import Digest, DigestStory, Enquiry, OutgoingMail, Subscriber
from tests.factories.people import UserFactory
from tests.factories.stories import StoryPageFactory

pytestmark = pytest.mark.django_db


ADMIN = "/admin/"  # Wagtail leads back there, with a sentence, whoever may not


def person_who_may(*codenames: str):
    user = UserFactory(is_staff=True, email=f"{codenames[0]}@palmetto.test")
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    return user


@pytest.fixture
def nora(client):
    user = person_who_may("change_enquiry")
    client.force_login(user)
    return user


@pytest.fixture
def edie(client):
    user = person_who_may("add_digest", "change_digest", "view_subscriber")
    client.force_login(user)
    return user


def enquiry(**fields) -> Enquiry:
    known = {
        "name": "Ana Duarte",
        "email": "ana@example.test",
        "start": "year",
        "language": "en",
        "consent": "I agree.",
        "received_at": timezone.now(),
        "erase_on": timezone.localdate(),
    }
    return Enquiry.objects.create(**known | fields)


@pytest.fixture
def digest():
    made = Digest.objects.create(subject="Autumn letter", language="en")
    DigestStory.objects.create(digest=made, story=StoryPageFactory(title="Why touch helps"))
    return made


def test_the_inbox_shows_who_asked_and_filters_by_status(client, nora):
    enquiry()
    enquiry(name="Bo Lind", status="closed")
    inbox = reverse("enquiries")

    assert "Ana Duarte" in client.get(inbox).text
    only_closed = client.get(inbox, {"status": "closed"}).text
    assert "Bo Lind" in only_closed
    assert "Ana Duarte" not in only_closed


def test_an_enquiry_is_moved_on_assigned_and_noted(client, nora):
    asked = enquiry(message="Evening classes?")
    page = reverse("enquiry", args=[asked.pk])
    assert "Evening classes?" in client.get(page).text

    answer = client.post(
        page, {"status": "in_contact", "assigned_to": nora.pk, "note": "Called on Monday."}
    )

    assert answer.status_code == 302
    asked.refresh_from_db()
    assert (asked.status, asked.assigned_to) == ("in_contact", nora)
    assert "Called on Monday." in client.get(page).text


def test_a_status_that_does_not_exist_changes_nothing(client, nora):
    asked = enquiry()
    client.post(reverse("enquiry", args=[asked.pk]), {"status": "sold", "note": "x"})

    asked.refresh_from_db()
    assert asked.status == "new"
    assert not asked.notes.exists()


def test_an_enquiry_is_given_only_to_someone_of_the_office(client, nora):
    asked, stranger = enquiry(), UserFactory()
    fields = {"status": "new", "assigned_to": stranger.pk}
    assert client.post(reverse("enquiry", args=[asked.pk]), fields).status_code == 200

    asked.refresh_from_db()
    assert asked.assigned_to is None


def test_the_export_runs_no_formula(client, nora):
    enquiry(name="=HYPERLINK(1)", message="+1 @all", phone="+1 305 555 0142")
    answer = client.get(reverse("enquiries"), {"export": "csv"})
    (row,) = csv.DictReader(io.StringIO(answer.getvalue().decode()))

    assert row["Your name"] == "'=HYPERLINK(1)"
    assert row["Telephone"] == "'+1 305 555 0142"


@pytest.mark.parametrize("count", [2, 30])
def test_the_inbox_asks_the_same_for_few_and_many(client, nora, count, django_assert_num_queries):
    for number in range(count):
        enquiry(name=f"Person {number}", assigned_to=nora)
    client.get(reverse("enquiries"))
    with django_assert_num_queries(INBOX_QUERIES):
        client.get(reverse("enquiries"))


INBOX_QUERIES = 14


def test_an_editor_of_pages_has_no_business_in_the_inbox(client, edie):
    asked = enquiry()

    assert client.get(reverse("enquiries")).status_code == 302
    assert client.get(reverse("enquiry", args=[asked.pk]))["Location"] == ADMIN


def test_a_digest_is_looked_at_tested_and_sent(client, edie, digest):
    Subscriber.objects.create(
        email="ana@example.test",
        state="confirmed",
        language="en",
        consent="I agree.",
        asked_at=timezone.now(),
    )
    page = reverse("digest_send", args=[digest.pk])
    assert "Why touch helps" in client.get(page).text

    client.post(page, {"test": ""})
    assert OutgoingMail.objects.get().to == edie.email
    client.post(page, {"send": ""})
    client.post(page, {"send": ""})  # a second click

    assert list(OutgoingMail.objects.order_by("pk").values_list("to", flat=True)) == [
        edie.email,
        "ana@example.test",
    ]
    assert "Sent on" in client.get(page).text


def test_a_digest_that_was_sent_is_not_changed(client, edie, digest):
    Digest.objects.update(sent_at=timezone.now())
    answer = client.post(reverse("digest:edit", args=[digest.pk]), {"subject": "Other"})

    assert answer["Location"] == reverse("digest_send", args=[digest.pk])
    digest.refresh_from_db()
    assert digest.subject == "Autumn letter"


@pytest.mark.parametrize("page", ["digest:index", "digest:add", "subscriber:index"])
def test_the_pages_of_the_newsletter_open_for_its_editor(client, edie, digest, page):
    assert client.get(reverse(page)).status_code == 200


def test_nobody_writes_a_reader_by_hand(client, edie):
    user = person_who_may("add_subscriber", "change_subscriber", "view_subscriber")
    client.force_login(user)

    assert client.post(reverse("subscriber:add"), {}).status_code in (302, 403)
    assert not Subscriber.objects.exists()


def test_sending_is_for_those_who_may_change_digests(client, nora, digest):
    page = reverse("digest_send", args=[digest.pk])

    assert client.post(page, {"send": ""})["Location"] == ADMIN
    digest.refresh_from_db()
    assert digest.sent_at is None
