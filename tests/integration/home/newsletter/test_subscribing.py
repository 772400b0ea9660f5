"""Only people who confirmed get the newsletter, and one click unsubscribes."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils import timezone

from home.mail.models import DeadAddress, OutgoingMail
from home.mail.services.outbox import post_mail, send_due
from home.mail.services.refusals import mark_dead
from home.mail.signed_links import token_for
from home.newsletter.models import Subscriber
from home.newsletter.services.newsletter import (
    NoSubscribers,
    confirm_newsletter,
    forget_unconfirmed,
    forget_who_left,
    send_digest,
)
from tests.factories.newsletter import digest_of, subscriber
from tests.factories.stories import StoryPageFactory
from tests.honest_forms import fill_in
from tests.servers.mail_server import running_mail_server

pytestmark = pytest.mark.django_db

ASKED = {"email": "Ana@Example.test", "agree": "on"}


def send_soon() -> None:
    """Send what is due. Forms are filled in a few seconds ahead of the clock: see `fill_in`."""
    with time_machine.travel(timezone.now() + timedelta(minutes=1), tick=False):
        send_due()


def link_in(mail, part: str) -> str:
    return re.search(
        rf"http\S+({re.escape(part)}\S+)", mail if isinstance(mail, str) else mail.text
    )[1]


def test_from_asking_to_leaving_over_a_real_mail_server(client, school):
    with running_mail_server() as server:
        assert fill_in(client, "/newsletter/", ASKED).status_code == 303
        with pytest.raises(NoSubscribers):
            send_digest(digest_of(StoryPageFactory()), school)  # not confirmed yet
        send_soon()
        (question,) = server.mailbox
        confirm = link_in(question.get_content(), "/newsletter/confirm/")
        assert Subscriber.objects.get().state == "asked"
        client.get(confirm)
        assert Subscriber.objects.get().state == "asked"  # opening the link alone confirms nothing
        assert "on the list" in client.post(confirm).text

        story = StoryPageFactory(title="Why touch helps")
        assert send_digest(digest_of(story), school) == 1
        send_soon()
        digest = server.mailbox[1]
        assert digest["To"] == "ana@example.test"
        assert digest["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert "Why touch helps" in digest.get_body(["plain"]).get_content()
        html = digest.get_body(["html"]).get_content()
        assert f'href="{settings.SITE_URL}/stories/why-touch-helps/"' in html
        assert "<img" not in html  # no tracking images

    assert b"List-Unsubscribe: \r\n <http" in server.raw[1]  # folded, not encoded
    leave = re.fullmatch(r"<http://[^/]+(/\S+)>", digest["List-Unsubscribe"].strip())[1]
    mail_program = Client(enforce_csrf_checks=True)
    answer = mail_program.post(leave, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert Subscriber.objects.get().state == "left"
    assert mail_program.post(leave).status_code == 200


def test_following_the_link_to_leave_only_shows_a_button(client):
    here = subscriber()
    answer = client.get(f"/newsletter/unsubscribe/{token_for('newsletter_unsubscribe', here.pk)}/")

    assert "<form" in answer.text
    here.refresh_from_db()
    assert here.state == "confirmed"


def test_no_answer_reveals_whether_an_address_is_known(client):
    subscriber("known@example.test")
    pages = []
    for email in ("known@example.test", "new@example.test"):
        answer = fill_in(client, "/newsletter/", {"email": email, "agree": "on"})
        pages.append((answer.status_code, answer["Location"], client.get(answer["Location"]).text))

    assert len({(status, where) for status, where, _ in pages}) == 1


def test_an_existing_subscriber_is_sent_their_preferences_and_stays_confirmed(client):
    known = subscriber("known@example.test")
    Subscriber.objects.update(asked_at=timezone.now() - timedelta(days=1))
    fill_in(client, "/newsletter/", {"email": "known@example.test", "agree": "on"})

    mail = OutgoingMail.objects.get()
    assert "/newsletter/preferences/" in mail.text
    known.refresh_from_db()
    assert known.state == "confirmed"


def test_pressing_the_button_again_fills_nobodys_mailbox(client):
    for _ in range(3):
        fill_in(client, "/newsletter/", ASKED)

    assert OutgoingMail.objects.count() == 1


def test_people_who_unsubscribed_can_come_back_by_confirming_again(client):
    gone = subscriber(state="left")
    Subscriber.objects.update(asked_at=timezone.now() - timedelta(days=1))
    old_link = f"/newsletter/confirm/{token_for('newsletter_confirm', gone.pk)}/"
    client.post(old_link)
    gone.refresh_from_db()
    assert gone.state == "left"  # an old link does not resubscribe anyone

    fill_in(client, "/newsletter/", ASKED)
    client.post(link_in(OutgoingMail.objects.get(), "/newsletter/confirm/"))

    gone.refresh_from_db()
    assert (gone.state, gone.left_at) == ("confirmed", None)


@pytest.mark.parametrize("purpose", ["confirm", "preferences", "unsubscribe"])
def test_a_forged_link_and_one_for_another_purpose_lead_nowhere(client, purpose):
    here = subscriber()
    other = {"confirm": "preferences", "preferences": "unsubscribe", "unsubscribe": "confirm"}

    for token in (
        "forged",
        f"{here.pk}",
        token_for(f"newsletter_{other[purpose]}", here.pk),
        token_for(f"newsletter_{purpose}", 0),
    ):
        assert client.post(f"/newsletter/{purpose}/{token}/").status_code == 404


@pytest.mark.parametrize(("reason", "dead"), [("bounced", 0), ("complained", 1)])
def test_confirming_again_shows_that_the_address_works(reason, dead):
    back = subscriber(state="asked")
    mark_dead(back.email, reason, timezone.now())
    confirm_newsletter(back)

    assert DeadAddress.objects.count() == dead


def test_an_unsubscribed_address_is_erased_after_two_years_with_our_mail_to_it():
    now = timezone.now()
    for email, days in (("old@example.test", 731), ("new@example.test", 700)):
        gone = subscriber(email, state="left")
        Subscriber.objects.filter(pk=gone.pk).update(left_at=now - timedelta(days=days))
        post_mail(to=email, subject="Hello", text="Hello", about=gone)

    assert forget_who_left() == 1
    assert Subscriber.objects.get().email == "new@example.test"
    assert OutgoingMail.objects.get().to == "new@example.test"


def test_addresses_that_never_confirmed_are_erased_after_a_month():
    subscriber("new@example.test", state="asked")
    old = subscriber("old@example.test", state="asked")
    kept = subscriber("kept@example.test")
    Subscriber.objects.filter(pk__in=[old.pk, kept.pk]).update(
        asked_at=timezone.now() - timedelta(days=31)
    )

    assert forget_unconfirmed() == 1
    assert {each.email for each in Subscriber.objects.all()} == {
        "new@example.test",
        "kept@example.test",
    }


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"agree": ""}, "Check the box so that we"),
        ({"email": "ana"}, "valid email address"),
        ({"email": "ana@example.test\nBcc: all@example.test"}, "valid email address"),
        ({"email": "a" * 2_000_000 + "@example.test"}, "at most 254 characters"),
        ({"website": "https://spam.test"}, "hidden field"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_an_invalid_address_is_refused_with_a_sentence(client, changes, sentence):
    answer = fill_in(client, "/newsletter/", ASKED | changes)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert not Subscriber.objects.exists()


def test_subscribing_right_after_unsubscribing_asks_to_confirm(client):
    subscriber(email="ana@example.test", state="left")
    Subscriber.objects.update(asked_at=timezone.now(), left_at=timezone.now())

    fill_in(client, "/newsletter/", ASKED)

    assert Subscriber.objects.get().state == "asked"
    assert OutgoingMail.objects.count() == 1


def test_subscribing_again_in_another_language_switches_without_another_email(client):
    fill_in(client, "/newsletter/", ASKED)
    fill_in(client, "/es/newsletter/", ASKED)

    assert Subscriber.objects.get().language == "es"
    assert OutgoingMail.objects.count() == 1
