"""The school's stories, each dated a number of days before they are loaded."""

import datetime
import json

from wagtail.models import Locale

from home.stories.models import StoryCategory, StoryIndexPage, StoryPage
from portal.demo.composition import TEXTS, Composer, text
from portal.demo.tree import publish_beneath

WORDS = ("title", "slug", "lede", "search_description")


def load_stories(composer: Composer, today: datetime.date) -> None:
    """Create the index, the categories and the missing stories, oldest first."""
    words = text("stories")
    categories = _categories(words.pop("categories"))
    index = composer.page("/stories/") or publish_beneath(
        composer.home, StoryIndexPage(**words, show_in_menus=True)
    )
    names = (path.stem for path in (TEXTS / "stories").glob("*.toml"))
    missing = [name for name in names if composer.page(f"/stories/{name}/") is None]
    told = {name: composer.fields(f"stories/{name}") for name in missing}
    for fields in sorted(told.values(), key=lambda fields: -fields["days_ago"]):
        publish_beneath(index, _story(composer, fields, categories, today))


def _categories(words: dict[str, dict]) -> dict[str, StoryCategory]:
    locale = Locale.get_default()
    return {
        slug: StoryCategory.objects.get_or_create(locale=locale, slug=slug, defaults=fields)[0]
        for slug, fields in words.items()
    }


def _story(
    composer: Composer, fields: dict, categories: dict[str, StoryCategory], today: datetime.date
) -> StoryPage:
    updated = fields.get("updated_days_ago")
    story = StoryPage(
        **{name: fields[name] for name in WORDS},
        author_id=getattr(composer.page(f"/faculty/{fields['author']}/"), "pk", None),
        category=categories[fields["category"]],
        picture=composer.pictures[fields["picture"]],
        body=json.dumps(fields["body"]),
        published_on=today - datetime.timedelta(days=fields["days_ago"]),
        updated_on=today - datetime.timedelta(days=updated) if updated is not None else None,
    )
    story.tags.add(*fields["tags"])
    return story
