"""The "Newsletter" menu in the admin: digests and subscribers."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
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
from wagtail.permissions import register_permission_policy

from home.core.wagtail_hooks.read_only import ReadOnlyPolicy, ReadOnlyViewSet
from home.newsletter.models import Digest, Subscriber
from home.newsletter.panels.digest import DIGEST
from home.newsletter.selectors.digests import has_left
from home.newsletter.views.digests import DigestSendView


def send_button(digest: Digest) -> Button:
    url = reverse("digest_send", args=[digest.pk])
    return Button(gettext("Preview and send"), url=url, icon_name="mail", priority=5)


class DigestIndexView(generic.IndexView):
    def get_list_more_buttons(self, instance: Digest) -> list:
        return [send_button(instance), *super().get_list_more_buttons(instance)]


class DigestEditView(generic.EditView):
    """A sent digest can be viewed but not changed."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        sent = Digest.objects.filter(pk=self.object_pk).exclude(sent_at=None)
        if self.user_has_permission("change") and sent.exists():
            messages.info(request, gettext("This digest has been sent and can't be changed."))
            return redirect("digest_send", self.object_pk)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def header_more_buttons(self) -> list:
        return [send_button(self.object), *super().header_more_buttons]


class DigestDeleteView(generic.DeleteView):
    """A sent digest can't be deleted: it records who got what."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.user_has_permission("delete") and self.object.sent_at:
            messages.error(request, gettext("This digest has been sent and can't be changed."))
            return redirect("digest_send", self.object.pk)
        return super().dispatch(request, *args, **kwargs)


class DigestViewSet(ModelViewSet):
    model = Digest
    icon = "mail"
    menu_label = _("Digests")
    edit_handler = DIGEST
    index_view_class = DigestIndexView
    edit_view_class = DigestEditView
    delete_view_class = DigestDeleteView
    copy_view_enabled = False
    list_display = (
        "subject",
        Column("get_language_display", label=_("Language"), sort_key="language"),
        DateColumn("sent_at", label=_("Sent")),
        "sent_to",
    )


class SubscriberViewSet(ReadOnlyViewSet):
    model = Subscriber
    icon = "user"
    menu_label = _("Subscribers")
    list_display = ("email", Column("get_state_display", label=_("State")), "asked_at")
    list_filter = ("state", "language")
    search_fields = ("email",)
    search_backend_name = None


register_permission_policy(Subscriber, ReadOnlyPolicy(Subscriber))


class NewsletterGroup(ModelViewSetGroup):
    menu_name = "newsletter"
    menu_label = _("Newsletter")
    menu_icon = "mail"
    menu_order = 320
    items = (DigestViewSet, SubscriberViewSet)


hooks.register("mail_is_unwanted", has_left)


@hooks.register("register_admin_viewset")
def newsletter() -> ModelViewSetGroup:
    return NewsletterGroup()


@hooks.register("register_admin_urls")
def digest_urls() -> list:
    return [path("digest/<int:pk>/send/", DigestSendView.as_view(), name="digest_send")]
