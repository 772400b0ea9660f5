"""The editors' reports: broken links, expiring and untranslated pages, and facts to review."""

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from home.site.views.reports import (
    BrokenLinksView,
    ExpiringPagesView,
    FactsToReviewView,
    UntranslatedPagesView,
)


class EditorsMenuItem(MenuItem):
    """Shown to users who may edit a page."""

    def is_shown(self, request: HttpRequest) -> bool:
        return BrokenLinksView.is_open_to(request.user)


@hooks.register("register_admin_urls")
def report_urls() -> list:
    return [
        path("reports/links/", BrokenLinksView.as_view(), name="broken_links"),
        path(
            "reports/links/results/",
            BrokenLinksView.as_view(results_only=True),
            name="broken_links_results",
        ),
        path("reports/expiring/", ExpiringPagesView.as_view(), name="expiring_pages"),
        path(
            "reports/expiring/results/",
            ExpiringPagesView.as_view(results_only=True),
            name="expiring_pages_results",
        ),
        path("reports/untranslated/", UntranslatedPagesView.as_view(), name="untranslated_pages"),
        path(
            "reports/untranslated/results/",
            UntranslatedPagesView.as_view(results_only=True),
            name="untranslated_pages_results",
        ),
        path("reports/facts/", FactsToReviewView.as_view(), name="facts_to_review"),
        path(
            "reports/facts/results/",
            FactsToReviewView.as_view(results_only=True),
            name="facts_to_review_results",
        ),
    ]


@hooks.register("register_reports_menu_item")
def broken_links_item() -> MenuItem:
    return EditorsMenuItem(
        _("Broken links"), reverse("broken_links"), name="broken-links", icon_name="link", order=600
    )


@hooks.register("register_reports_menu_item")
def expiring_pages_item() -> MenuItem:
    return EditorsMenuItem(
        _("Expiring pages"),
        reverse("expiring_pages"),
        name="expiring-pages",
        icon_name="time",
        order=610,
    )


@hooks.register("register_reports_menu_item")
def untranslated_pages_item() -> MenuItem:
    return EditorsMenuItem(
        _("Pages without a translation"),
        reverse("untranslated_pages"),
        name="untranslated-pages",
        icon_name="wagtail-localize-language",
        order=615,
    )


@hooks.register("register_reports_menu_item")
def facts_to_review_item() -> MenuItem:
    return EditorsMenuItem(
        _("Facts to review"),
        reverse("facts_to_review"),
        name="facts-to-review",
        icon_name="date",
        order=620,
    )
