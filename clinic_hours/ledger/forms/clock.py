"""The messages shown after the server's clock was set back, or its database."""

from django.utils.translation import gettext_lazy as _

FINDINGS = {
    "clock_went_back": (
        _(
            "No changes were made. The server's clock says %(clock)s, but the previous step was "
            "recorded at %(last)s. Try again later, or tell the site administrator that the clock "
            "is wrong."
        ),
        _("Clock is behind"),
    ),
    "older_copy": (
        _(
            "No changes were made. The record ends with entry %(size)s, but a checkpoint kept "
            "elsewhere covers %(kept)s entries, so this is an older copy. Tell the site "
            "administrator before anyone signs."
        ),
        _("Older copy"),
    ),
}
