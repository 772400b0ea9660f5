"""The same software for another school: its name is everywhere, the demo school's nowhere."""

import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from wagtail.models import Site

from home.site.models import SiteSettings
from portal.accounts.services.invitations import invite
from tests.factories.people import UserFactory

ROOT = Path(settings.BASE_DIR)
NAME = "Cedar Valley School"
# The demo school, the suite, and the documents about both.
NAMES_THE_DEMO = ("portal/demo/", "portal/management/commands/demo.py", "portal/settings/test.py")
KINDS = ("*.py", "*.html", "*.txt", "*.js", "*.css", "*.svg", "*.typ", "*.po", ".env.example")
PUBLIC = ["/", "/search/", "/verify/", "/accounts/login/", "/accounts/password/reset/", "/nothing/"]


@pytest.fixture
def another_school(db, settings):
    settings.SITE_NAME = settings.WAGTAIL_SITE_NAME = NAME
    settings.DEFAULT_FROM_EMAIL = f"{NAME} <office@cedar.test>"
    site = Site.objects.get(is_default_site=True)
    SiteSettings.objects.filter(site=site).update(name=NAME)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_pages_name_the_school_and_never_the_demo(client, another_school, address):
    page = client.get(address, follow=True).text
    assert NAME in page
    assert "palmetto" not in page.lower()


@pytest.mark.parametrize("address", ["/admin/", "/hours/", "/accounts/"])
def test_pages_behind_the_sign_in_never_name_the_demo(client, another_school, address):
    client.force_login(UserFactory(email="ada@cedar.test", is_superuser=True))
    page = client.get(address, follow=True)
    assert page.status_code == 200
    assert "palmetto" not in page.text.lower()


def test_mail_comes_from_the_school_and_is_signed_by_it(another_school):
    invite(
        email="new@cedar.test", display_name="Noor", invited_by=UserFactory(email="ada@cedar.test")
    )
    (message,) = mail.outbox
    assert NAME in message.from_email
    assert NAME in message.body
    assert "palmetto" not in f"{message.subject}{message.body}{message.from_email}".lower()


def test_a_site_without_a_name_uses_the_setting(client, another_school):
    SiteSettings.objects.update(name="")
    assert NAME in client.get("/").text


def test_nothing_outside_the_demo_names_its_school():
    files = ["git", "grep", "-il", "palmetto", "--", *KINDS, ":!tests", ":!docs"]
    found = subprocess.run(files, cwd=ROOT, capture_output=True, text=True).stdout.splitlines()
    assert [path for path in found if not path.startswith(NAMES_THE_DEMO)] == []
