"""Send a step's form as a browser does."""

from django.urls import reverse


def send(browser, step: str, session, **typed):
    session.refresh_from_db()
    data = {"version": str(session.version)} | typed
    return browser.post(reverse(f"hours:session_{step}", args=[session.public_id]), data)


def page(browser, session) -> str:
    return browser.get(reverse("hours:session", args=[session.public_id])).text
