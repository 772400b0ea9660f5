"""An editor previews a digest, tests it and sends it once."""

import pytest
from django.urls import reverse
from django.utils import timezone

from home.mail.models import OutgoingMail
from home.newsletter.models import Digest, Subscriber
from tests.factories.people import person_who_may

pytestmark = pytest.mark.django_db
ADMIN = "/admin/"  # Wagtail redirects people without permission there, with a message


def test_a_digest_is_previewed_tested_and_sent(client, edie, digest):
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


def test_a_sent_digest_cannot_be_changed(client, edie, digest):
    Digest.objects.update(sent_at=timezone.now())
    answer = client.post(reverse("digest:edit", args=[digest.pk]), {"subject": "Other"})

    assert answer["Location"] == reverse("digest_send", args=[digest.pk])
    digest.refresh_from_db()
    assert digest.subject == "Autumn letter"


def test_a_sent_digest_cannot_be_deleted(client, digest):
    client.force_login(person_who_may("change_digest", "delete_digest"))
    Digest.objects.update(sent_at=timezone.now())
    client.post(reverse("digest:delete", args=[digest.pk]))
    assert Digest.objects.exists()

    Digest.objects.update(sent_at=None)
    client.post(reverse("digest:delete", args=[digest.pk]))
    assert not Digest.objects.exists()


def test_a_digest_without_recipients_is_refused_with_a_sentence(client, edie, digest):
    answer = client.post(reverse("digest_send", args=[digest.pk]), {"send": ""}, follow=True)

    assert "No one is subscribed to its language and topics" in answer.text
    digest.refresh_from_db()
    assert digest.sent_at is None


def test_a_line_break_in_a_subject_is_refused_with_a_sentence(client, edie):
    answer = client.post(reverse("digest:add"), {"subject": "Autumn\nBcc: all@example.test"})

    assert "Enter this on one line." in answer.text


@pytest.mark.parametrize("page", ["digest:index", "digest:add", "subscriber:index"])
def test_the_pages_of_the_newsletter_open_for_its_editor(client, edie, digest, page):
    assert client.get(reverse(page)).status_code == 200


def test_nobody_can_add_a_subscriber_by_hand(client, edie):
    user = person_who_may("add_subscriber", "change_subscriber", "view_subscriber")
    client.force_login(user)

    assert client.post(reverse("subscriber:add"), {}).status_code in (302, 403)
    assert not Subscriber.objects.exists()


def test_sending_is_for_those_who_may_change_digests(client, digest):
    client.force_login(person_who_may("change_enquiry"))
    page = reverse("digest_send", args=[digest.pk])

    assert client.post(page, {"send": ""})["Location"] == ADMIN
    digest.refresh_from_db()
    assert digest.sent_at is None


def test_people_without_permission_cannot_tell_which_numbers_exist(client, digest):
    client.force_login(person_who_may("view_site"))
    places = [reverse("digest_send", args=[pk]) for pk in (digest.pk, 999_999)]

    assert {client.get(place)["Location"] for place in places} == {ADMIN}
