from .documents import Document
from .editions import PublishedEdition
from .people import Cohort, Credential, Enrollment, OfficeRole, Supervisor
from .reads import RecordRead
from .sites import ClinicSite

__all__ = [
    "ClinicSite",
    "Cohort",
    "Credential",
    "Document",
    "Enrollment",
    "OfficeRole",
    "PublishedEdition",
    "RecordRead",
    "Supervisor",
]
