"""The office's side: the inbox of enquiries, and the newsletter before it goes out."""

import csv
import io

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from home.models import Digest, DigestStory, Enquiry, OutgoingMail, Registration, Subscriber
from home.services.outbox import post_mail
from tests.factories.events import event_with_page
from tests.factories.people import SuperuserFactory, UserFactory
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


def test_an_enquiry_is_given_only_to_someone_of_the_office(client, nora):
    asked, stranger = enquiry(), UserFactory()
    fields = {"status": "new", "assigned_to": stranger.pk, "version": 1}
    assert client.post(reverse("enquiry", args=[asked.pk]), fields).status_code == 200

    asked.refresh_from_db()
    assert asked.assigned_to is None


def test_a_page_that_somebody_overtook_shows_how_it_stands_and_keeps_the_note(client, nora):
    asked = enquiry()
    page = reverse("enquiry", args=[asked.pk])
    client.post(page, {"status": "in_contact", "assigned_to": nora.pk, "version": 1})
    late = client.post(page, {"status": "closed", "note": "Called on Monday.", "version": 1})

    assert late.status_code == 409
    assert "Somebody else changed this enquiry" in late.text
    form = late.context["form"]
    assert (form["status"].value(), form["assigned_to"].value()) == ("in_contact", nora.pk)
    assert (form["note"].value(), form["version"].value()) == ("Called on Monday.", 2)
    asked.refresh_from_db()
    assert asked.status == "in_contact"


def test_whoever_has_an_enquiry_is_shown_even_without_the_right_and_a_superuser_may_get_one(
    client, nora
):
    gone, chief = UserFactory(is_active=False), SuperuserFactory()
    asked, other = enquiry(assigned_to=gone), enquiry()
    office = client.get(reverse("enquiry", args=[asked.pk])).context["form"]["assigned_to"].field
    assert set(office.queryset) == {nora, gone, chief}

    office = client.get(reverse("enquiry", args=[other.pk])).context["form"]["assigned_to"].field
    assert gone not in office.queryset  # nobody is given one who may not work on it
    found = client.get(reverse("enquiries"), {"assigned_to": gone.pk})
    assert [each.pk for each in found.context["object_list"]] == [asked.pk]


def test_the_export_has_the_notes_and_the_consent(client, nora):
    asked = enquiry()
    fields = {"status": "in_contact", "note": "Called on Monday.", "version": 1}
    client.post(reverse("enquiry", args=[asked.pk]), fields)
    answer = client.get(reverse("enquiries"), {"export": "csv"})
    (row,) = csv.DictReader(io.StringIO(answer.getvalue().decode()))

    assert row["Consent"] == "I agree."
    assert "Status: In contact" in row["Notes"]
    assert f"{nora}: Called on Monday." in row["Notes"]


def test_an_enquiry_is_erased_after_a_question(client):
    client.force_login(person_who_may("change_enquiry", "delete_enquiry"))
    asked = enquiry()
    page = reverse("enquiry_erase", args=[asked.pk])
    assert page in client.get(reverse("enquiry", args=[asked.pk])).text
    assert "Ana Duarte" in client.get(page).text
    assert Enquiry.objects.exists()  # looking erases nothing

    assert client.post(page)["Location"] == reverse("enquiries")
    assert not Enquiry.objects.exists()


def test_without_the_right_nobody_erases_an_enquiry(client, nora):
    asked = enquiry()
    page = reverse("enquiry_erase", args=[asked.pk])

    assert client.post(page)["Location"] == ADMIN
    assert page not in client.get(reverse("enquiry", args=[asked.pk])).text
    assert Enquiry.objects.exists()


def test_a_registration_is_erased_after_a_question_by_whoever_may(client):
    event = event_with_page()
    ana = registration(event)
    page = reverse("guest_erase", args=[ana.pk])
    client.force_login(person_who_may("view_registration"))
    assert page not in client.get(reverse("guests")).text
    assert client.post(page)["Location"] == ADMIN

    client.force_login(person_who_may("delete_registration", "view_registration"))
    assert page in client.get(reverse("guests")).text
    assert "Ana Duarte" in client.get(page).text
    client.post(page)
    assert not event.registrations.exists()


def registration(event) -> Registration:
    return Registration.objects.create(
        event=event,
        name="Ana Duarte",
        email="ana@example.test",
        language="en",
        consent="I agree.",
        state="registered",
        registered_at=timezone.now(),
    )


@pytest.mark.parametrize("page", ["enquiry", "enquiry_erase", "digest_send", "mail_try_again"])
def test_who_may_not_is_not_told_which_numbers_exist(client, digest, page):
    asked = enquiry()
    mail = post_mail(to="ana@example.test", subject="Hello", text="Hello")
    client.force_login(person_who_may("view_site"))
    rows = {"enquiry": asked, "enquiry_erase": asked, "digest_send": digest, "mail_try_again": mail}
    places = [reverse(page, args=[pk]) for pk in (rows[page].pk, 999_999)]

    assert {client.get(place)["Location"] for place in places} == {ADMIN}


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


def test_a_digest_that_was_sent_is_not_deleted(client, digest):
    client.force_login(person_who_may("change_digest", "delete_digest"))
    Digest.objects.update(sent_at=timezone.now())
    client.post(reverse("digest:delete", args=[digest.pk]))
    assert Digest.objects.exists()

    Digest.objects.update(sent_at=None)
    client.post(reverse("digest:delete", args=[digest.pk]))
    assert not Digest.objects.exists()


def test_a_digest_that_nobody_gets_is_refused_in_a_sentence(client, edie, digest):
    answer = client.post(reverse("digest_send", args=[digest.pk]), {"send": ""}, follow=True)

    assert "Nobody asked for letters like this one" in answer.text
    digest.refresh_from_db()
    assert digest.sent_at is None


def test_a_line_break_in_a_subject_is_refused_in_a_sentence(client, edie):
    answer = client.post(reverse("digest:add"), {"subject": "Autumn\nBcc: all@example.test"})

    assert "Write this on one line." in answer.text


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
