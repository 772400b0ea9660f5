"""The address of a calendar feed: who has it, what it answers, and how it is turned off."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from clinic_hours.shifts.models import CalendarFeed, Shift
from clinic_hours.shifts.selectors.calendars.feeds import address_of
from clinic_hours.shifts.services.feeds import renew_feed, revoke_feed
from clinic_hours.shifts.services.supervision import withdraw_instructor
from tests.factories.clinic import NOW
from tests.factories.shifts import NEXT_WEEK, booked, planned

from .feeds import DAY, path_of, read

pytestmark = pytest.mark.django_db


def test_an_address_works_until_it_is_renewed_or_turned_off(cora, rosa, client):
    old = path_of(rosa.user)
    assert client.get(old).status_code == 200
    renew_feed(person=rosa.user, now=NOW)
    gone = client.get(old)
    assert gone.status_code == 404
    assert "This calendar address is not in use" in gone.content.decode()
    new = path_of(rosa.user)
    assert new != old
    revoke_feed(person=rosa.user, now=NOW)
    assert client.get(new).status_code == 404


def test_a_forged_address_works_for_nobody(rosa, client):
    path = path_of(rosa.user)
    other = CalendarFeed.objects.get().public_id.hex[::-1]
    public_id, signature = path.removesuffix(".ics").rpartition("/")[2].split(".")
    assert client.get(path.replace(public_id, other)).status_code == 404
    assert client.get(path.replace(signature, signature[::-1])).status_code == 404


def test_an_account_that_was_deactivated_has_no_feed(rosa, client):
    path = path_of(rosa.user)
    rosa.user.is_active = False
    rosa.user.save()
    assert client.get(path).status_code == 404


def test_nothing_is_sent_again_until_something_changed(cora, rosa, lucia):
    shift = planned(cora, rosa)
    first = read(rosa.user)
    known = {"if-none-match": first["ETag"]}
    since = {"if-modified-since": first["Last-Modified"]}
    later = NOW + timedelta(minutes=5)
    assert read(rosa.user, later, **known).status_code == 304
    assert read(rosa.user, later, **since).status_code == 304
    booked(lucia, shift)  # an instructor's calendar does not show who comes
    assert read(rosa.user, later, **known).status_code == 304
    withdraw_instructor(actor=cora, duty=shift.duties.get(), now=later)
    assert read(rosa.user, later, **known).status_code == 200
    assert read(rosa.user, later, **since).status_code == 200
    assert first["Cache-Control"].startswith("private")


def test_a_shift_that_was_deleted_counts_as_a_change(cora, rosa):
    shift = planned(cora, rosa)
    first = read(rosa.user)
    shift.duties.all().delete()
    Shift.objects.filter(pk=shift.pk).delete()
    since = {"if-modified-since": first["Last-Modified"]}
    assert read(rosa.user, NOW + timedelta(minutes=5), **since).status_code == 200


def test_the_feed_says_how_it_is_meant(cora, rosa):
    planned(cora, rosa)
    answer = read(rosa.user)
    assert answer["Content-Type"] == "text/calendar; method=PUBLISH; charset=utf-8"
    assert Calendar.from_ical(answer.content)["METHOD"] == "PUBLISH"


def test_a_feed_takes_the_same_queries_for_any_number_of_shifts(
    cora, rosa, lucia, django_assert_num_queries
):
    path = path_of(rosa.user)
    planned(cora, rosa)
    Client().get(path)
    for days in (1, 2, 3, 4):
        booked(lucia, planned(cora, rosa, day=NEXT_WEEK + days * DAY))
    with django_assert_num_queries(5):  # the feed; duties, places and names; the change
        Client().get(path)
    with django_assert_num_queries(4):
        Client().get(path)


def test_the_page_shows_copies_replaces_and_turns_off_the_address(desk_of, rosa):
    browser, page = desk_of(rosa.user), reverse("hours:calendar")
    assert "You have no address yet" in browser.get(page).content.decode()
    browser.post(reverse("hours:calendar_make"))
    address = address_of(CalendarFeed.objects.get())
    shown = browser.get(page).content.decode()
    assert f'value="{address}"' in shown
    assert "We also email you" in shown
    assert 'href="webcal://' in shown
    browser.post(reverse("hours:calendar_renew"))
    assert address not in browser.get(page).content.decode()
    browser.post(reverse("hours:calendar_revoke"))
    assert "You have no address yet" in browser.get(page).content.decode()


def test_pressing_a_button_twice_makes_one_address(desk_of, rosa):
    browser = desk_of(rosa.user)
    for name in ("make", "make", "renew", "renew"):
        browser.post(reverse(f"hours:calendar_{name}"))
    assert CalendarFeed.objects.filter(revoked_at=None).count() == 1
