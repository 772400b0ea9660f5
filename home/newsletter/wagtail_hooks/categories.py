"""Protects categories that subscribers chose as topics from deletion."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from wagtail import hooks
from wagtail.admin import messages

from home.newsletter.models import Subscriber
from home.stories.models import StoryCategory


@hooks.register("before_delete_snippet")
def refuse_chosen_category(request: HttpRequest, instances: Iterable) -> HttpResponse | None:
    """Refuse to delete a subscriber's topic: without any topic, they would get stories on everything."""
    chosen = [each for each in instances if isinstance(each, StoryCategory) and is_chosen(each)]
    for category in chosen:
        messages.error(
            request,
            gettext(
                "“%(category)s” was not deleted because subscribers have chosen it for their "
                "newsletter."
            )
            % {"category": category.name},
        )
    return redirect("wagtailsnippets_home_stories_storycategory:list") if chosen else None


def is_chosen(category: StoryCategory) -> bool:
    return Subscriber.objects.filter(topics=category).exists()
