"""The menu "Newsletter" of the administration: digests, readers, and mail that did not go out."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.admin.widgets.button import Button
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from home.models import DeadAddress, Digest, OutgoingMail, Subscriber
from home.panels import DIGEST
from home.views.digests import DigestSendView


def send_button(digest: Digest) -> Button:
    url = reverse("digest_send", args=[digest.pk])
    return Button(gettext("Look and send"), url=url, icon_name="mail", priority=5)


class DigestIndexView(generic.IndexView):
    def get_list_more_buttons(self, instance: Digest) -> list:
        return [send_button(instance), *super().get_list_more_buttons(instance)]


class DigestEditView(generic.EditView):
    """A digest that went out is looked at, not changed."""

    def dispatch(self, request, *args, **kwargs):
        if Digest.objects.filter(pk=self.object_pk).exclude(sent_at=None).exists():
            messages.info(request, gettext("This digest was sent: it stays as it was."))
            return redirect("digest_send", self.object_pk)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def header_more_buttons(self) -> list:
        return [send_button(self.object), *super().header_more_buttons]


class DigestViewSet(ModelViewSet):
    model = Digest
    icon = "mail"
    menu_label = _("Digests")
    edit_handler = DIGEST
    index_view_class = DigestIndexView
    edit_view_class = DigestEditView
    copy_view_enabled = False
    list_display = (
        "subject",
        Column("get_language_display", label=_("Language"), sort_key="language"),
        DateColumn("sent_at", label=_("Sent at")),
        "sent_to",
    )


class LookOnlyPolicy(ModelPermissionPolicy):
    """Rows that the site writes: people look at them, and erase one where someone asks."""

    def user_has_permission(self, user, action: str) -> bool:
        return action not in ("add", "change") and super().user_has_permission(user, action)

    def user_has_permission_for_instance(self, user, action: str, instance) -> bool:
        return self.user_has_permission(user, action)

    def user_has_any_permission(self, user, actions) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class LookOnlyViewSet(ModelViewSet):
    copy_view_enabled = False
    inspect_view_enabled = True
    add_to_reference_index = False
    form_fields: list[str] = []


class SubscriberViewSet(LookOnlyViewSet):
    model = Subscriber
    icon = "user"
    menu_label = _("Readers")
    list_display = ("email", Column("get_state_display", label=_("State")), "asked_at")
    list_filter = ("state", "language")
    search_fields = ("email",)
    search_backend_name = None


class OutgoingMailViewSet(LookOnlyViewSet):
    model = OutgoingMail
    icon = "mail"
    menu_label = _("Outgoing mail")
    inspect_view_fields = ("to", "subject", "text", "written_at", "state", "sent_at", "problem")
    list_display = ("to", "subject", Column("get_state_display", label=_("State")), "written_at")
    list_filter = ("state",)
    ordering = ("-pk",)


class DeadAddressViewSet(ModelViewSet):
    """Where a complaint that came by mail or telephone is written down."""

    model = DeadAddress
    icon = "cross"
    menu_label = _("Dead addresses")
    copy_view_enabled = False
    add_to_reference_index = False
    form_fields = ("address", "reason", "since", "details")
    list_display = ("address", Column("get_reason_display", label=_("Reason")), "since")


for written_by_the_site in (Subscriber, OutgoingMail):
    register_permission_policy(written_by_the_site, LookOnlyPolicy(written_by_the_site))


class LettersGroup(ModelViewSetGroup):
    menu_label = _("Newsletter")
    menu_icon = "mail"
    menu_order = 320
    items = (DigestViewSet, SubscriberViewSet, OutgoingMailViewSet, DeadAddressViewSet)


@hooks.register("register_admin_viewset")
def letters() -> ModelViewSetGroup:
    return LettersGroup()


@hooks.register("register_admin_urls")
def digest_urls() -> list:
    return [path("digest/<int:pk>/send/", DigestSendView.as_view(), name="digest_send")]
