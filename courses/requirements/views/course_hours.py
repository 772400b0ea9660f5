"""Messages to the office when a program's clinic courses and its edition disagree."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from courses.curriculum.models import Program
from courses.requirements.models import RequirementSet
from courses.requirements.selectors.requirement_sets import clinic_gap, pages_that_name
from courses.standards.domain.clock_hours import MINUTES_PER_HOUR


def hours_of(minutes: int) -> str:
    return number_format(f"{minutes / MINUTES_PER_HOUR:g}")


def gap_sentence(program: Program, edition: RequirementSet | None = None) -> str:
    """Return a sentence with both figures; empty if they agree."""
    gap = clinic_gap(program, edition)
    if gap is None:
        return ""
    return _(
        "The clinic courses of %(program)s have %(taught)s hours, but its edition requires "
        "%(asked)s. Make them match, since the program's pages show both."
    ) % {
        "program": program,
        "taught": hours_of(gap.taught),
        "asked": hours_of(gap.asked),
    }


def warn_of_gaps(request: HttpRequest, programs: Iterable[Program]) -> None:
    for program in programs:
        if sentence := gap_sentence(program):
            messages.warning(request, sentence)


def course_lengths(program: Program) -> dict[str, int]:
    return {str(course): course.minutes for course in program.courses.all()}


def tell_of_new_hours(request: HttpRequest, program: Program, before: dict[str, int]) -> None:
    """Report which course took over the edition's hours, and which pages still show an old figure."""
    now = course_lengths(program)
    for course in (course for course in now if now[course] != before[course]):
        said = _("“%(course)s” now has %(hours)s hours, as the edition requires.")
        messages.info(request, said % {"course": course, "hours": hours_of(now[course])})
        for figure in (before[course], sum(before.values())):
            warn_of_pages_that_name(request, hours_of(figure))
    warn_of_gaps(request, [program])


def warn_of_pages_that_name(request: HttpRequest, figure: str) -> None:
    if pages := pages_that_name(figure):
        titles = ", ".join(page.get_admin_display_title() for page in pages)
        said = _("These pages mention %(before)s in their text. Check them: %(pages)s.")
        messages.warning(request, said % {"before": figure, "pages": titles})
