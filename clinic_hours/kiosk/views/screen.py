"""The kiosk's screen, and the service worker that holds it."""

import hashlib
from functools import lru_cache

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clinic_hours.attendance.models import Device
from clinic_hours.kiosk.forms.answers import in_each_language
from clinic_hours.kiosk.forms.screen import screen_words
from clinic_hours.kiosk.policies import is_trusted
from clinic_hours.kiosk.selectors.devices import device_of
from clinic_hours.kiosk.signatures.es256 import thumbprint

from .pairing import COOKIE, set_cookie

# What the screen needs without connection. Scripts that these import are listed, too.
SHELL = (
    *("css/site.css", "css/kiosk.css", "js/boot.js", "js/theme-switch.js", "img/favicon.svg"),
    *("fonts/inter-latin.woff2", "fonts/fraunces-latin.woff2"),
    *(
        f"js/kiosk/{name}.js"
        for name in (
            *("kiosk", "clock", "code", "keys", "pad", "qr", "qr-blocks", "screens", "sending"),
            *("store", "words"),
        )
    ),
)
WORKER = "js/kiosk/service-worker.js"


@require_safe
def screen(request: HttpRequest) -> HttpResponse:
    """Show the kiosk on a paired tablet; anywhere else, say how to pair one."""
    token = request.COOKIES.get(COOKIE, "")
    device = device_of(token)
    if device is None or not is_trusted(device):
        return render(request, "clinic_hours_kiosk/unpaired.html", {"device": device})
    context = {
        "device": device,
        "key": thumbprint(bytes(device.public_key)),
        "words": screen_words(),
        "all_words": in_each_language(screen_words),
    }
    response = render(request, "clinic_hours_kiosk/screen.html", context)
    response["Cache-Control"] = "private, no-cache"
    response["Kiosk-Shell"] = "1"  # the service worker keeps nothing else
    set_cookie(response, token)
    return response


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """Serve the service worker from below /kiosk/, with what it holds. A change of that is a new version."""
    device = device_of(request.COOKIES.get(COOKIE, ""))
    context = {
        "version": version(device),
        "files": [staticfiles_storage.url(name) for name in SHELL],
        "script": staticfiles_storage.url(WORKER),
    }
    response = render(
        request,
        "clinic_hours_kiosk/service-worker.js",
        context,
        content_type="text/javascript; charset=utf-8",
    )
    response["Cache-Control"] = "private, no-cache"
    return response


def version(device: Device | None) -> str:
    whose = str(device.public_id) if device else ""
    said = "".join(str(sorted(each.items())) for each in in_each_language(screen_words).values())
    return hashlib.sha256(f"{whose} {said} {files()}".encode()).hexdigest()[:16]


def files() -> str:
    """Return a text that changes with the files. In production their names do."""
    return contents() if settings.DEBUG else kept()


@lru_cache(maxsize=1)
def kept() -> str:
    return " ".join(staticfiles_storage.url(name) for name in (*SHELL, WORKER))


def contents() -> str:
    paths = [finders.find(name) for name in (*SHELL, WORKER)]
    return " ".join(hashlib.sha256(open(path, "rb").read()).hexdigest() for path in paths)
