"""Tells an editor which date readers will see, if it differs from the one entered."""

from datetime import date

from django.http import HttpRequest
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from home.stories.models import StoryPage


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def say_which_day_readers_see(request: HttpRequest, page: Page) -> None:
    typed = parse_date(request.POST.get("published_on", ""))
    if typed and isinstance(page, StoryPage) and not saves_by_itself(request):
        story = page.get_latest_revision_as_object()
        if story.day != typed:
            messages.warning(request, in_words(story, typed))


def saves_by_itself(request: HttpRequest) -> bool:
    """Whether this is an autosave: the editor has not submitted the date yet."""
    return not request.accepts("text/html")


def in_words(story: StoryPage, typed: date) -> str:
    days = {"day": date_format(story.day), "typed": date_format(typed)}
    if story.waits or story.first_published_at:
        return (
            gettext("Readers will see %(day)s as the date this story was published, not %(typed)s.")
            % days
        )
    return (
        gettext(
            "Readers never see a future date. If the story goes live before %(typed)s, they'll "
            "see the date it goes live."
        )
        % days
    )
