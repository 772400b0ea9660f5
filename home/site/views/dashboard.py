"""What waits for editors and writers, on the admin's first page."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageQuerySet, TaskState
from wagtail.permissions import page_permission_policy

from home.core.models.actors import Person
from home.core.school_time import day_of
from home.core.selectors.review_dates import facts_for, facts_to_review
from home.core.views.dashboard import SHOWN, DashboardPanel, Row
from home.site.models import BrokenLink
from home.site.selectors.untranslated import untranslated

from .reports import PagesReportView, edit_page


def publishable(user: Person) -> PageQuerySet:
    return page_permission_policy.instances_user_has_permission_for(user, "publish")


class EditorsPanel(DashboardPanel):
    """For people who may publish pages."""

    @classmethod
    def is_for(cls, user: Person) -> bool:
        return page_permission_policy.user_has_permission(user, "publish")


class ReviewPanel(EditorsPanel):
    name = "to-review"
    order = 100
    heading = _("Waiting for your review")
    nothing = _("No pages are waiting for your review.")
    all_label = _("All pages in review")

    def rows(self) -> Sequence[Row]:
        states = TaskState.objects.reviewable_by(self.user).order_by("started_at")
        states = states.select_related("revision__user")
        return [self.row(state) for state in states[: SHOWN + 1]]

    @staticmethod
    def row(state: TaskState) -> Row:
        said = {"name": state.revision.user, "day": date_format(day_of(state.started_at))}
        detail = gettext("Sent by %(name)s, %(day)s") % said
        return Row(state.revision.object_str, edit_page(state.revision.object_id), detail)

    def all_url(self) -> str:
        return reverse("wagtailadmin_reports:workflow")


class DraftsPanel(DashboardPanel):
    """A person's own unpublished changes."""

    name = "own-drafts"
    order = 110
    heading = _("Your drafts")
    nothing = _("You have no unpublished changes.")
    all_label = _("All pages you edited")

    @classmethod
    def is_for(cls, user: Person) -> bool:
        return PagesReportView.is_open_to(user)

    def rows(self) -> Sequence[Row]:
        drafts = Page.objects.filter(has_unpublished_changes=True, latest_revision__user=self.user)
        newest = drafts.select_related("latest_revision").order_by("-latest_revision_created_at")
        return [self.row(page) for page in newest[: SHOWN + 1]]

    @staticmethod
    def row(page: Page) -> Row:
        edited = date_format(day_of(page.latest_revision.created_at))
        detail = gettext("Edited %(day)s") % {"day": edited}
        return Row(page.latest_revision.object_str, edit_page(page.pk), detail)

    def all_url(self) -> str:
        return f"{reverse('wagtailadmin_explore_root')}?edited_by={self.user.pk}"


class FactsPanel(EditorsPanel):
    name = "facts-to-review"
    order = 120
    heading = _("Facts to review")
    nothing = _("No facts are due for review in the next month.")
    all_label = _("All facts to review")

    def rows(self) -> Sequence[Row]:
        facts = facts_to_review(publishable(self.user).filter(live=True).specific())
        return [
            Row(
                f"{fact.about}: {fact.name}",
                self.all_url(),
                gettext("Review by %(day)s") % {"day": date_format(fact.review_by)},
            )
            for fact in facts_for(self.user, facts)[: SHOWN + 1]
        ]

    def all_url(self) -> str:
        return reverse("facts_to_review")


class BrokenLinksPanel(EditorsPanel):
    name = "broken-links"
    order = 130
    heading = _("Broken links")
    nothing = _("The last check found no broken links.")
    all_label = _("All broken links")

    def rows(self) -> Sequence[Row]:
        links = BrokenLink.objects.filter(page__in=publishable(self.user)).select_related("page")
        return [
            Row(link.page.title, edit_page(link.page_id), f"{link.address} ({link.problem})")
            for link in links[: SHOWN + 1]
        ]

    def all_url(self) -> str:
        return reverse("broken_links")


class UntranslatedPanel(EditorsPanel):
    name = "untranslated-pages"
    order = 140
    heading = _("Pages without a translation")
    nothing = _("Every published page is translated.")
    all_label = _("All pages without a translation")

    def rows(self) -> Sequence[Row]:
        pages = untranslated(publishable(self.user)).order_by("-last_published_at", "pk")
        return [self.row(page) for page in pages[: SHOWN + 1]]

    @staticmethod
    def row(page: Page) -> Row:
        published = page.last_published_at
        day = date_format(day_of(published)) if published else ""
        return Row(page.title, edit_page(page.pk), gettext("Published %(day)s") % {"day": day})

    def all_url(self) -> str:
        return reverse("untranslated_pages")
