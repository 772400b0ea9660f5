"""A writer's page needs approval before the public sees it."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from tests.factories.pages import StandardPageFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def member_of(name: str):
    user = UserFactory(is_staff=True)
    user.groups.add(Group.objects.get(name=name))
    return user


def post_form(client, page, action: str, **changes):
    """Post a page's editing form with one of its buttons."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    fields = client.get(address).context["form"]
    data = {name: fields[name].value() or "" for name in ("title", "slug", "eyebrow", "lede")}
    empty = {f"{name}-count": "0" for name in ("actions", "body")}
    comments = {
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "",
    }
    return client.post(address, data | empty | comments | changes | {action: "1"})


def test_a_writer_submits_and_a_moderator_publishes(client):
    page = StandardPageFactory(title="Fees", slug="fees", live=False)
    client.force_login(member_of("Editors"))
    assert post_form(client, page, "action-submit", title="Fees 2027").status_code == 302
    assert client.get("/fees/").status_code == 404

    client.force_login(member_of("Moderators"))
    page.refresh_from_db()
    task = page.current_workflow_task_state
    approve = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk])
    assert client.post(approve).status_code == 302

    answer = client.get("/fees/")
    assert answer.status_code == 200
    assert "Fees 2027" in answer.text


def test_a_writer_cannot_publish(client):
    page = StandardPageFactory(title="Fees", slug="fees", live=False)
    client.force_login(member_of("Editors"))

    post_form(client, page, "action-publish", title="Fees 2027")

    page.refresh_from_db()
    assert not page.live


def test_only_a_moderator_may_approve(client):
    page = StandardPageFactory(title="Fees", slug="fees", live=False)
    client.force_login(member_of("Editors"))
    post_form(client, page, "action-submit")
    page.refresh_from_db()
    task = page.current_workflow_task_state

    client.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk]))

    page.refresh_from_db()
    assert not page.live
