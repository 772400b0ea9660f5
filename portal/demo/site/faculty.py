"""Pages of teachers, graduates and authors."""

from courses.pages.models.people import PersonOnPage
from home.people.models import PersonIndexPage, PersonPage
from portal.demo.composition import TEXTS, Composer, text
from portal.demo.prose import rich_text
from portal.demo.tree import publish_beneath


def load_faculty(composer: Composer) -> None:
    """Create the list of people, and the missing pages, by name."""
    index = composer.page("/faculty/") or publish_beneath(
        composer.home, PersonIndexPage(**text("people"))
    )
    for path in sorted((TEXTS / "people").glob("*.toml")):
        if composer.page(f"/faculty/{path.stem}/") is None:
            publish_beneath(index, _person(text(f"people/{path.stem}"), composer))


def _person(words: dict, composer: Composer) -> PersonPage:
    words["biography"] = rich_text(words["biography"])
    words["photo"] = composer.pictures.get(words.get("photo", ""))
    return PersonPage(**words)


def people_on_page(
    composer: Composer, kind: type[PersonOnPage], slugs: list[str]
) -> list[PersonOnPage]:
    """Return a page's rows for these people, such as its teachers."""
    people = [composer.existing(f"/faculty/{slug}/") for slug in slugs]
    return [kind(person_id=person.pk) for person in people]
