"""A person's page shows what other parts of the site add to it."""

import pytest
from wagtail import hooks

from home.people.models.sections import Section
from tests.factories.stories import person

pytestmark = pytest.mark.django_db
HOOK = "person_page_sections"
FACTS, STORIES = "courses_pages/includes/person_facts.html", "home_stories/includes/by_person.html"


def added(template: str, **fields):
    return lambda page, request: Section(template, {"about": page.title}, **fields)


def test_facts_are_next_to_the_biography_and_stories_below_it(client):
    shown = client.get(person("Rosa").url).context

    assert (shown["beside"], shown["beneath"]) == ([FACTS], [STORIES])


def test_a_section_appears_where_it_is_registered_with_its_content(rf):
    rosa = person("Rosa")
    with (
        hooks.register_temporarily(HOOK, added("before.html"), order=150),
        hooks.register_temporarily(HOOK, added("after.html"), order=250),
        hooks.register_temporarily(HOOK, added("beside.html", is_beside=True), order=50),
    ):
        shown = rosa.get_context(rf.get("/"))

    assert shown["beneath"] == ["before.html", STORIES, "after.html"]
    assert shown["beside"] == ["beside.html", FACTS]
    assert shown["about"] == "Rosa"


def test_a_page_without_content_for_a_section_does_not_show_it(rf):
    with hooks.register_temporarily(HOOK, lambda page, request: None):
        assert person("Rosa").get_context(rf.get("/"))["beneath"] == [STORIES]
