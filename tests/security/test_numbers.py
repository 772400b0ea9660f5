"""A number too large for the database is treated as not found, and never causes an error page."""

import re
from collections.abc import Iterator

import pytest
from wagtail.models import Site

from home.mail.signed_links import token_for
from home.site.models import SiteSettings
from tests.factories.courses import ProgramIndexPageFactory, ProgramPageFactory
from tests.factories.events import event_with_page
from tests.factories.newsletter import subscriber
from tests.factories.stories import StoryPageFactory
from tests.honest_forms import fill_in
from tests.security.cast import Cast, signed_in
from tests.security.test_answers import ROWS

pytestmark = pytest.mark.django_db

NUMBERS = [str(2**63), f"-{'9' * 25}", "9" * 5000]
EACH_NUMBER = pytest.mark.parametrize("number", NUMBERS, ids=["65 bits", "negative", "endless"])
# What the site reads as a number, or as a row's key, from an address.
ASKED = ["page", "hours", "program", "state", "after", "size", "from", "to", "cohort", "p"]
# … and from a form.
SENT = ["topics", "people", "program", "version", "session", "requirement", "site", "supervisor"]
SENT += ["break_minutes", "clients", "minutes", "assigned_to", "event", "after", "hours"]


@pytest.fixture(autouse=True)
def school() -> None:
    site = Site.objects.get(is_default_site=True)
    SiteSettings.objects.update_or_create(site=site, defaults={"name": "Palmetto"})


def addresses(people: Cast, number: str) -> Iterator[tuple[str, str]]:
    """Yield the method and address of each row outside the admin, as is and with the number in it."""
    for method, address, _stranger in ROWS:
        if not address.startswith(("/admin/", "/accounts/", "/i18n/")):
            known = address
            for place, value in people.places.items():
                known = known.replace(place, value)
            yield method, known
            yield method, re.sub(r"(?<=/)(\d+|<requirement>|<entry>)(?=[/-])", number, address)


@pytest.mark.parametrize("role", ["coordinator", "instructor", "student"])
def test_no_desk_address_answers_a_number_with_an_error_page(people, role):
    client, number = signed_in(people, role), NUMBERS[0]
    cursor = {"after": f"2026-05-04T12:00:00+00:00_{number}"}
    row = {"session": f"{'0' * 32}:{number}"}
    wrong = set()
    for method, address in dict.fromkeys(addresses(people, number)):
        if method == "GET":
            answers = [
                client.get(address, dict.fromkeys(ASKED, number) | each) for each in ({}, cursor)
            ]
        else:
            answers = [
                client.post(address, dict.fromkeys(SENT, number) | each) for each in ({}, row)
            ]
        wrong |= {f"{method} {address[:60]}" for each in answers if each.status_code >= 500}
    assert wrong == set()


@EACH_NUMBER
def test_no_public_page_answers_a_number_with_an_error_page(client, people, number):
    client.raise_request_exception = False
    event_with_page()
    StoryPageFactory(tags=["Back"])
    ProgramPageFactory(parent=ProgramIndexPageFactory(slug="programs"))
    public = ["/events/", "/stories/", "/stories/tag/back/", "/search/", "/programs/compare/"]
    public += ["/programs/", "/enquire/", "/verify/", "/verify/checkpoint", "/verify/consistency"]
    public += [page.url for page in ProgramPageFactory._meta.model.objects.all()]
    wrong = {
        f"{address} {name}"
        for address in public
        for name in ASKED
        if client.get(address, {name: number, "q": "back"}).status_code >= 500
    }
    assert wrong == set()


@EACH_NUMBER
def test_no_public_form_answers_a_number_with_an_error_page(client, people, number):
    event, topics = event_with_page(), {"topics": [number]}
    for address, changes in {
        "/newsletter/": {"email": "bo@example.test", "agree": "on", **topics},
        f"/events/{event.pk}/register/": {"name": "Ana", "email": "a@b.test", "people": number},
        "/enquire/": {"name": "Ana", "email": "a@b.test", "program": number, "start": number},
    }.items():
        assert fill_in(client, address, changes).status_code == 422, address
    token = token_for("newsletter_preferences", subscriber().pk)
    answer = client.post(f"/newsletter/preferences/{token}/", {"language": "en", **topics})
    assert answer.status_code == 422
