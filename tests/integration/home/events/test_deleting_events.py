"""An event with registrations, and its page, cannot be deleted by mistake."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from home.events.models import Event, EventPage, Registration
from home.events.services.events import cancel
from home.events.wagtail_hooks.events import EventViewSet
from tests.integration.home.events.registrations import in_days, send

pytestmark = pytest.mark.django_db


def test_an_event_with_registrations_is_not_deleted(admin_client, open_house):
    """People would not be told; it must be canceled instead."""
    send(admin_client, open_house)
    EventPage.objects.get().delete()
    address = reverse(EventViewSet().get_url_name("delete"), args=[open_house.pk])

    for answer in (admin_client.get(address), admin_client.post(address)):
        assert "people have registered for it" in said(answer)
    assert Event.objects.filter(pk=open_house.pk).exists()


def test_an_event_that_nobody_registered_for_is_deleted(admin_client, open_house):
    EventPage.objects.get().delete()
    admin_client.post(reverse(EventViewSet().get_url_name("delete"), args=[open_house.pk]))

    assert not Event.objects.filter(pk=open_house.pk).exists()


@pytest.mark.parametrize("whose", ["the page", "the page above"])
@pytest.mark.parametrize("way", ["one", "many"])
def test_the_page_of_an_event_with_registrations_is_not_deleted(
    admin_client, open_house, whose, way
):
    send(admin_client, open_house)
    page = EventPage.objects.get()
    pk = page.pk if whose == "the page" else page.get_parent().pk
    answer = admin_client.post(delete_address(pk, way))

    assert "people have registered for the event" in said(answer)
    assert EventPage.objects.exists()


@pytest.mark.parametrize("way", ["one", "many"])
def test_once_nobody_is_registered_or_it_is_over_the_page_can_be_deleted(
    admin_client, open_house, way
):
    send(admin_client, open_house)
    page = EventPage.objects.get()
    if way == "one":
        cancel(Registration.objects.get())
    with in_days(0 if way == "one" else 8):
        admin_client.post(delete_address(page.pk, way))

    assert not EventPage.objects.exists()


def delete_address(page: int, way: str) -> str:
    if way == "one":
        return reverse("wagtailadmin_pages:delete", args=[page])
    many = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    return f"{many}?id={page}"


def said(answer) -> str:
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))
