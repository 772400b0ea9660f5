"""Pages go live on schedule. One that no longer can does not hold up others, and its editors are told."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision

from home.mail.models import OutgoingMail
from tests.factories.pages import StandardPageFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def moderator():
    user = UserFactory(is_staff=True, email="edie@example.test")
    user.groups.add(Group.objects.get(name="Moderators"))
    return user


def scheduled(page: Page, slug: str) -> Page:
    """Publish the page, and schedule a move to another address in an hour."""
    page.save_revision().publish()
    page.refresh_from_db()
    page.go_live_at = timezone.now() + HOUR
    page.slug = slug
    page.save_revision().publish()
    return page


def test_a_page_whose_address_was_taken_does_not_hold_up_others(moderator, mailoutbox):
    fees = scheduled(StandardPageFactory(title="Fees of 2027", slug="fees-2027"), slug="fees")
    about = scheduled(StandardPageFactory(title="About", slug="about"), slug="about-us")
    StandardPageFactory(title="Fees", slug="fees")

    with time_machine.travel(timezone.now() + HOUR * 2):
        call_command("run_worker", once=True, verbosity=0)

    assert Page.objects.get(pk=about.pk).slug == "about-us"
    assert Page.objects.get(pk=fees.pk).slug == "fees-2027"
    assert not Revision.objects.exclude(approved_go_live_at=None).exists()
    assert PageLogEntry.objects.filter(page=fees.pk, action="wagtail.schedule.cancel").exists()
    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == ([moderator.email], "Not published: Fees of 2027")
    assert "The slug 'fees' is already in use" in mail.body
    assert f"/admin/pages/{fees.pk}/edit/" in mail.body


def test_nobody_gets_mail_if_all_goes_well(moderator):
    about = scheduled(StandardPageFactory(slug="about"), slug="about-us")

    with time_machine.travel(timezone.now() + HOUR * 2):
        call_command("run_worker", once=True, verbosity=0)

    assert Page.objects.get(pk=about.pk).slug == "about-us"
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize(
    "damage", [{"go_live_at": "soon"}, {"locale": 9**20}], ids=["a date", "a record"]
)
def test_an_unreadable_version_does_not_hold_up_others(moderator, mailoutbox, damage):
    fees = scheduled(StandardPageFactory(title="Fees", slug="fees"), slug="fees-2027")
    about = scheduled(StandardPageFactory(title="About", slug="about"), slug="about-us")
    revision = fees.get_latest_revision()
    revision.content |= damage
    revision.save()

    with time_machine.travel(timezone.now() + HOUR * 2):
        call_command("run_worker", once=True, verbosity=0)

    assert Page.objects.get(pk=about.pk).slug == "about-us"
    assert Page.objects.get(pk=fees.pk).slug == "fees"
    assert not Revision.objects.exclude(approved_go_live_at=None).exists()
    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == ([moderator.email], "Not published: Fees")
    assert "This version can no longer be read." in mail.body
