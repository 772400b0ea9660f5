from .editions import PublishedEdition
from .people import Cohort, Credential, Enrollment, OfficeRole, Supervisor
from .sites import ClinicSite

__all__ = [
    "ClinicSite",
    "Cohort",
    "Credential",
    "Enrollment",
    "OfficeRole",
    "PublishedEdition",
    "Supervisor",
]
