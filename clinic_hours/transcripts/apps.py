from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClinicHoursTranscriptsConfig(AppConfig):
    name = "clinic_hours.transcripts"
    label = "clinic_hours_transcripts"
    verbose_name = _("Transcripts")
