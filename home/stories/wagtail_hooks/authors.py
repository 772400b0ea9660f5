"""Adds an author's newest stories to their page."""

from django.http import HttpRequest
from wagtail import hooks

from home.people.models import PersonPage
from home.people.models.sections import Section
from home.stories.models import StoryPage

STORIES_SHOWN = 3


@hooks.register("person_page_sections", order=200)
def stories_by(page: PersonPage, request: HttpRequest) -> Section:
    written = StoryPage.objects.filter(author__translation_key=page.translation_key)
    stories = written.for_this_reader().for_cards().select_related("author")[:STORIES_SHOWN]
    context = {
        "story_cards": [story.card(request) for story in stories],
        "stories_url": stories[0].author_list_url(request) if stories else "",
    }
    return Section("home_stories/includes/by_person.html", context)
