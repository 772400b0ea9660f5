"""READ: a program compared with every standard in force for its profession."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from courses.curriculum.models import CurriculumLine, Program
from courses.licensing.domain.licensure import (
    Minimum,
    Outcome,
    are_complete,
    outcome_of,
    recorded_minutes,
    subject_minimums,
)
from courses.standards.models import LicensingStandard


@dataclass(frozen=True, slots=True)
class Determination:
    """A program compared with one board's standard."""

    standard: LicensingStandard
    total: Minimum
    clinical: Minimum
    weeks: Minimum
    subjects: list[Minimum]

    @property
    def outcome(self) -> Outcome:
        return outcome_of(self.total, (self.clinical, self.weeks), self.subjects)

    @property
    def is_complete(self) -> bool:
        return are_complete(self.total, self.subjects)

    @property
    def has_words(self) -> bool:
        """Whether the board has requirements within a subject that hours can't show."""
        return any(subject.remarks for subject in self.subjects)

    @property
    def recorded_minutes(self) -> int:
        """Return how much of the board's total is recorded here by subject."""
        return recorded_minutes(self.subjects)


def programs_with_hours() -> list[Program]:
    """Return the current programs that lead to a license, by name: one query."""
    current = Program.objects.filter(retired_on=None).exclude(standard=None)
    return list(current.select_related("standard").order_by("name"))


def determinations_of(program: Program, today: date) -> list[Determination]:
    """Return the program compared with each board set by law, its own state first: three queries.

    The program's courses count in its own standard's clock hours. Boards are compared in real minutes, so
    that 500 hours of 50 minutes do not pass for 500 of 60. Empty for a program that leads to no license.
    """
    if program.standard is None:
        return []
    own = program.standard
    lines = CurriculumLine.objects.filter(program=program).values_list(
        "course__subject_area__slug", "course__subject_area__is_clinical", "course__minutes"
    )
    taught: dict[str, int] = {}
    clinical = 0
    for subject, is_clinical, kept in lines:
        minutes = own.in_real_minutes(kept)
        taught[subject] = taught.get(subject, 0) + minutes
        clinical += minutes if is_clinical else 0
    return [
        determination_of(standard, taught, clinical=clinical, weeks=program.length_weeks)
        for standard in standards_beside(own, today, subjects=True)
    ]


def determination_in(determinations: Sequence[Determination], slug: str) -> Determination | None:
    """Return the comparison with that standard, or with another one of the same state.

    The slug may belong to another profession's standard; one query then finds its state.
    """
    if not slug or not determinations:
        return None
    by_slug = {each.standard.slug: each for each in determinations}
    if slug in by_slug:
        return by_slug[slug]
    states = dict(LicensingStandard.objects.values_list("slug", "jurisdiction"))
    state = states.get(slug)
    return next((each for each in determinations if each.standard.jurisdiction == state), None)


def standards_beside(
    own: LicensingStandard, today: date, *, subjects: bool = False
) -> list[LicensingStandard]:
    """Return the standards by law in force for the same profession, `own` first.

    One query; two more fetch their subjects.
    """
    boards = LicensingStandard.objects.filter(
        Q(effective_from=None) | Q(effective_from__lte=today),
        Q(effective_to=None) | Q(effective_to__gte=today),
        profession=own.profession,
        authority__in=(
            LicensingStandard.Authority.STATUTE,
            LicensingStandard.Authority.REGULATION,
        ),
    )
    if subjects:
        boards = boards.prefetch_related("subjects__subject_area")
    return sorted(boards, key=lambda each: (each.pk != own.pk, each.name))


def determination_of(
    standard: LicensingStandard, taught: dict[str, int], *, clinical: int, weeks: int
) -> Determination:
    """Compare real minutes by subject, `clinical` of them in clinic, over `weeks`, with a standard."""
    hour = standard.minutes_per_clock_hour
    asked = {
        row.subject_area.slug: Minimum(
            row.subject_area.shown_name,
            standard.in_real_minutes(row.minutes),
            remarks=row.shown_remarks,
            remarks_language=row.remarks_language,
            clock_hour=hour,
        )
        for row in standard.subjects.all()
    }
    return Determination(
        standard=standard,
        total=Minimum(
            "",
            standard.limit_in_real_minutes(standard.minutes),
            sum(taught.values()),
            clock_hour=hour,
        ),
        clinical=Minimum(
            "",
            standard.limit_in_real_minutes(standard.clinical_minutes),
            clinical,
            clock_hour=hour,
        ),
        weeks=Minimum("", standard.minimum_weeks or 0, weeks),
        subjects=subject_minimums(asked, taught),
    )
