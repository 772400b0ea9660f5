"""People may give a phone on their account page, and take it back."""

import pytest
from django.urls import reverse

from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("phone", "status", "kept"),
    [("305-555-0142", 302, "305-555-0142"), ("", 302, ""), ("call me", 422, "305-555-0100")],
)
def test_a_phone_is_kept_forgotten_or_refused(client, phone, status, kept):
    person = UserFactory(phone="305-555-0100")
    client.force_login(person)
    sent = {"display_name": person.display_name, "phone": phone}
    assert client.post(reverse("account_name"), sent).status_code == status
    person.refresh_from_db()
    assert person.phone == kept
