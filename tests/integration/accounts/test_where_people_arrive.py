"""Signing in leads to where one's work is, a desk or the admin, and each links to the other."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client

from clinic_hours.desk.selectors.desks import desks_of
from tests.factories.clinic import EnrollmentFactory, OfficeRoleFactory, SupervisorFactory
from tests.factories.pages import StandardPageFactory
from tests.factories.people import PASSWORD, SuperuserFactory, UserFactory

pytestmark = pytest.mark.django_db
ADMIN, DESK = 'href="/admin/"', 'href="/hours/"'


def let_in(**how):
    """Return a new person who may open the admin, directly or through a group."""
    person, permission = UserFactory(), Permission.objects.get(codename="access_admin")
    if how.get("group"):
        group = Group.objects.create(name="Admissions of this test")
        group.permissions.add(permission)
        person.groups.add(group)
    else:
        person.user_permissions.add(permission)
    return person


PEOPLE = {
    "a writer": lambda: let_in(),
    "admissions": lambda: let_in(group=True),
    "a superuser": SuperuserFactory,
    "a coordinator": lambda: OfficeRoleFactory().user,
    "an auditor": lambda: OfficeRoleFactory(role="auditor").user,
    "a student": lambda: EnrollmentFactory().student,
    "an instructor": lambda: SupervisorFactory().user,
    "nobody in particular": UserFactory,
}
WITHOUT_DESK = ["a writer", "admissions", "a superuser"]


def browser_of(person) -> Client:
    browser = Client()
    browser.force_login(person)
    return browser


@pytest.mark.parametrize("who", WITHOUT_DESK)
def test_people_without_a_desk_arrive_in_the_admin_after_signing_in(client, who):
    credentials = {"login": PEOPLE[who]().email, "password": PASSWORD}
    answer = client.post("/accounts/login/", credentials, follow=True)
    assert answer.redirect_chain[-1][0] == "/admin/"
    assert answer.status_code == 200


def test_people_with_neither_are_told_that_they_have_no_desk_yet(client):
    client.force_login(UserFactory())
    assert "You don't have a desk yet" in client.get("/hours/").text


@pytest.mark.parametrize("who", ["a coordinator", "a student", "an instructor", "an auditor"])
def test_people_with_a_desk_arrive_there(who):
    answer = browser_of(PEOPLE[who]()).get("/hours/", follow=True)
    assert answer.request["PATH_INFO"].startswith("/hours/")


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("address", ["/", "/accounts/", "/search/"])
def test_the_admin_is_offered_to_exactly_the_people_who_may_open_it(who, address):
    person = PEOPLE[who]()
    opens = browser_of(person).get("/admin/").status_code == 200
    assert (ADMIN in browser_of(person).get(address).text) == opens
    assert desks_of(person).enters_admin == opens


def test_the_admin_is_in_a_coordinators_account_menu():
    page = browser_of(PEOPLE["a coordinator"]()).get("/hours/students/").text
    assert "Website admin" in page


@pytest.mark.parametrize("who", PEOPLE)
def test_no_desk_is_offered_to_people_with_only_the_admin(who):
    page = browser_of(PEOPLE[who]()).get("/").text
    assert (DESK in page) == (who not in WITHOUT_DESK)


def test_the_admin_links_back_to_the_site_and_to_the_persons_desk():
    with_desk = browser_of(PEOPLE["a coordinator"]()).get("/admin/").text
    without = browser_of(PEOPLE["a writer"]()).get("/admin/").text
    assert '"/hours/"' in with_desk
    assert '"/hours/"' not in without
    assert "Public site" in with_desk
    assert "Public site" in without


def test_a_signed_in_persons_header_is_not_cached_for_anyone_else(settings):
    settings.PUBLIC_PAGES_KEPT = 60
    StandardPageFactory(slug="fees")
    assert ADMIN in browser_of(PEOPLE["a superuser"]()).get("/fees/").text
    stranger = Client().get("/fees/").text
    assert ADMIN not in stranger
    assert ADMIN in browser_of(PEOPLE["a superuser"]()).get("/fees/").text
    assert Client().get("/fees/").text == stranger
