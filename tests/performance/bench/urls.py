"""The site's URLs and the three references: H hello, B a bare Wagtail page, Q fifty rows."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from wagtail.models import Page
from wagtail.views import serve

from clinic_hours.sessions.models import ClinicSession
from portal.urls import urlpatterns as site

FIFTY = ClinicSession.objects.select_related("student", "requirement").order_by("pk")[:50]


class BarePage(Page):
    """A page with one field and one template. A proxy, so that it needs no table."""

    template = "bench/bare.html"

    class Meta:
        proxy = True
        app_label = "home_pages"


@login_not_required
def hello(request):
    return HttpResponse("hello")


@login_not_required
def bare(request):
    return serve(request, "bench-bare/")


@login_not_required
def fifty_rows(request):
    return render(request, "bench/rows.html", {"rows": FIFTY.all()})


urlpatterns = [
    path("bench/hello/", hello),
    path("bench/rows/", fifty_rows),
    *site,
]
