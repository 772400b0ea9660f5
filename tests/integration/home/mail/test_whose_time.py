"""What others read uses the school's time, whatever zone and language an editor has chosen in the admin."""

from datetime import datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from openpyxl import load_workbook
from wagtail.users.models import UserProfile

from home.events.models import EventPage, Registration
from home.mail.models import OutgoingMail
from portal.accounts.mail import send_invitation
from portal.accounts.models import Invitation
from tests.factories.events import event_with_page
from tests.factories.people import SuperuserFactory
from tests.integration.home.events.registrations import send

pytestmark = pytest.mark.django_db

EASTERN = ZoneInfo("America/New_York")
EVENING = datetime(2030, 11, 12, 19, tzinfo=EASTERN)  # a day later in Tokyo


@pytest.fixture(autouse=True)
def night():
    """Eleven days before, at a time when it is the next day in Tokyo."""
    with time_machine.travel(datetime(2030, 11, 1, 22, tzinfo=EASTERN), tick=False):
        yield


@pytest.fixture
def visitor() -> Client:
    return Client()


@pytest.fixture
def editor(client):
    """An editor working from Tokyo, in Spanish."""
    user = SuperuserFactory()
    UserProfile.objects.create(user=user, current_time_zone="Asia/Tokyo", preferred_language="es")
    client.force_login(user)
    return client


@pytest.fixture
def open_house():
    event = event_with_page(places=1)
    event.starts_at, event.ends_at = EVENING, EVENING + timedelta(hours=2)
    event.save()
    return event


def test_someone_moving_up_after_an_editor_erases_another_sees_the_schools_time(
    editor, visitor, open_house
):
    send(visitor, open_house)
    send(visitor, open_house, email="ben@example.test")
    editor.post(reverse("registration_erase", args=[Registration.objects.first().pk]))

    mail = OutgoingMail.objects.filter(to="ben@example.test").last()
    assert mail.subject == "A place for you: Open house"
    assert "Tue, Nov 12, 2030, 7:00–9:00 pm" in mail.text


def test_an_invited_person_sees_the_schools_date_and_language(mailoutbox):
    invitation = Invitation.objects.create(email="mei@palmetto.test", token_hash="0" * 64)
    with timezone.override("Asia/Tokyo"), translation.override("es"):
        send_invitation(invitation, "token")

    assert "You can use this link once, until Nov 15, 2030." in mailoutbox[0].body


def test_an_editors_view_of_an_event_page_shows_the_schools_time(editor, open_house):
    page = EventPage.objects.get()
    page.save_revision()

    text = editor.get(f"/admin/pages/{page.pk}/view_draft/").text

    assert "7:00–9:00 pm" in text
    assert '"startDate": "2030-11-12T19:00:00-05:00"' in text
    assert '<time datetime="2030-11-12T19:00:00-05:00">' in text


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "Pacific/Honolulu"])
def test_an_event_has_one_day_in_every_zone(open_house, zone):
    page = EventPage.objects.get()
    with timezone.override(zone):
        assert (page.day, page.share_eyebrow) == ("Nov 12, 2030", "Nov 12, 2030")
        assert str(open_house) == "Open house, Nov 12, 2030"
        assert not open_house.ends_another_day


def test_a_csv_of_registrations_has_the_schools_times(editor, visitor, open_house):
    send(visitor, open_house)
    Registration.objects.update(registered_at=EVENING)

    text = b"".join(editor.get(reverse("registrations") + "?export=csv").streaming_content).decode()

    assert "2030-11-12 19:00:00-05:00" in text


def test_an_xlsx_of_registrations_has_the_schools_times(editor, visitor, open_house):
    send(visitor, open_house)
    Registration.objects.update(registered_at=EVENING)

    answer = editor.get(reverse("registrations") + "?export=xlsx")
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active

    cells = [cell.value for row in sheet.iter_rows() for cell in row]
    assert EVENING.replace(tzinfo=None) in cells
