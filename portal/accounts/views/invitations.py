"""The page behind an invitation link: choose a name and a password, and sign in."""

from http import HTTPStatus
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.views import SignupView
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from portal.accounts.errors import InvitationClosed
from portal.accounts.forms import InvitedSignupForm
from portal.accounts.services import invitations


@method_decorator([login_not_required, never_cache], name="dispatch")
class InvitationView(SignupView):
    """allauth's sign-up for one invited email address. Its adapter looks for `request.invitation`."""

    template_name = "account/invitation.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            vars(request)["invitation"] = invitations.find(kwargs["token"])
            return super().dispatch(request, *args, **kwargs)
        except InvitationClosed as error:
            return render(
                request,
                "account/invitation_closed.html",
                {"error": error},
                status=HTTPStatus.NOT_FOUND,
            )

    def get_form_class(self) -> type[BaseForm]:
        return InvitedSignupForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "invitation": self.request.invitation}

    def form_valid(self, form: InvitedSignupForm) -> HttpResponse:
        with transaction.atomic():
            invitations.accept(invitation=self.request.invitation)
            # Whoever has the link can read that mailbox, so the address needs no second verification.
            get_adapter().stash_verified_email(self.request, self.request.invitation.email)
            return super().form_valid(form)
