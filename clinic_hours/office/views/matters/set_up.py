"""What a school still needs before its first session. An empty school is led through it row by row."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from clinic_hours.desk.domain.matters import About, Act, Look, Matter, When
from clinic_hours.office.selectors.readiness import Step, missing_steps


@dataclass(frozen=True, slots=True)
class StepWords:
    """How a missing step is said: what is missing, why it is needed, what to do and on which page."""

    icon: str
    fact: str | Promise
    reason: str | Promise
    act: str | Promise
    page: str

    @property
    def url(self) -> str:
        return reverse(self.page)


STEPS = {
    Step.SITE: StepWords(
        "map-pin",
        _("There is no clinic site yet"),
        _("Each session says where it took place."),
        _("Add a site"),
        "hours:setup_site_new",
    ),
    Step.EDITION: StepWords(
        "clipboard-list",
        _("No requirements are published yet"),
        _("A published requirement set says how many hours of what a student needs."),
        _("Publish requirements"),
        "hours:setup_editions",
    ),
    Step.COHORT: StepWords(
        "calendar-days",
        _("There is no current cohort"),
        _("Students begin and plan to finish together with their cohort."),
        _("Add a cohort"),
        "hours:setup_cohort_new",
    ),
    Step.INSTRUCTOR: StepWords(
        "award",
        _("There is no instructor with a current license"),
        _("Without one, nobody can sign hours."),
        _("Add an instructor"),
        "hours:new_instructor",
    ),
    Step.TITLE: StepWords(
        "signature",
        _("No signer has a title yet"),
        _("A transcript prints the name and title of whoever issues it."),
        _("Enter a title"),
        "hours:setup_signers",
    ),
    Step.STUDENT: StepWords(
        "graduation-cap",
        _("There are no students yet"),
        _("Enroll a student in a cohort under a published requirement set."),
        _("Add a student"),
        "hours:new_student",
    ),
}


def set_up_matters(look: Look) -> Iterator[Matter]:
    missing = missing_steps(look.person, timezone.localdate(look.now))
    return (matter_of(STEPS[step]) for step in missing)


def matter_of(step: StepWords) -> Matter:
    act = Act(str(step.act), step.url)
    fact, reason = str(step.fact), str(step.reason)
    return Matter(When.TODAY, About.SET_UP, step.icon, "info", fact, reason, act)
