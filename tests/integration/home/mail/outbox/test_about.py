"""Mail is erased with the row it is about, however that is deleted, and no other mail is."""

import pytest
from django.utils import timezone

from home.mail.models import OutgoingMail
from home.mail.services.outbox import (
    SETTLED_KEPT,
    Mail,
    drop_waiting,
    erase_settled_mail,
    post_mails,
)
from home.newsletter.models import Subscriber
from tests.factories.newsletter import subscriber

from .mail import post

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana():
    return subscriber("ana@example.test")


def test_deleting_one_row_erases_its_mail_to_all_recipients(ana):
    post(about=ana), post("office@palmetto.test", about=ana)
    other = post("ben@example.test", about=subscriber("ben@example.test"))
    ana.delete()

    assert list(OutgoingMail.objects.all()) == [other]


def test_deleting_many_rows_at_once_erases_their_mail(ana):
    everyone = [ana, subscriber("ben@example.test")]
    post_mails(Mail(each.email, "News", "Read.", about=each) for each in everyone)
    about_nobody = post()
    Subscriber.objects.all().delete()

    assert list(OutgoingMail.objects.all()) == [about_nobody]


def test_only_mail_that_still_waits_is_canceled(ana):
    sent, waiting, of_others = post(about=ana), post(about=ana), post()
    OutgoingMail.objects.filter(pk=sent.pk).update(state="sent", text="")
    assert drop_waiting(ana, "Ana has left.") == 1

    states = dict(OutgoingMail.objects.values_list("pk", "state"))
    assert states == {sent.pk: "sent", waiting.pk: "too_late", of_others.pk: "waiting"}
    waiting.refresh_from_db()
    assert (waiting.problem, waiting.text) == ("Ana has left.", "")


def test_erasing_mail_keeps_the_row_it_is_about(ana):
    mail = post(about=ana)
    OutgoingMail.objects.filter(pk=mail.pk).update(
        state="sent", due_at=timezone.now() - 2 * SETTLED_KEPT
    )
    assert erase_settled_mail(timezone.now()) == 1

    ana.refresh_from_db()
    assert not ana.mails.exists()
