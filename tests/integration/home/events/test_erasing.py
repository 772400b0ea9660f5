"""People who registered are erased when they ask for it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from home.events.models import Registration
from tests.factories.events import event_with_page
from tests.factories.people import person_who_may

pytestmark = pytest.mark.django_db
ADMIN = "/admin/"  # Wagtail redirects people without permission there, with a message


def test_a_registration_is_erased_after_confirmation_by_people_who_may(client):
    event = event_with_page()
    ana = registration(event)
    page = reverse("registration_erase", args=[ana.pk])
    client.force_login(person_who_may("view_registration"))
    assert page not in client.get(reverse("registrations")).text
    assert client.post(page)["Location"] == ADMIN

    client.force_login(person_who_may("delete_registration", "view_registration"))
    assert page in client.get(reverse("registrations")).text
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
