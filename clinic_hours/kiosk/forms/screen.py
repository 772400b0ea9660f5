"""Every text of the kiosk's screen. The tablet holds them in each language, also without connection."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def screen_words() -> dict[str, str]:
    return {
        "place": _("Community clinic"),
        "language": _("Language"),
        "scan": _("Scan with your phone"),
        "scan_help": _("Then clock in or out on your phone."),
        "qr": _("QR code for clocking in on your own phone"),
        "next_code": _("New code in %(seconds)s s"),
        "type": _("Or type your number and PIN"),
        "number": _("Student number"),
        "pin": _("PIN, 6 digits"),
        "clear": pgettext("the field", "Clear"),
        "delete": _("Delete the last digit"),
        "clock_in": _("Clock in"),
        "clock_out": _("Clock out"),
        "could_not": _("I could not clock in"),
        "no_shifts": _("No more shifts today"),
        "shift": _("clinic shift"),
        "offline": _("No connection. Clock-ins are kept and sent later"),
        "kept_title": pgettext("a tap", "Kept"),
        "kept": _("There is no connection, so your tap at %(time)s is kept and sent later."),
        "kept_check": _("Check it later on your phone, under My hours."),
        "fill_number": _("Type your student number."),
        "fill_pin": _("Type the 6 digits of your PIN."),
        "wait": _("One moment…"),
        "leaving": _("Are you done for today?"),
        "done": _("Done for today"),
        "break": pgettext("from the shift", "Break"),
        "back": pgettext("to the screen before", "Back"),
        "ask_title": _("What happened?"),
        "ask_help": _(
            "Your instructor is told. This gives no hours by itself: the instructor confirms that "
            "you are here."
        ),
        "reason": _("What happened"),
        "send": _("Tell the instructor"),
        "fill_reason": _("Write in a few words what happened."),
        "asked_later": _("This is kept, and your instructor is told later."),
        "next_person": _("Next person, please"),
        "not_me": _("This isn't me"),
        "check": _("You can check this on your phone under My hours."),
        "unpaired_title": _("This tablet must be paired again"),
        "unpaired": _("Ask the clinic office. Until then, ask your instructor to clock you in."),
        "unsent": _("Not sent yet: %(count)s. Keep this tablet as it is until it's paired again."),
        "lost_key": _("This browser has lost its key. The clinic office can pair it again."),
    }
