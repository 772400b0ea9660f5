"""The pages of the people who teach, who graduated and who write."""

from courses.models import Course, PersonIndexPage, PersonPage, Program

from .composition import TEXTS, Composer, text
from .prose import rich_text
from .tree import publish_beneath


def load_faculty(composer: Composer) -> None:
    """Make the list of people, and the pages that are missing, by name."""
    index = composer.page("/faculty/") or publish_beneath(
        composer.home, PersonIndexPage(**text("people"))
    )
    for path in sorted((TEXTS / "people").glob("*.toml")):
        if composer.page(f"/faculty/{path.stem}/") is None:
            publish_beneath(index, _person(text(f"people/{path.stem}"), composer))


def _person(words: dict, composer: Composer) -> PersonPage:
    teaches, program = words.pop("teaches", []), words.pop("program", None)
    words["biography"] = rich_text(words["biography"])
    words["photo"] = composer.pictures.get(words.get("photo"))
    person = PersonPage(**words, program=Program.objects.filter(slug=program).first())
    person.courses = Course.objects.filter(code__in=teaches)
    return person
