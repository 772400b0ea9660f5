"""A person's own account page: its settings, and their name."""

from http import HTTPStatus

from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from home.core.views.request_data import sent
from home.core.views.signed_in import SignedInRequest
from portal.accounts.forms import NameForm
from portal.accounts.services.people import keep_phone, rename_person


@login_required
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    second_factor = get_mfa_adapter().is_mfa_enabled(request.user)
    return render(request, "account/overview.html", {"second_factor": second_factor})


@login_required
@require_http_methods(["GET", "POST"])
def name(request: SignedInRequest) -> HttpResponse:
    user = request.user
    form = NameForm(sent(request), initial={"display_name": user.display_name, "phone": user.phone})
    if form.is_valid():
        rename_person(user=user, display_name=form.cleaned_data["display_name"])
        keep_phone(user=user, phone=form.cleaned_data["phone"])
        messages.success(request, _("Your name and phone were saved."))
        return redirect("account_overview")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "account/name.html", {"form": form}, status=status)
