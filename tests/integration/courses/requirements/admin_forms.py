"""Addresses and forms of requirement sets in the admin."""

from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data


def line(**fields) -> dict:
    return {
        "name": "Hands-on sessions",
        "category": "hands-on",
        "minutes": "90",
        "minimum_clients": "60",
        "basis": "policy",
        "gates": inline_formset([]),
    } | fields


def draft_form(program, *lines, **fields) -> dict:
    return nested_form_data(
        {
            "program": program.pk,
            "daily_cap_minutes": "6",
            "weekly_cap_minutes": "30",
            "week_starts_on": "6",
            "entry_window_days": "14",
            "rounding": "none",
            "minutes_per_clock_hour": "60",
            "requirements": inline_formset(lines),
        }
        | fields
    )


def address(name: str, row) -> str:
    return reverse(f"requirementset:{name}", args=[row.pk])
