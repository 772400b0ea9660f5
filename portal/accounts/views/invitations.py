"""The page behind an invitation link: confirm one's name, choose a password, and sign in."""

from http import HTTPStatus
from typing import Any

from allauth.account.utils import complete_signup, get_login_redirect_url
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.decorators import rate_limit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView

from portal.accounts.errors import AccountError, InvitationClosed
from portal.accounts.forms import JoinForm
from portal.accounts.models import Invitation
from portal.accounts.services import invitations

guards = [
    login_not_required,
    never_cache,
    sensitive_post_parameters(),
    rate_limit(action="signup"),
]


@method_decorator(guards, name="dispatch")
class InvitationView(FormView):
    template_name = "account/invitation.html"
    form_class = JoinForm
    invitation: Invitation

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            self.invitation = invitations.find(kwargs["token"])
            if request.user.is_authenticated:
                return to_own_desk(request)
            return super().dispatch(request, *args, **kwargs)
        except AccountError:
            return closed(request)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "invitation": self.invitation}

    def form_valid(self, form: JoinForm) -> HttpResponse:
        person = invitations.join(
            invitation=self.invitation,
            display_name=form.cleaned_data["display_name"],
            password=form.cleaned_data["password1"],
        )
        try:
            return complete_signup(self.request, person, None, None)
        except ImmediateHttpResponse as answer:
            return answer.response


def to_own_desk(request: HttpRequest) -> HttpResponse:
    """Tell someone who is signed in already why the invitation was not used."""
    words = {"email": request.user.get_username()}
    messages.warning(
        request,
        _(
            "You're signed in as %(email)s, so the invitation was not used. To accept it, sign out and "
            "open its link again."
        )
        % words,
    )
    return redirect(get_login_redirect_url(request))


def closed(request: HttpRequest) -> HttpResponse:
    context = {"error": InvitationClosed()}
    return render(request, "account/invitation_closed.html", context, status=HTTPStatus.NOT_FOUND)
