"""Reports in the admin's menu."""

from datetime import timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.models import Page, PageQuerySet
from wagtail.permissions import page_permission_policy

from home.core.models.actors import Actor
from home.core.selectors.review_dates import FactToReview, facts_for, facts_to_review
from home.core.views.sheets import SafeReportView
from home.site.models import BrokenLink
from home.site.selectors.untranslated import untranslated

SOON = timedelta(days=30)


class PagesReportView(SafeReportView):
    """A report on pages; users see only pages that they may edit."""

    @staticmethod
    def is_open_to(user: Actor) -> bool:
        return page_permission_policy.user_has_any_permission(user, {"add", "change", "publish"})

    def user_has_permission(self, user_permission: str) -> bool:
        return self.is_open_to(self.request.user)

    permission_required = "change"

    def editable(self) -> PageQuerySet:
        return page_permission_policy.instances_user_has_any_permission_for(
            self.request.user, {"change", "publish"}
        )


def edit_page(page_id: int) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page_id])


class BrokenLinksView(PagesReportView):
    """The results of the last `check_links` run."""

    page_title = _("Broken links")
    header_icon = "link"
    model = BrokenLink
    index_url_name = "broken_links"
    index_results_url_name = "broken_links_results"
    no_results_message = _("The last check found no broken links.")
    list_export = ["page.title", "address", "problem", "found_at"]
    export_headings = {"page.title": _("Page")}
    columns = [
        TitleColumn("page", label=_("Page"), get_url=lambda link: edit_page(link.page_id)),
        Column("address", label=_("Address")),
        Column("problem", label=_("Problem")),
        DateColumn("found_at", label=_("Found")),
    ]

    def get_queryset(self) -> QuerySet:
        return BrokenLink.objects.filter(page__in=self.editable()).select_related("page")


class ExpiringPagesView(PagesReportView):
    """Pages that expire within a month."""

    page_title = _("Expiring pages")
    header_icon = "time"
    model = Page
    index_url_name = "expiring_pages"
    index_results_url_name = "expiring_pages_results"
    no_results_message = _("No pages expire in the next 30 days.")
    list_export = ["title", "expire_at"]
    columns = [
        TitleColumn("title", label=_("Page"), get_url=lambda page: edit_page(page.pk)),
        Column("expire_at", label=_("Expires")),
    ]

    def get_queryset(self) -> QuerySet:
        soon = timezone.now() + SOON
        return self.editable().filter(live=True, expire_at__lte=soon).order_by("expire_at")


class UntranslatedPagesView(PagesReportView):
    """Published pages that exist only in the school's first language."""

    page_title = _("Pages without a translation")
    header_icon = "wagtail-localize-language"
    model = Page
    index_url_name = "untranslated_pages"
    index_results_url_name = "untranslated_pages_results"
    no_results_message = _("Every published page is translated.")
    list_export = ["title", "last_published_at"]
    columns = [
        TitleColumn("title", label=_("Page"), get_url=lambda page: edit_page(page.pk)),
        DateColumn("last_published_at", label=_("Published")),
    ]

    def get_queryset(self) -> QuerySet:
        return untranslated(self.editable()).order_by("-last_published_at", "pk")


class FactsToReviewView(PagesReportView):
    """Prices, rules and other facts to review, shown to users who may change them."""

    page_title = _("Facts to review")
    header_icon = "date"
    model = Page
    index_url_name = "facts_to_review"
    index_results_url_name = "facts_to_review_results"
    no_results_message = _("No facts are due for review in the next month.")
    is_searchable = False
    list_export = ["about", "name", "review_by"]
    export_headings = {"about": _("Where"), "name": _("What"), "review_by": _("Review by")}
    columns = [
        TitleColumn(
            "about",
            label=_("Where"),
            get_url=lambda fact: AdminURLFinder().get_edit_url(fact.about),
        ),
        Column("name", label=_("What")),
        Column("review_by", label=_("Review by")),
    ]

    def get_queryset(self) -> list[FactToReview]:
        facts = facts_to_review(self.editable().filter(live=True).specific())
        return facts_for(self.request.user, facts)
