"""Every other way to sign in leads to the one door: Wagtail's own forms have no rate limit.

These addresses come before Wagtail's in `portal.urls`, which would answer them otherwise.
"""

from django.contrib.auth.decorators import login_not_required
from django.urls import path, re_path
from django.views.generic import RedirectView

sign_in = login_not_required(RedirectView.as_view(pattern_name="account_login", query_string=True))
new_password = login_not_required(RedirectView.as_view(url="/accounts/password/reset/"))

urlpatterns = [
    path("admin/login/", sign_in),
    re_path(r"^admin/password_reset/", new_password),
    re_path(r"^(?:[a-z]{2}/)?_util/login/$", sign_in),
]
