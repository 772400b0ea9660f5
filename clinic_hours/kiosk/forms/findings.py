"""The text of findings about kiosks, PINs and the clinic's code."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

KIOSK_FINDINGS: Mapping[str, tuple[Any, Any]] = {
    "number_and_pin": (
        _("That number and PIN don't match."),
        _("Number and PIN don't match"),
    ),
    "too_many_tries": (_("Wait 15 minutes or ask your instructor."), _("Too many wrong PINs")),
    "no_shift_now": (
        _("You have no booked shift here now. Ask your instructor or the clinic office."),
        _("No booked shift now"),
    ),
    "kiosk_not_paired": (
        _("This tablet isn't paired. Ask the clinic office to pair it."),
        _("Kiosk not paired"),
    ),
    "kiosk_revoked": (
        _("The clinic office has switched this kiosk off. Ask them to pair it again."),
        _("Kiosk switched off"),
    ),
    "kiosk_copied": (
        _("A copy of this kiosk was used, so nothing was recorded. Pair it again."),
        _("Copy of the kiosk used"),
    ),
    "kiosk_unsigned": (
        _("This didn't come from the paired tablet, so nothing was recorded. Pair it again."),
        _("Not from this kiosk"),
    ),
    "kiosk_unreadable": (
        _("Part of this is missing, so nothing was recorded. Try again."),
        _("Incomplete"),
    ),
    "kiosk_number_old": (
        _("This kiosk has already used that number, so nothing was recorded. Reload the page."),
        _("Number used before"),
    ),
    "kiosk_time_ahead": (
        _("The kiosk's time is ahead, so nothing was recorded. Reload the page and try again."),
        _("Kiosk's time is ahead"),
    ),
    "kiosk_key_unreadable": (
        _("This browser's key can't be used. Reload the page and try again."),
        _("Key not usable"),
    ),
    "nothing_to_flag": (
        _("There is no entry of this kiosk to report. Ask your instructor."),
        _("No entry to report"),
    ),
    "not_at_this_clinic": (
        _("Only students and instructors clock in. Ask the clinic office."),
        _("Not a student or instructor"),
    ),
    "code_wrong": (
        _("This code isn't right. Scan the one on the clinic's tablet."),
        _("Wrong code"),
    ),
    "code_old": (
        _("This code is no longer valid. Scan the one that the tablet shows now."),
        _("Old code"),
    ),
    "code_of_another_site": (
        _("This code is of another clinic site. Scan the one where you are clocked in."),
        _("Another site's code"),
    ),
    "pin_not_six_digits": (_("A PIN has six digits."), _("Not six digits")),
    "pin_is_easy": (
        _("Anyone would try this PIN first. Choose another one."),
        _("Easy to guess"),
    ),
}
KIOSK_REFUSALS: Mapping[str, Any] = {
    "not_at_kiosks": _("Only students and instructors clock in at a kiosk."),
    "not_yours_to_pair": _("Only the clinic office pairs kiosks."),
}
