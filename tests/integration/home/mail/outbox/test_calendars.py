"""Calendar files in mail: the MIME type has the same METHOD as the file (RFC 6047)."""

import pytest
from icalendar import Calendar

from home.events.models import Registration
from home.events.services.events import cancel
from home.mail.services.outbox import send_due
from tests.factories.events import event_with_page
from tests.integration.home.events.registrations import in_days, send

pytestmark = pytest.mark.django_db


def test_the_mime_type_of_a_calendar_part_has_the_files_method(client, mail_server):
    event = event_with_page("Día de puertas abiertas")
    send(client, event)
    cancel(Registration.objects.get())
    with in_days(1):
        send_due()

    methods = set()
    for mail in mail_server.mail_to("ana@example.test"):
        (part,) = [each for each in mail.walk() if each.get_content_type() == "text/calendar"]
        calendar = Calendar.from_ical(part.get_content())
        assert part.get_param("method") == calendar["METHOD"]
        assert part.get_content_charset() == "utf-8"
        assert calendar.walk("VEVENT")[0]["SUMMARY"] == "Día de puertas abiertas"
        methods.add(calendar["METHOD"])
    assert methods == {"PUBLISH", "CANCEL"}


@pytest.mark.parametrize("is_off", [False, True])
def test_so_does_the_mime_type_of_a_downloaded_file(client, is_off):
    event = event_with_page()
    event.is_called_off = is_off
    event.save()

    answer = client.get(f"/events/{event.pk}/calendar.ics")

    method = Calendar.from_ical(answer.content)["METHOD"]
    assert answer["Content-Type"] == f"text/calendar; method={method}; charset=utf-8"
    assert method == ("CANCEL" if is_off else "PUBLISH")
