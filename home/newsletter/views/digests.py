"""A digest before it is sent: a preview, a test mail, and the send button."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from home.core.school_time import written_for
from home.newsletter.models import Digest, Subscriber
from home.newsletter.selectors.digests import lines_of, subscribers_of
from home.newsletter.services.newsletter import (
    AlreadySent,
    NoSubscribers,
    NothingToSend,
    digest_mail,
    send_digest,
    send_test,
)
from home.site.models import SiteSettings


class DigestSendView(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    permission_required = "home_newsletter.change_digest"
    raise_exception = True
    page_title = _("Preview and send")
    header_icon = "mail"
    template_name = "home_newsletter/admin/digest.html"
    _show_breadcrumbs = True

    @cached_property
    def digest(self) -> Digest:
        """Return the digest after checking permission, so that a 404 reveals nothing to those without it."""
        return get_object_or_404(Digest, pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return self.digest.subject

    def get_breadcrumbs_items(self) -> list:
        index = {"url": reverse("digest:index"), "label": _("Digests")}
        return [*super().get_breadcrumbs_items(), index, {"url": "", "label": self.digest.subject}]

    def get_context_data(self, **kwargs: Any) -> dict:
        school = SiteSettings.for_request(self.request)
        lines = lines_of(self.digest)
        with written_for(self.digest.language):
            text = digest_mail(self.digest, Subscriber(pk=0, email=""), lines, school).text
        return super().get_context_data(**kwargs) | {
            "digest": self.digest,
            "stories": lines,
            "text": text,
            "subscribers": subscribers_of(self.digest).count(),
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        school = SiteSettings.for_request(request)
        try:
            if "test" in request.POST:
                send_test(self.digest, request.user.get_username(), school)
                messages.success(request, gettext("A test is on its way to you."))
            else:
                messages.success(request, self.sent(send_digest(self.digest, school)))
        except AlreadySent:
            messages.error(request, gettext("This digest was already sent. Nothing was sent."))
        except NothingToSend:
            messages.error(request, gettext("None of its stories are published. Nothing was sent."))
        except NoSubscribers:
            messages.error(
                request,
                gettext("No one is subscribed to its language and topics. Nothing was sent."),
            )
        return redirect("digest_send", pk)

    def sent(self, subscribers: int) -> str:
        return ngettext(
            "Sending to %(count)d subscriber.",
            "Sending to %(count)d subscribers.",
            subscribers,
        ) % {"count": subscribers}
