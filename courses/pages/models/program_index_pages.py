"""The list of programs, and the side-by-side comparison."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page, PageQuerySet

from courses.licensing.selectors.comparison import chosen
from courses.pages.panels.program_page import PROGRAM_INDEX_PANELS
from home.core.fields.search_fields import searched
from home.core.models import page_fields
from home.core.models.cards import cards_beneath
from home.core.models.own_address import HasOwnAddress
from home.core.models.visibility import KnowsWhetherRestricted, VisitManager, open_to_all

from .program_pages import ProgramPage


class ProgramIndexPage(HasOwnAddress, KnowsWhetherRestricted, RoutablePageMixin, Page):
    """All programs as cards, and a comparison of two or three of them."""

    lede = page_fields.lede()

    objects = VisitManager()

    search_fields = searched("lede")
    parent_page_types = ["home_pages.HomePage"]
    subpage_types = ["courses_pages.ProgramPage"]
    max_count_per_parent = 1
    template = "courses_pages/program_index_page.html"
    content_panels = PROGRAM_INDEX_PANELS

    class Meta:
        verbose_name = _("program index")
        verbose_name_plural = _("program indexes")

    @path("", name="all")
    def every_program(self, request: HttpRequest) -> HttpResponse:
        context = {"cards": cards_beneath(self, request), "choices": self.programs()}
        return self.render(request, context_overrides=context)

    @path("compare/", name="compare")
    def compare(self, request: HttpRequest) -> HttpResponse:
        """Compare `?program=…&program=…`, a URL that can be shared."""
        pages = ProgramPage.ready_for_cards(self.programs()).select_related("program__standard")
        choice = chosen(pages, request.GET.getlist("program"))
        context = {
            "choices": pages,
            "choice": choice,
            "columns": choice.columns,
            "chosen": [page.program.slug for page in choice.pages],
            "index_url": self.get_url(request),
        }
        template = "courses_pages/program_comparison.html"
        return self.render(request, context_overrides=context, template=template)

    def get_route_paths(self) -> list[str]:
        """Return the subpaths that get redirects when the index moves, including the comparison."""
        return ["/", f"/{self.reverse_subpage('compare')}"]

    def programs(self) -> PageQuerySet:
        """Return the public programs below this page, in tree order."""
        pages = open_to_all(ProgramPage.objects.child_of(self)).order_by("path")
        return pages.select_related("program")
