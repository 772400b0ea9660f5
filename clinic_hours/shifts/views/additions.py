"""What wings above add to the pages of shifts: another page, notes on places, sections for the staff."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse

from clinic_hours.shifts.models import Place, Shift
from home.core.models.actors import Person
from home.core.views.signed_in import SignedInRequest


@dataclass(frozen=True, slots=True)
class Section:
    """A template, and what it shows under the name `shown`."""

    template: str
    shown: Any


Page = Callable[[SignedInRequest, Shift], HttpResponse | None]
PAGES: list[Page] = []
Notes = Callable[[Sequence[Place]], Mapping[int, Sequence[str]]]
NOTES: list[Notes] = []
SECTIONS: list[Callable[[Person, Shift], Section | None]] = []


def lead_with(page: Page) -> None:
    """Register a page that takes the place of a shift's own, where it returns one. While Django starts."""
    PAGES.append(page)


def page_instead(request: SignedInRequest, shift: Shift) -> HttpResponse | None:
    pages = (page(request, shift) for page in PAGES)
    return next((page for page in pages if page), None)


def add_notes(notes: Notes) -> None:
    """Register {place: sentences} for the student who has the places. Called while Django starts."""
    NOTES.append(notes)


def add_section(section: Callable[[Person, Shift], Section | None]) -> None:
    """Register a section of a shift's page for its instructors and the office. Called while Django starts."""
    SECTIONS.append(section)


def notes_on(places: Sequence[Place]) -> dict[int, list[str]]:
    """Return {place: its sentences}, for as many places in as many queries as for one."""
    found: dict[int, list[str]] = {place.pk: [] for place in places}
    for notes in NOTES:
        for pk, sentences in notes(places).items():
            found[pk] += sentences
    return found


def sections_of(person: Person, shift: Shift) -> list[Section]:
    shown = (section(person, shift) for section in SECTIONS)
    return [section for section in shown if section]
