"""What a browser sends from the office's forms, and what others do meanwhile."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

MEANWHILE = "Someone else changed this after you opened the page, so nothing was saved."


def form_of(browser: Client, address: str) -> dict:
    """Return what the browser sends if nobody types anything."""
    fields = browser.get(address).context["form"]
    values = {field.html_name: field.value() for field in fields}
    return {name: "" if v is None else v for name, v in values.items() if v is not False}


def edit_page(row) -> str:
    return reverse(f"{row._meta.model_name}:edit", args=[row.pk])


def after_validation(monkeypatch, form_class, act: Callable[[], None]) -> None:
    """Act as someone else would after the form's row was read and before anything is written."""
    validate = form_class.full_clean

    def full_clean(form):
        validate(form)
        monkeypatch.undo()
        act()

    monkeypatch.setattr(form_class, "full_clean", full_clean)
