"""The page that shows where a program's hours are enough for a license."""

from typing import Any

from django.db.models import Subquery
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.models import Page

from courses.licensing.selectors.licensure_by_state import (
    determination_in,
    determinations_of,
    programs_with_hours,
)
from courses.pages.panels.licensure_page import LICENSURE_PAGE_PANELS
from home.core.blocks.prose import SECTIONS
from home.core.fields.search_fields import searched
from home.core.models import page_fields
from home.core.models.own_address import HasOwnAddress
from home.core.models.visibility import KnowsWhetherRestricted, VisitManager, for_this_reader
from home.core.school_time import today


def licensure_page_path() -> Subquery:
    """Return the `url_path` of the public page in the reader's language, as an expression."""
    pages = for_this_reader(LicensurePage.objects.all())
    return Subquery(pages.order_by("path").values("url_path")[:1])


class LicensurePage(HasOwnAddress, KnowsWhetherRestricted, Page):
    """Computed from the curriculum and the licensing standards; editors write the text around it."""

    lede = page_fields.lede()
    advice = RichTextField(
        _("what to do next"),
        features=list(SECTIONS),
        blank=True,
        help_text=_("Shown below the table. Say who to ask before enrolling."),
    )

    objects = VisitManager()

    search_fields = searched("lede", "advice")
    parent_page_types = ["home_pages.HomePage", "home_pages.StandardPage"]
    subpage_types: list[str] = []
    template = "courses_pages/licensure_page.html"
    content_panels = LICENSURE_PAGE_PANELS

    class Meta:
        verbose_name = _("licensure by state")
        verbose_name_plural = _("licensure by state")

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Whether the parent may have one: each language has at most one, wherever it is in the tree."""
        return (
            super().can_create_at(parent) and not cls.objects.filter(locale=parent.locale).exists()
        )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        programs = programs_with_hours()
        asked = request.GET.get("program", "")
        program = next(
            (each for each in programs if each.slug == asked), programs[0] if programs else None
        )
        determinations = determinations_of(program, today()) if program else []
        state = request.GET.get("state", "")
        chosen = determination_in(determinations, state)
        return super().get_context(request, *args, **kwargs) | {
            "programs": programs,
            "program": program,
            "determinations": determinations,
            "chosen": chosen,
            "not_recorded": bool(state) and chosen is None,
        }
