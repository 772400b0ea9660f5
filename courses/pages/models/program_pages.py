"""Program pages. Enrollments point at `Program`, so editors may rewrite this page freely."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import OuterRef
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, PageQuerySet

from courses.curriculum.selectors.groups import Start, next_start, upcoming_starts, week_of
from courses.curriculum.selectors.hours import curriculum, taught_minutes
from courses.curriculum.selectors.structured_data import program_data
from courses.licensing.selectors.finish_calculator import FinishEstimate, finish_estimate
from courses.pages.blocks.costs import CostsBlock
from courses.pages.blocks.downloads import DownloadsBlock
from courses.pages.blocks.outcomes import OutcomeListBlock
from courses.pages.panels.program_page import PROGRAM_PAGE_TABS, ProgramPageForm
from courses.requirements.selectors.requirement_sets import (
    clinic_clock_hour,
    clinic_minutes,
    clinic_requirements,
)
from home.core.addresses import address_above, address_at
from home.core.blocks.prose import SECTIONS
from home.core.blocks.questions import QuestionListBlock
from home.core.fields.dated import Dated
from home.core.fields.search_fields import searched
from home.core.models import page_fields
from home.core.models.cards import Card, ShownAsCard
from home.core.models.dangling_references import OutlivesItsRecords
from home.core.models.own_address import HasOwnAddress
from home.core.models.visibility import KnowsWhetherRestricted, VisitManager
from home.core.school_time import today
from home.site.selectors.closures import SchoolClosures, closures_read_with

from .course_pages import course_page_path
from .licensure_pages import licensure_page_path
from .people import people_of
from .program_facts import program_facts


class ProgramPage(HasOwnAddress, OutlivesItsRecords, ShownAsCard, KnowsWhetherRestricted, Page):
    """Overview, curriculum compared with the state's minimum, clinic requirements, admissions, cost."""

    program = models.ForeignKey(
        "courses_curriculum.Program",
        models.PROTECT,
        related_name="pages",
        verbose_name=_("program"),
        help_text=_("Hours, subjects and clinic requirements on the page come from this record."),
    )
    approval = models.CharField(
        _("approval"),
        max_length=60,
        blank=True,
        help_text=_("Who approved the program. For example: Florida board approved."),
    )
    lede = page_fields.lede(help_text=_("One or two sentences below the title."))
    summary = models.CharField(
        _("summary"), max_length=200, blank=True, help_text=_("One sentence, for the card.")
    )
    picture = page_fields.picture("card", help_text=_("For the card of this program."))
    overview = RichTextField(
        _("overview"),
        features=list(SECTIONS),
        blank=True,
        help_text=_(
            "What students learn and how. You don't need to list hours or courses; the page adds "
            "them."
        ),
    )
    schedule = RichTextField(
        _("schedule"),
        features=list(SECTIONS),
        blank=True,
        help_text=_("Shown below the weekly schedule, which comes from the program's groups."),
    )
    admissions = RichTextField(
        _("admissions"),
        features=list(SECTIONS),
        blank=True,
        help_text=_("Who can apply, what documents they need and what happens next."),
    )
    costs = StreamField(
        CostsBlock(),
        blank=True,
        verbose_name=_("costs"),
        help_text=_("Everything a student pays, line by line. The page adds it up."),
    )
    costs_as_of = page_fields.as_of(
        _("costs as of"),
        _("The date someone last checked the costs. It appears below them."),
    )
    costs_review_by = page_fields.review_by(_("review the costs by"))
    cost_note = models.CharField(
        _("note below the costs"),
        max_length=300,
        blank=True,
        help_text=_("One or two sentences, such as what is due when and who to pay."),
    )
    aid = RichTextField(
        _("paying for it"),
        features=list(SECTIONS),
        blank=True,
        help_text=_("Payment plans, scholarships and loans, and where to ask about them."),
    )
    aid_as_of = page_fields.as_of(
        _("amounts as of"),
        _("The date someone last checked these amounts. It appears below them."),
    )
    aid_review_by = page_fields.review_by(_("review these amounts by"))
    outcomes = StreamField(
        OutcomeListBlock(),
        blank=True,
        verbose_name=_("outcomes"),
        help_text=_("How many finished, passed and found work, with the date of the figures."),
    )
    questions = StreamField(
        QuestionListBlock(),
        blank=True,
        verbose_name=_("questions"),
        help_text=_("What applicants ask most. Each question opens to show its answer."),
    )
    disclosures = RichTextField(
        _("disclosures"),
        features=list(SECTIONS),
        blank=True,
        help_text=_(
            "What the law requires a school to disclose before anyone signs, such as 34 CFR 668.43."
        ),
    )
    downloads = StreamField(
        DownloadsBlock(),
        blank=True,
        verbose_name=_("downloads"),
        help_text=_("Files such as the program sheet, shown as links at the end of the page."),
    )

    objects = VisitManager("program__standard", closed=SchoolClosures)

    search_fields = searched(
        "approval",
        "lede",
        "summary",
        "overview",
        "schedule",
        "admissions",
        "costs",
        "cost_note",
        "aid",
        "outcomes",
        "questions",
        "disclosures",
        "downloads",
    )
    base_form_class = ProgramPageForm
    parent_page_types = ["courses_pages.ProgramIndexPage"]
    subpage_types: list[str] = []
    template = "courses_pages/program_page.html"
    edit_handler = PROGRAM_PAGE_TABS

    class Meta:
        verbose_name = _("program page")
        verbose_name_plural = _("program pages")

    @property
    def total_cost(self) -> Decimal:
        return sum((block.value["amount"] for block in self.costs), Decimal(0))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        program = self.program
        starts = upcoming_starts(program.groups, today())
        start = next_start(starts)
        subjects = curriculum(program, page=course_page_path(), licensure=licensure_page_path())
        lines = subjects.courses
        clinic = clinic_requirements(program)
        people = people_of(self)
        return context | {
            "curriculum": subjects,
            "course_lines": [(line, address_at(line.page, request)) for line in lines],
            "licensure_url": address_at(lines[0].licensure, request) if lines else "",
            "clinic": clinic,
            "estimate": self._estimate(request, subjects.minutes, start),
            "starts": starts,
            "next_start": start,
            "week": week_of(program.groups),
            "instructors": [each for each in people if each.kind == each.Kind.FACULTY],
            "voices": [each for each in people if each.kind == each.Kind.GRADUATE],
            "index_url": address_above(self, request),
        }

    def _estimate(
        self, request: HttpRequest, minutes: int, start: Start | None
    ) -> FinishEstimate | None:
        return finish_estimate(
            request.GET.get("hours"),
            self.program,
            minutes,
            start,
            today(),
            closures_read_with(self),
        )

    def structured_data(self, request: HttpRequest) -> list[dict]:
        """Return structured data: schema.org's EducationalOccupationalProgram."""
        return [program_data(self, request)]

    @property
    def costs_dated(self) -> Dated | None:
        return Dated.if_dated(self.costs_as_of, self.costs_review_by)

    @property
    def aid_dated(self) -> Dated | None:
        return Dated.if_dated(self.aid_as_of, self.aid_review_by)

    def own_dated_facts(self) -> Iterator[tuple[str, Dated]]:
        """Yield dated figures outside of blocks, for `home.core.selectors.review_dates`."""
        if self.costs and self.costs_dated:
            yield gettext("Cost"), self.costs_dated
        if self.aid and self.aid_dated:
            yield gettext("Paying for it"), self.aid_dated

    @classmethod
    def ready_for_cards(cls, pages: PageQuerySet) -> PageQuerySet:
        return (
            pages.select_related("program", "picture")
            .prefetch_related("picture__renditions")
            .annotate(
                taught_minutes=taught_minutes(OuterRef("program")),
                clinic_minutes=clinic_minutes(OuterRef("program")),
                clinic_clock_hour=clinic_clock_hour(OuterRef("program")),
            )
        )

    def card(self, request: HttpRequest | None = None) -> Card:
        """Return the card. Lists fetch its hours through `ready_for_cards`."""
        return Card(
            title=self.title,
            url=self.get_url(request) or "",
            text=self.summary or self.search_description,
            badge=self.program.get_award_display(),
            facts=program_facts(self),
            picture=self.picture,
        )
