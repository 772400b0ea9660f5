"""The pages of the people who teach and write."""

from wagtail.models import Page

from courses.models import PersonIndexPage, PersonPage

from .composition import TEXTS, Composer, text
from .prose import rich_text


def load_faculty(composer: Composer) -> None:
    """Make the list of people, and the pages that are missing, by name."""
    index = composer.page("/faculty/") or _add(composer.home, PersonIndexPage(**text("people")))
    for path in sorted((TEXTS / "people").glob("*.toml")):
        if composer.page(f"/faculty/{path.stem}/") is None:
            words = text(f"people/{path.stem}")
            words["biography"] = rich_text(words["biography"])
            _add(index, PersonPage(**words))


def _add(parent: Page, page: Page) -> Page:
    Page.objects.get(pk=parent.pk).add_child(instance=page)
    page.save_revision().publish()
    return page
