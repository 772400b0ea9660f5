from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClinicHoursLedgerConfig(AppConfig):
    name = "clinic_hours.ledger"
    label = "clinic_hours_ledger"
    verbose_name = _("Ledger")
