"""How one wants to be told by mail."""

from http import HTTPStatus

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clinic_hours.desk.views.access import desks
from clinic_hours.desk.views.answers import say_done
from clinic_hours.desk.views.desk import render_desk
from clinic_hours.notices.domain.news import Kind
from clinic_hours.notices.forms.preferences import WAYS, PreferencesForm
from clinic_hours.notices.selectors.pages import kinds_for, preferences_of
from clinic_hours.notices.services.digests import DIGEST_AT
from clinic_hours.notices.services.reading import choose_mail
from home.core.views import unsent
from home.core.views.signed_in import SignedInRequest


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: SignedInRequest) -> HttpResponse:
    kinds = kinds_for(desks(request).roles)
    sent = request.POST if request.method == "POST" else unsent.recall(request) or None
    form = PreferencesForm(sent, kinds=kinds, chosen=preferences_of(request.user))
    if request.method != "POST":
        return show(request, form, kinds)
    if not form.is_valid():
        return show(request, form, kinds, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    choose_mail(person=request.user, by_mail=form.cleaned_data)
    return say_done(request, _("Your choices were saved."), "hours:notice_preferences")


def show(
    request: SignedInRequest,
    form: PreferencesForm,
    kinds: list[Kind],
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    fixed = [(kind.label, WAYS[kind.by_mail]) for kind in kinds if kind.name not in form.fields]
    return render_desk(
        request,
        "clinic_hours_notices/preferences.html",
        {"form": form, "fixed": fixed, "digest_at": DIGEST_AT},
        status=status,
    )
