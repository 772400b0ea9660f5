"""Mail that is no longer useful after an outage is not sent, and says why."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from home.events.models import Registration
from home.events.services.events import send_event_news
from home.mail.models import OutgoingMail
from home.mail.services.outbox import send_due
from home.newsletter.services.newsletter import ask_for_newsletter
from tests.factories.events import event_with_page
from tests.integration.home.events.registrations import in_days, send

from .mail import post

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def an_afternoon():
    """An afternoon, because 23 hours before it is the previous day, whenever the tests run."""
    with time_machine.travel(datetime(2026, 11, 2, 15, tzinfo=UTC), tick=False):
        yield


def states() -> dict[str, str]:
    return dict(OutgoingMail.objects.values_list("subject", "state"))


def test_mail_that_is_too_late_is_kept_with_the_reason_and_the_rest_is_sent(mail_server):
    post(subject="Too late", send_before=timezone.now() + timedelta(hours=1))
    post(subject="In time", send_before=timezone.now() + timedelta(days=2))
    post(subject="For ever")
    with in_days(1):
        send_due()

    assert states() == {"Too late": "too_late", "In time": "sent", "For ever": "sent"}
    late = OutgoingMail.objects.get(state="too_late")
    assert (late.text, late.problem) == ("", "It waited until it was no longer useful.")
    assert [mail["Subject"] for mail in mail_server.mailbox] == ["In time", "For ever"]


@pytest.mark.parametrize(("days", "state"), [(6, "sent"), (8, "too_late")])
def test_a_confirmation_goes_out_until_its_event_is_over(client, mail_server, days, state):
    send(client, event_with_page())
    with in_days(days):
        send_due()

    assert states() == {"Your place: Open house": state}


def test_a_reminder_of_tomorrow_is_not_sent_on_the_day_itself(client, mail_server):
    event = event_with_page()
    send(client, event)
    send_due()
    with time_machine.travel(event.starts_at - timedelta(hours=23), tick=False):
        send_event_news(timezone.now())
    with time_machine.travel(event.starts_at - timedelta(minutes=1), tick=False):
        send_due()

    assert states()["Tomorrow: Open house"] == "too_late"


def test_people_only_hear_that_a_canceled_event_is_canceled(client, mail_server):
    event = event_with_page()
    send(client, event)
    event.is_called_off = True
    event.save()
    with in_days(1):
        send_event_news(timezone.now())
        send_due()

    assert states() == {"Your place: Open house": "too_late", "Canceled: Open house": "sent"}
    place = OutgoingMail.objects.get(state="too_late")
    assert place.problem == "The event was canceled before this was sent."
    assert (place.text, place.attachments) == ("", [])
    assert Registration.objects.get().start_told is None


def test_a_link_to_confirm_the_newsletter_is_not_sent_once_it_has_expired(mail_server):
    asked = {"email": "ana@example.test", "language": "en", "topics": [], "consent": "I agree."}
    ask_for_newsletter(**asked, school=None)
    with in_days(7.01):
        send_due()

    assert set(states().values()) == {"too_late"}
