"""Redirects every other sign-in page to the main one: Wagtail's own forms have no rate limit.

Its account page is replaced, too: it asks for first and last name, while we keep one name. These URLs come
before Wagtail's in `portal.urls`.
"""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path, re_path
from django.views.generic import RedirectView
from wagtail.admin.auth import require_admin_access

from portal.accounts.views.admin_account import AdminAccountView

sign_in = login_not_required(RedirectView.as_view(pattern_name="account_login", query_string=True))
new_password = login_not_required(RedirectView.as_view(url="/accounts/password/reset/"))


@login_not_required
def sign_in_for_a_page(request: HttpRequest) -> HttpResponseBase:
    """Sign-in for a page with restricted access; a signed-in person would be redirected forever."""
    if request.user.is_authenticated:
        raise PermissionDenied
    return sign_in(request)


urlpatterns = [
    path("admin/login/", sign_in),
    path("admin/account/", require_admin_access(AdminAccountView.as_view())),
    re_path(r"^admin/password_reset/", new_password),
    re_path(r"^(?:[a-z]{2}/)?_util/login/$", sign_in_for_a_page),
]
