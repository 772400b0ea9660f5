"""If a lock is held too long, a public form comes back filled in, and other pages respond 503."""

import pytest
from django.contrib.auth import get_user_model
from django.db import OperationalError
from django.urls import reverse

from home.core.views.busy import TRY_AGAIN, is_unavailable
from home.mail.models import OutgoingMail
from tests.factories.people import PASSWORD, UserFactory
from tests.honest_forms import fill_in
from tests.locks import held

from .test_public_forms import ENQUIRY, EVENT, NEWSLETTER

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    ("form", "table", "typed"),
    [
        (ENQUIRY, "courses_admissions_enquiry", "Are there evening classes?"),
        (EVENT, "home_events_registration", "Ana Duarte"),
        (NEWSLETTER, "home_newsletter_subscriber", "ana@example.test"),
    ],
    ids=["enquiry", "event", "newsletter"],
)
def test_a_public_form_comes_back_filled_in(client, form, table, typed):
    address = form.address()
    with held(table):
        answer = fill_in(client, address, form.fields)
    assert answer.status_code == 503
    assert answer["Retry-After"]
    assert str(TRY_AGAIN) in answer.text
    assert typed in answer.text
    assert not form.rows.objects.exists()
    assert not OutgoingMail.objects.exists()
    assert fill_in(client, address, form.fields).status_code == 303


def test_a_page_without_a_form_says_when_to_retry(client):
    person = UserFactory()
    sent = {"login": person.email, "password": PASSWORD}
    with held(get_user_model()._meta.db_table):
        answer = client.post(reverse("account_login"), sent)
    assert answer.status_code == 503
    assert int(answer["Retry-After"]) > 0
    assert "may not have been saved" in answer.text


def test_a_session_that_cannot_be_saved_gets_an_explanation(client):
    client.force_login(UserFactory())
    with held("django_session"):
        answer = client.post(reverse("account_logout"))
    assert answer.status_code == 503
    assert "may not have been saved" in answer.text


@pytest.mark.parametrize("state", ["40P01", "40001"])
def test_two_acts_that_wait_for_each_other_again_and_again_are_a_busy_site(state):
    """A service has tried three times by then."""
    error = OperationalError("deadlock detected")
    error.__cause__ = type("DeadlockDetected", (Exception,), {"sqlstate": state})()
    assert is_unavailable(error)
