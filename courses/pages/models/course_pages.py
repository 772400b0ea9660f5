"""Course pages and their index."""

from itertools import groupby
from typing import Any

from django.db import models
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.models import Page

from courses.curriculum.selectors.structured_data import course_data
from courses.pages.panels.course_page import COURSE_INDEX_PANELS, COURSE_PAGE_PANELS
from home.core.addresses import address_above
from home.core.blocks.prose import SECTIONS
from home.core.fields.search_fields import searched
from home.core.models import page_fields
from home.core.models.dangling_references import OutlivesItsRecords
from home.core.models.own_address import HasOwnAddress
from home.core.models.visibility import (
    KnowsWhetherRestricted,
    VisitManager,
    for_this_reader,
    open_to_all,
)


def course_page_path() -> Subquery:
    """Return the `url_path` of a curriculum line's public course page, as an expression."""
    pages = CoursePage.objects.filter(course=OuterRef("course"))
    return Subquery(for_this_reader(pages).order_by("path").values("url_path")[:1])


class CourseIndexPage(HasOwnAddress, Page):
    """All courses that have a page, by subject."""

    lede = page_fields.lede()

    search_fields = searched("lede")
    parent_page_types = ["home_pages.HomePage"]
    subpage_types = ["courses_pages.CoursePage"]
    max_count_per_parent = 1
    template = "courses_pages/course_index_page.html"
    content_panels = COURSE_INDEX_PANELS

    class Meta:
        verbose_name = _("course index")
        verbose_name_plural = _("course indexes")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        pages = (
            open_to_all(CoursePage.objects.child_of(self))
            .select_related("course__subject_area")
            .order_by("course__subject_area__name", "course__subject_area", "course__code")
        )
        shelves = [
            (area, list(group))
            for area, group in groupby(pages, key=lambda page: page.course.subject_area)
        ]
        return context | {"shelves": shelves}


class CoursePage(HasOwnAddress, OutlivesItsRecords, KnowsWhetherRestricted, Page):
    """What one course teaches. Its code, hours and subject come from the record."""

    course = models.ForeignKey(
        "courses_curriculum.Course",
        models.PROTECT,
        related_name="pages",
        verbose_name=_("course"),
        help_text=_("Code, hours and subject on the page come from this record."),
    )
    lede = page_fields.lede(
        help_text=_(
            "One or two sentences below the title. Leave empty to use the record's summary."
        )
    )
    body = RichTextField(
        _("text"),
        features=list(SECTIONS),
        blank=True,
        help_text=_("What students learn, how it's taught and what to bring."),
    )

    objects = VisitManager("course__subject_area")

    search_fields = searched("lede", "body")
    parent_page_types = ["courses_pages.CourseIndexPage"]
    subpage_types: list[str] = []
    template = "courses_pages/course_page.html"
    content_panels = COURSE_PAGE_PANELS

    class Meta:
        verbose_name = _("course page")
        verbose_name_plural = _("course pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        pages = Page.objects.filter(programpage__program__courses=self.course_id)
        return context | {
            "modalities": list(self.course.modalities.all()),
            "program_pages": for_this_reader(pages).order_by("path"),
            "index_url": address_above(self, request),
        }

    def structured_data(self, request: HttpRequest) -> list[dict]:
        """Return structured data: schema.org's Course."""
        return [course_data(self, request)]
