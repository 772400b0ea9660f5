"""The office's mail lists: mail that was given up, which can be retried, and dead addresses."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from home.mail.models import DeadAddress, OutgoingMail
from home.mail.services.outbox import post_mail
from tests.factories.clinic import OfficeRoleFactory
from tests.factories.people import UserFactory, person_who_may

pytestmark = pytest.mark.django_db


@pytest.fixture
def cora(client):
    user = OfficeRoleFactory().user
    client.force_login(user)
    return user


def given_up(**changes) -> OutgoingMail:
    parts = {"to": "ana@example.test", "subject": "Your question", "text": "My knee hurts."}
    mail = post_mail(**parts)
    OutgoingMail.objects.filter(pk=mail.pk).update(state="refused", problem="No such user")
    return mail


def test_mail_that_was_given_up_comes_first(client, cora):
    refused = given_up()
    waiting = post_mail(to="ben@example.test", subject="Hello", text="Hello")
    listed = client.get(reverse("outgoingmail:index")).context["object_list"]

    assert [each.pk for each in listed] == [refused.pk, waiting.pk]


def test_nobody_can_read_mail_in_the_outbox(client, cora):
    mail = given_up()
    for page in (
        reverse("outgoingmail:index"),
        reverse("outgoingmail:inspect", args=[mail.pk]),
        reverse("mail_try_again", args=[mail.pk]),
    ):
        answer = client.get(page)
        assert answer.status_code == 200
        assert "knee" not in answer.text


def test_the_coordinator_retries_mail_that_was_given_up(client, cora):
    mail = given_up()
    page = reverse("mail_try_again", args=[mail.pk])
    assert page in client.get(reverse("outgoingmail:index")).text
    client.get(page)
    mail.refresh_from_db()
    assert mail.state == "refused"  # viewing the page sends nothing

    assert client.post(page)["Location"] == reverse("outgoingmail:index")
    mail.refresh_from_db()
    assert (mail.state, mail.tries) == ("waiting", 0)
    assert page not in client.get(reverse("outgoingmail:index")).text


def test_people_who_may_only_view_cannot_retry(client):
    user = UserFactory(is_staff=True)
    may = Permission.objects.filter(codename__in=["access_admin", "view_outgoingmail"])
    user.user_permissions.set(may)
    client.force_login(user)
    mail = given_up()
    page = reverse("mail_try_again", args=[mail.pk])

    assert page not in client.get(reverse("outgoingmail:index")).text
    assert client.post(page)["Location"] == reverse("wagtailadmin_home")
    mail.refresh_from_db()
    assert mail.state == "refused"


def test_the_coordinator_enters_a_complaint_in_any_spelling(client, cora):
    fields = {
        "address": "Ana@Example.test",
        "reason": "complained",
        "since": timezone.localtime().strftime("%Y-%m-%d %H:%M"),
        "details": "By phone.",
    }
    page = reverse("deadaddress:add")
    assert client.post(page, fields).status_code == 302
    assert DeadAddress.objects.get().address == "ana@example.test"
    assert client.post(page, fields).status_code == 200  # a second spelling is the same address


def test_the_coordinator_can_neither_write_nor_erase_mail(client, cora):
    mail = given_up()
    for page in ("outgoingmail:add", "outgoingmail:edit", "outgoingmail:delete"):
        args = [] if page.endswith("add") else [mail.pk]
        assert client.post(reverse(page, args=args)).status_code in (302, 403)
    assert OutgoingMail.objects.get() == mail


def test_people_without_permission_cannot_tell_which_numbers_exist(client):
    client.force_login(person_who_may("view_site"))
    places = [reverse("mail_try_again", args=[pk]) for pk in (given_up().pk, 999_999)]

    assert {client.get(place)["Location"] for place in places} == {"/admin/"}
