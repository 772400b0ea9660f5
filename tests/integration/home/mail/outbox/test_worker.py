"""The worker: urgent mail goes first, tasks do not wait for mail, and it stops when told to."""

import time
from datetime import timedelta
from threading import Event

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from home.mail.management import worker as the_worker
from home.mail.models import OutgoingMail
from portal.settings.mail import OUTBOX
from tests.factories.pages import StandardPageFactory
from tests.factories.people import UserFactory
from tests.servers.mail_server import free_port
from tests.servers.worker_process import running_worker, wait_until

from .mail import post

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE = 2  # seconds
NEWSLETTER = OutgoingMail.Priority.NEWSLETTER


@pytest.fixture
def newsletters(mail_server) -> None:
    """Queue two hundred newsletters, which take 20 seconds to send."""
    mail_server.seconds_each = 0.1
    for number in range(200):
        post(f"subscriber-{number}@example.test", priority=NEWSLETTER)


def waiting():
    return OutgoingMail.objects.filter(state="waiting")


def ends_at_once(worker) -> bool:
    """Send SIGTERM, and return whether the process ends in time with a clean exit."""
    began = time.monotonic()
    worker.terminate()
    return worker.wait(timeout=60) == 0 and time.monotonic() - began < AT_ONCE


def test_a_reset_link_overtakes_the_newsletters(client, mail_server, newsletters, settings):
    settings.EMAIL_BACKEND = OUTBOX
    person = UserFactory(email="mei@palmetto.test")
    with running_worker(mail_server.port):
        assert wait_until(lambda: mail_server.mailbox)
        client.post(reverse("account_reset_password"), {"email": person.email})

        assert wait_until(lambda: mail_server.mail_to(person.email), AT_ONCE)
        assert waiting().count() > 100


def test_a_page_is_published_on_time_while_newsletters_go_out(
    mail_server, newsletters, monkeypatch
):
    monkeypatch.setattr(the_worker, "LOOK_EVERY", 0.2)
    page = StandardPageFactory(live=False, go_live_at=timezone.now() + timedelta(seconds=1))
    page.save_revision().publish()
    stop = Event()
    threads = the_worker.start(stop)
    try:
        assert wait_until(lambda: Page.objects.get(pk=page.pk).live, 1 + AT_ONCE)
        assert waiting().count() > 100
    finally:
        stop.set()
        the_worker.wait_for(threads, 10)


def test_it_stops_at_once_between_two_mails(mail_server, newsletters):
    with running_worker(mail_server.port) as worker:
        assert wait_until(lambda: mail_server.mailbox)

        assert ends_at_once(worker)
    assert len(mail_server.mailbox) + waiting().count() == 200
    assert not waiting().filter(due_at__gt=timezone.now()).exists()  # none was being sent


def test_it_stops_at_once_while_waiting_for_mail(mail_server):
    post()
    with running_worker(mail_server.port) as worker:
        assert wait_until(lambda: mail_server.mailbox)
        assert wait_until(lambda: not waiting().exists())

        assert ends_at_once(worker)


def test_it_stops_at_once_during_a_slow_delivery_and_the_mail_waits(mail_server):
    mail_server.seconds_each = 600
    mail = post()
    with running_worker(mail_server.port) as worker:
        assert wait_until(lambda: waiting().filter(due_at__gt=mail.due_at).exists())

        assert ends_at_once(worker)
    assert waiting().exists()


def test_it_stops_at_once_while_no_server_responds():
    post()
    with running_worker(free_port()) as worker:
        assert any("is not responding" in line for line in worker.stderr)

        assert ends_at_once(worker)
