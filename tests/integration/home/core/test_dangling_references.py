"""If a draft names a deleted record, its page still opens and asks for another one."""

from datetime import timedelta
from html import unescape

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from home.events.models import Event, EventPage
from home.stories.models import StoryPage
from tests.factories.events import event_with_page
from tests.factories.people import SuperuserFactory, UserFactory
from tests.factories.stories import StoryCategoryFactory, StoryPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    """A public story whose draft names a deleted category."""
    page = StoryPageFactory()
    page.save_revision().publish()
    page = StoryPage.objects.get()
    page.category = StoryCategoryFactory(name="Gone", slug="gone")
    page.save_revision()
    page.category.delete()
    return page


@pytest.fixture
def event_page():
    """The same for an event."""
    now = timezone.now()
    gone = Event.objects.create(
        name="Gone", starts_at=now, ends_at=now + timedelta(hours=1), venue="Here"
    )
    event_with_page()
    page = EventPage.objects.get()
    page.event = gone
    page.save_revision()
    gone.delete()
    return page


@pytest.mark.parametrize("kind", ["story", "event_page"])
def test_the_page_opens_and_asks_for_another_choice(client, request, kind):
    page = request.getfixturevalue(kind)
    client.force_login(SuperuserFactory())

    edit = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert edit.status_code == 200
    assert not edit.context["form"]["category" if kind == "story" else "event"].value()
    for name in ("view_draft", "copy", "history"):
        answer = client.get(reverse(f"wagtailadmin_pages:{name}", args=[page.pk]))
        assert answer.status_code == 200, name


def test_a_preview_says_what_to_choose_first(client, event_page):
    client.force_login(SuperuserFactory())

    answer = client.get(reverse("wagtailadmin_pages:view_draft", args=[event_page.pk]))

    assert answer.text == "There is nothing to show yet. First choose: event."


def test_it_is_not_approved_without_one_and_its_moderator_is_told(client, story):
    writer, moderator = UserFactory(is_staff=True), UserFactory(is_staff=True)
    moderator.groups.add(Group.objects.get(name="Moderators"))
    story.get_workflow().start(story, writer)
    task = StoryPage.objects.get().current_workflow_task_state
    approve = reverse("wagtailadmin_pages:workflow_action", args=[story.pk, "approve", task.pk])
    client.force_login(moderator)

    text = unescape(client.post(approve, follow=True).text)

    assert f"“{story.title}” cannot be published yet" in text
    assert "Category: This field cannot be null." in text
    task.refresh_from_db()
    assert task.status == task.STATUS_IN_PROGRESS
