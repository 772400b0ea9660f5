"""One's notices as a page: opening one, reading all, older ones, and how they are mailed."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
import time_machine
from django.core.checks import run_checks
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from clinic_hours.notices.domain.news import KINDS, Kind, News
from clinic_hours.notices.models import Notice, NoticePreference
from clinic_hours.notices.selectors.visible import notices_visible_to
from clinic_hours.notices.services.notices import tell
from clinic_hours.notices.services.reading import forget_old_notices, mark_all_read, mark_read
from tests.factories.people import UserFactory
from tests.performance.counting import queries

pytestmark = pytest.mark.django_db

NOTICES = "/hours/notices/"
EVENING = datetime(2026, 11, 16, 23, tzinfo=UTC)


@pytest.fixture(autouse=True)
def a_kind(monkeypatch):
    monkeypatch.setitem(KINDS, "rained", Kind("rained", "Rain", "It rained on %(day)s.", "Look"))


@pytest.fixture
def person(client):
    person = UserFactory()
    client.force_login(person)
    return person


def rain(person, count: int = 1, path: str = NOTICES) -> list[Notice]:
    for number in range(count):
        day = f"2026-11-{1 + number % 30:02}"
        tell([News("rained", person, path, key=str(number), facts={"day": day})], EVENING)
    return list(Notice.objects.filter(person=person))


def page(client: Client, address: str = NOTICES) -> str:
    return client.get(address).content.decode()


def test_the_page_of_somebody_who_was_told_nothing_says_so(client, person):
    assert "No notices yet" in page(client)


def test_opening_a_notice_marks_it_as_read_and_leads_to_the_thing(client, person):
    (notice,) = rain(person, path="/accounts/")
    assert "New</span>" in page(client)
    opened = client.post(reverse("hours:notice_open"), {"notice": notice.public_id})
    assert (opened.status_code, opened["Location"]) == (303, "/accounts/")
    assert "New</span>" not in page(client)


def test_opening_it_again_keeps_when_it_was_read_first(client, person):
    (notice,) = rain(person)
    for day in (1, 2):
        with time_machine.travel(EVENING + timedelta(days=day), tick=False):
            client.post(reverse("hours:notice_open"), {"notice": notice.public_id})
    assert Notice.objects.get().read_at == EVENING + timedelta(days=1)


def test_a_deactivated_person_sees_none(person):
    rain(person)
    person.is_active = False
    assert not notices_visible_to(person).exists()


def test_nobody_marks_someone_elses_or_what_they_cannot_have_seen(person):
    (notice,) = rain(UserFactory())
    mark_read(person=person, notice=notice, now=EVENING)
    rain(person)
    assert mark_all_read(person=person, now=EVENING - timedelta(seconds=1)) == 0
    assert not Notice.objects.exclude(read_at=None).exists()


def test_a_notice_of_a_kind_that_no_longer_exists_is_not_listed(client, person, monkeypatch):
    rain(person)
    monkeypatch.delitem(KINDS, "rained")
    assert "No notices yet" in page(client)


def test_looking_at_the_page_marks_nothing_as_read(client, person):
    rain(person)
    page(client)
    assert Notice.objects.get().read_at is None


def test_all_are_marked_as_read_at_once_and_only_ones_own(client, person):
    rain(person, 3)
    (other,) = rain(UserFactory())
    said = client.post(reverse("hours:notices_read"), follow=True).content.decode()
    assert "3 notices marked as read." in said
    assert Notice.objects.filter(read_at=None).get() == other


def test_someone_elses_notice_is_not_found(client, person):
    (notice,) = rain(UserFactory())
    for wanted in (notice.public_id, "not-an-id", ""):
        opened = client.post(reverse("hours:notice_open"), {"notice": wanted})
        assert opened.status_code == 404
    assert "It rained" not in page(client)


def test_a_notice_about_something_that_one_may_no_longer_see_leads_to_a_plain_page(client, person):
    (notice,) = rain(person, path="/hours/sessions/6f1c6bd0-0000-4000-8000-000000000000/")
    opened = client.post(reverse("hours:notice_open"), {"notice": notice.public_id}, follow=True)
    assert opened.status_code == 404
    assert "</html>" in opened.content.decode()


def test_older_notices_are_on_further_pages(client, person):
    rain(person, 30)
    first = page(client)
    assert first.count('data-testid="notice-row"') == 25
    older = re.search(r'href="([?]after=[^"]+)"', first)[1]
    assert page(client, f"{NOTICES}{unescape(older)}").count('data-testid="notice-row"') == 5
    Notice.objects.filter(key="0").update(told_at=EVENING + timedelta(hours=1))  # now the first
    assert page(client, f"{NOTICES}{unescape(older)}").count('data-testid="notice-row"') == 4
    assert page(client, f"{NOTICES}?after=nonsense").count('data-testid="notice-row"') == 25


def test_times_are_the_schools_whatever_zone_the_reader_chose(client, person):
    UserProfile.objects.create(user=person, current_time_zone="Asia/Tokyo")
    rain(person)
    assert "Nov 16, 2026, 6:00 pm</time>" in page(client)


def test_the_number_of_unread_notices_is_on_every_desk_page_without_another_query(client, person):
    page(client)
    with queries() as none:
        page(client)
    rain(person, 25)
    with queries() as many:
        assert '<span class="count">25' in page(client)
    assert len(many) == len(none)


def test_preferences_are_kept(client, person):
    address = reverse("hours:notice_preferences")
    assert '<option value="at_once" selected>' in page(client, address)
    saved = client.post(address, {"rained": "digest"}, follow=True)
    assert "Your choices were saved." in saved.content.decode()
    client.post(address, {"rained": "never"})
    assert NoticePreference.objects.get(person=person).by_mail == "never"
    assert '<option value="never" selected>' in page(client, address)


def test_a_way_that_is_not_offered_is_refused_with_a_sentence(client, person):
    answer = client.post(reverse("hours:notice_preferences"), {"rained": "by pigeon"})
    assert answer.status_code == 422
    assert "by pigeon" in answer.content.decode()


def test_a_way_that_only_other_kinds_offer_is_refused(client, rosa):
    client.force_login(rosa.user)
    typed = {"sessions_submitted": "at_once", "sessions_waiting": "digest"}
    assert client.post(reverse("hours:notice_preferences"), typed).status_code == 422
    assert not NoticePreference.objects.exists()


def test_people_choose_only_for_what_they_can_be_told(client, lucia):
    client.force_login(lucia.student)
    said = page(client, reverse("hours:notice_preferences"))
    assert "A session was returned to you" in said
    assert "Sessions waiting for your sign-off" not in said
    assert 'name="hours_voided"' not in said


def test_notices_that_were_read_are_erased_after_the_schools_time(person, settings):
    settings.NOTICES_KEPT_DAYS = 10
    rain(person, 2)
    Notice.objects.filter(key="0").update(read_at=timezone.now())
    assert forget_old_notices(EVENING + timedelta(days=9)) == 0
    assert forget_old_notices(EVENING + timedelta(days=11)) == 1
    assert Notice.objects.get().key == "1"


@pytest.mark.parametrize(("days", "problems"), [(30, ["portal.E006"]), (31, [])])
def test_notices_are_kept_for_as_long_as_a_look_finds_their_matter(days, problems, settings):
    settings.NOTICES_KEPT_DAYS = days
    assert [each.id for each in run_checks() if each.id == "portal.E006"] == problems
