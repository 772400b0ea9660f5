"""Content-Security-Policy: a strict one for our pages, a documented exception for the Wagtail admin.

Modeled on Django 6's SECURE_CSP, which will replace it.
"""

import secrets
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

ADMIN = "/admin/"

STRICT = {
    "default-src": "'none'",
    "script-src": "'self' 'nonce-{nonce}'",
    "style-src": "'self' 'nonce-{nonce}'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "media-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'self'",
}
# Wagtail's editor still has some inline scripts and styles. A nonce would disable 'unsafe-inline', so there
# is none; everything still comes from this site only.
WAGTAIL = {
    "default-src": "'self'",
    "script-src": "'self' 'unsafe-inline'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "object-src": "'none'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'self'",
}


class ContentSecurityPolicyMiddleware:
    """Send the policy, and provide `request.csp_nonce` to templates for the few tags that need it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        nonce = secrets.token_urlsafe(16)
        vars(request)["csp_nonce"] = nonce
        response = self.get_response(request)
        policy = WAGTAIL if request.path_info.startswith(ADMIN) else STRICT
        response.setdefault("Content-Security-Policy", written(policy, nonce))
        return response


def written(policy: dict[str, str], nonce: str) -> str:
    return "; ".join(f"{name} {value.format(nonce=nonce)}" for name, value in policy.items())
