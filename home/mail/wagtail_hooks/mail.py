"""The "Mail" menu in the admin: outgoing mail, failures, and addresses that get no bulk mail."""

from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.admin.widgets.button import Button
from wagtail.permissions import register_permission_policy

from home.core.models.actors import Actor
from home.core.wagtail_hooks.read_only import ReadOnlyPolicy, ReadOnlyViewSet
from home.mail.models import DeadAddress, OutgoingMail
from home.mail.views.mail import TryAgainView


def try_again_buttons(user: Actor, mail: OutgoingMail) -> list[Button]:
    """Return the retry button, if the user may use it and the mail was given up."""
    may = user.has_perm(TryAgainView.permission_required)
    if not may or mail.state != OutgoingMail.State.REFUSED:
        return []
    url = reverse("mail_try_again", args=[mail.pk])
    return [Button(gettext("Try again"), url=url, icon_name="mail", priority=5)]


class MailIndexView(generic.IndexView):
    def get_list_more_buttons(self, instance: OutgoingMail) -> list:
        again = try_again_buttons(self.request.user, instance)
        return [*again, *super().get_list_more_buttons(instance)]


class MailInspectView(generic.InspectView):
    @cached_property
    def header_more_buttons(self) -> list:
        again = try_again_buttons(self.request.user, self.object)
        return [*again, *super().header_more_buttons]


class OutgoingMailViewSet(ReadOnlyViewSet):
    """Given-up mail comes first. Message texts are not shown here."""

    model = OutgoingMail
    icon = "mail"
    menu_label = _("Outgoing email")
    index_view_class = MailIndexView
    inspect_view_class = MailInspectView
    inspect_view_fields = (
        *("to", "subject", "priority", "written_at"),
        *("state", "tries", "sent_at", "problem"),
    )
    list_display = ("to", "subject", Column("get_state_display", label=_("State")), "written_at")
    list_filter = ("state", "priority")
    ordering = ("state", "-pk")  # refused, sent, waiting


class DeadAddressViewSet(ModelViewSet):
    """Where complaints that came by mail or telephone are recorded."""

    model = DeadAddress
    icon = "cross"
    menu_label = _("Undeliverable addresses")
    copy_view_enabled = False
    add_to_reference_index = False
    form_fields = ("address", "reason", "since", "details")
    list_display = ("address", Column("get_reason_display", label=_("Reason")), "since")


register_permission_policy(OutgoingMail, ReadOnlyPolicy(OutgoingMail))


class MailGroup(ModelViewSetGroup):
    menu_name = "email"
    menu_label = _("Email")
    menu_icon = "mail"
    menu_order = 325
    items = (OutgoingMailViewSet, DeadAddressViewSet)


@hooks.register("register_admin_viewset")
def mail() -> ModelViewSetGroup:
    return MailGroup()


@hooks.register("register_admin_urls")
def mail_urls() -> list:
    return [path("outgoingmail/<int:pk>/try-again/", TryAgainView.as_view(), name="mail_try_again")]
