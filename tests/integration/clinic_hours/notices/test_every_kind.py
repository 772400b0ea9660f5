"""Each kind of notice is received once, in its reader's language, and its link leads to the thing itself."""

import re
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage

import pytest
import time_machine
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.utils import timezone, translation
from django.utils.html import strip_tags

from clinic_hours.notices.domain.news import KINDS
from clinic_hours.notices.models import Notice
from clinic_hours.notices.services.reading import choose_mail
from portal.settings.mail import OUTBOX
from tests.factories.clinic import NOW, SupervisorFactory
from tests.servers.mail_server import free_port

from .everything import School
from .mailbox import received, subject_of
from .said import SAID

pytestmark = pytest.mark.django_db
OTHER = {"en": "es", "es": "en"}


@pytest.fixture
def clock():
    """A minute after the hour: the digest leaves out what was submitted in the last minute."""
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False) as clock:
        yield clock


@pytest.fixture
def school(lucia, rosa, cora, clock) -> School:
    """Irene wants no digest."""
    irene = SupervisorFactory(user__display_name="Irene Okafor")
    choose_mail(person=irene.user, by_mail={"sessions_submitted": "never"})
    return School(lucia, rosa, irene, cora)


@pytest.fixture
def happens(django_capture_on_commit_callbacks) -> Callable[..., None]:
    """Return a function that lets something happen. Whoever acts is in Tokyo and reads the other language."""

    def happen(act: Callable, language: str, *facts: str) -> None:
        with (
            override_settings(EMAIL_BACKEND=OUTBOX),
            translation.override(OTHER[language]),
            timezone.override("Asia/Tokyo"),
            django_capture_on_commit_callbacks(execute=True),
        ):
            act(*facts)

    return happen


def received_after_an_hour(clock) -> list[EmailMessage]:
    """Return the mail that arrives when the mail server is back. Before, the worker tried six times."""
    with override_settings(
        OUTBOX_SENDS_WITH="django.core.mail.backends.smtp.EmailBackend",
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=free_port(),
    ):
        for _try in range(6):
            with pytest.raises(CommandError, match="Email will be sent later"):
                call_command("run_worker", once=True)
            clock.shift(timedelta(minutes=10))
    return received()


def carrying(notice: Notice, mails: list[EmailMessage], language: str) -> list[EmailMessage]:
    """Return the mails to the notice's person that say it and link to its page."""
    said, link = SAID[notice.kind][language], f"{settings.SITE_URL}{notice.path}"
    theirs = {
        mail: mail.get_body().get_content() for mail in mails if mail["To"] == notice.person.email
    }
    return [mail for mail, text in theirs.items() if said in text and link in text.split()]


@pytest.mark.parametrize("language", ["en", "es"])
def test_each_is_received_once_though_no_mail_server_answered_for_an_hour(
    school, happens, language, clock
):
    happens(school.everything, language, language)
    with override_settings(EMAIL_BACKEND=OUTBOX):
        mails = received_after_an_hour(clock)
    told = Notice.objects.select_related("person").exclude(by_mail="never")
    # A new kind belongs in `everything` and in SAID.
    assert {notice.kind for notice in told} == SAID.keys() == KINDS.keys()
    for notice in told:
        (mail,) = carrying(notice, mails, language)
        if notice.by_mail == "at_once" and not KINDS[notice.kind].subject:
            assert subject_of(mail).startswith(SAID[notice.kind][language])
    digests = told.filter(by_mail="digest").values("person").distinct()
    assert len(mails) == told.filter(by_mail="at_once").count() + digests.count()


@pytest.mark.parametrize("language", ["en", "es"])
def test_each_invitation_that_still_works_is_received_once_in_the_schools_language(
    school, happens, language, clock, settings, client
):
    settings.LANGUAGE_CODE = language
    happens(school.invite, language)
    mails = received_after_an_hour(clock)
    ines, omar = "ines@palmetto.test", "omar@palmetto.test"
    assert sorted(mail["To"] for mail in mails) == [ines, omar]  # Omar's was sent again
    subjects = {"en": "Your invitation to", "es": "Tu invitación a"}
    assert all(subject_of(mail).startswith(subjects[language]) for mail in mails)
    links = [re.search(rf"{settings.SITE_URL}(/\S+)", mail.get_content())[1] for mail in mails]
    assert [client.get(link).status_code for link in links] == [200, 200]


def test_each_link_leads_its_reader_to_the_thing_itself(school, happens):
    happens(school.everything, "en", "en")
    call_command("run_task", "send_digests", verbosity=0)
    for notice in Notice.objects.select_related("person"):
        reader = Client()
        reader.force_login(notice.person)
        page = reader.get(notice.path, follow=True)
        assert page.status_code == 200
        heading = strip_tags(re.search(r"<h1.*?</h1>", page.text, re.DOTALL)[0])
        assert heading.startswith(SAID[notice.kind]["page"]), notice
