"""The request-for-information page."""

from http import HTTPStatus

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from courses.admissions.consent import enquiry_consent
from courses.admissions.forms.enquiries import EnquiryForm
from courses.admissions.services.enquiries import receive_enquiry
from courses.curriculum.models import Program
from home.core.views.busy import keep_typed
from home.core.views.rate_limits import is_within
from home.core.views.see_other import see_other
from home.site.models import SiteSettings


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enquire(request: HttpRequest) -> HttpResponse:
    """Show the form, with the program from the URL selected, or receive it."""
    school = SiteSettings.for_request(request)
    consent = enquiry_consent(school.name)
    if request.method != "POST":
        return show(request, EnquiryForm(consent=consent, initial=chosen(request)))
    form = EnquiryForm(request.POST, consent=consent)
    if not is_within(request, "enquire"):
        form.add_error(
            None,
            _("Too many requests came from your network. Wait a few minutes, then send it again."),
        )
        return show(request, form, HTTPStatus.TOO_MANY_REQUESTS)
    if not form.is_valid():
        return show(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        receive_enquiry(
            enquiry=form.save(commit=False),
            consent=consent,
            language=get_language(),
            school=school,
        )
    except OperationalError as error:
        return show(request, form, keep_typed(request, form, error))
    return see_other("enquiry_received")


def chosen(request: HttpRequest) -> dict:
    asked = request.GET.get("program", "")
    programs = Program.objects.all()
    # Compared here, not in the database: a URL may hold characters the database rejects.
    return {"program": next((each for each in programs if each.slug == asked), None)}


def show(request: HttpRequest, form: EnquiryForm, status: int = HTTPStatus.OK) -> HttpResponse:
    return render(request, "courses_admissions/form.html", {"form": form}, status=status)


@require_safe
def received(request: HttpRequest) -> HttpResponse:
    return render(request, "courses_admissions/received.html")
