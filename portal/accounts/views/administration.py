"""The office's screens for invitations and people, in the Wagtail admin."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise, cached_property
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button
from wagtail.permissions import policy_registry
from wagtail.users.views.users import EditView, IndexView

from clinic_hours.people.services.enrollments import log_name
from home.core.school_time import day_of
from home.core.selectors.words import SearchesPlainWords
from home.core.views.unsent import RecallsUnsent
from portal.accounts.errors import AccountError, AlreadyInvited
from portal.accounts.models import Invitation, User
from portal.accounts.services import invitations


class InvitationIndexView(SearchesPlainWords, generic.IndexView):
    add_item_label = _("Invite someone")

    def get_base_queryset(self) -> QuerySet:
        return super().get_base_queryset().select_related("invited_by")

    def get_list_buttons(self, instance: Invitation) -> list[Button]:
        if not instance.is_unanswered or not self.user_has_permission("add"):
            return []
        return [
            Button(gettext("Send again"), reverse("invitation:resend", args=[instance.pk])),
            Button(gettext("Revoke"), reverse("invitation:revoke", args=[instance.pk])),
        ]


class InvitationAddView(RecallsUnsent, generic.CreateView):
    page_title = _("Invite someone")
    submit_button_label = _("Send invitation")
    success_message = _("Invitation sent to %(object)s.")

    def get_initial(self) -> dict[str, Any]:
        """Start with the name and the email address from the URL."""
        return {**self.request.GET.dict(), **super().get_initial()}

    def form_valid(self, form: BaseForm) -> HttpResponse:
        try:
            self.object = invitations.invite(**form.cleaned_data, invited_by=self.request.user)
        except AlreadyInvited as error:
            return self.refuse(form, with_link_to_it(error, form.cleaned_data["email"]))
        except AccountError as error:
            return self.refuse(form, str(error))
        messages.success(self.request, self.get_success_message(self.object))
        return redirect(self.get_success_url())

    def refuse(self, form: BaseForm, sentence: str) -> HttpResponse:
        form.add_error("email", sentence)
        self.produced_error_message = self.get_error_message()
        return self.form_invalid(form)

    def get_success_message(self, instance: Invitation) -> str:
        return self.success_message % {"object": instance}


def with_link_to_it(error: AlreadyInvited, email: str) -> SafeString:
    """Return the error with a link to the existing invitation, where it can be sent again."""
    where = f"{reverse('invitation:index')}?{urlencode({'q': email})}"
    return format_html('{} <a href="{}">{}</a>', str(error), where, gettext("View invitation"))


class InvitationActionView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Ask for confirmation, then perform one action on one invitation."""

    model = Invitation
    permission_required = "add"
    template_name = "accounts/admin/invitation_action.html"
    header_icon = "mail"
    question: str | Promise
    done: str | Promise
    action: Callable[..., Invitation]

    @property
    def permission_policy(self) -> Any:
        return policy_registry.get_by_type(self.model)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        invitation = get_object_or_404(Invitation, pk=self.kwargs["pk"])
        return {**context, "question": self.question % {"object": invitation}}

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        invitation = get_object_or_404(Invitation, pk=pk)
        try:
            self.action(invitation=invitation)
            messages.success(request, self.done % {"object": invitation})
        except AccountError as error:
            messages.error(request, str(error))
        return redirect("invitation:index")


class ResendView(InvitationActionView):
    page_title = _("Send again")
    question = _("Send a new link to %(object)s? The old link will stop working.")
    done = _("New link sent to %(object)s.")
    action = staticmethod(invitations.resend)


class RevokeView(InvitationActionView):
    page_title = _("Revoke")
    question = _("Revoke the invitation for %(object)s? Its link will stop working.")
    done = _("Invitation for %(object)s revoked.")
    action = staticmethod(invitations.revoke)


def works_until(invitation: Invitation) -> str:
    """Return the full date, as in the mail; Wagtail's column shows "just now" for a future date."""
    return date_format(day_of(invitation.expires_at), "DATE_FORMAT")


INVITATION_COLUMNS = [
    "display_name",  # a name, not a column: Wagtail adds the row's buttons to the first one
    Column("email", label=_("Email address")),
    Column("status", label=_("Status")),
    Column("invited_by", label=_("Invited by")),
    DateColumn("created_at", label=_("Invited")),
    Column("expires_at", label=_("Expires"), accessor=works_until),
]


class PersonEditView(EditView):
    def save_instance(self) -> User:
        person = super().save_instance()
        if "display_name" in self.form.changed_data:
            log_name(person, timezone.now())
        return person


class PersonIndexView(SearchesPlainWords, IndexView):
    add_item_label = _("Invite someone")
    page_title = _("People")
    search_fields = ("display_name", "email")
    default_ordering = "email"

    @cached_property
    def columns(self) -> list[Any]:
        """Return Wagtail's columns, with the name sorted by our single name field."""
        for column in (columns := super().columns):
            if column.name == "name":
                column.sort_key = "display_name"
        return columns
