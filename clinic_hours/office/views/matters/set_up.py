"""What a school still needs before its first session. An empty school is led through it row by row."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from clinic_hours.desk.domain.matters import About, Act, Look, Matter, When
from clinic_hours.office.selectors.readiness import readiness


def set_up_matters(look: Look) -> Iterator[Matter]:
    there_is = readiness(look.person)
    steps = (
        (there_is.site, site),
        (there_is.edition, edition),
        (there_is.cohort, cohort),
        (there_is.instructor, instructor),
        (there_is.student, student),
    )
    return (make() for is_there, make in steps if not is_there)


def missing(icon: str, fact: str, detail: str, act: str, name: str) -> Matter:
    link = Act(act, reverse(name))
    return Matter(When.TODAY, About.SET_UP, icon, "info", fact, detail, link)


def site() -> Matter:
    return missing(
        "map-pin",
        _("There is no clinic site yet"),
        _("Each session says where it took place."),
        _("Add a site"),
        "hours:setup_site_new",
    )


def edition() -> Matter:
    return missing(
        "clipboard-list",
        _("No requirements are published yet"),
        _("A published requirement set says how many hours of what a student needs."),
        _("Publish"),
        "hours:setup_editions",
    )


def cohort() -> Matter:
    return missing(
        "calendar-days",
        _("There is no cohort yet"),
        _("Students begin and plan to finish together with their cohort."),
        _("Add a cohort"),
        "hours:setup_cohort_new",
    )


def instructor() -> Matter:
    return missing(
        "award",
        _("There is no instructor yet"),
        _("Only an instructor with a current license can sign hours."),
        _("Add an instructor"),
        "hours:new_instructor",
    )


def student() -> Matter:
    return missing(
        "graduation-cap",
        _("There are no students yet"),
        _("Enroll a student in a cohort under a published requirement set."),
        _("Add a student"),
        "hours:new_student",
    )
