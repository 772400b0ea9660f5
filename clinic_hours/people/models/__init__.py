from .documents import Document
from .editions import PublishedEdition
from .limits import SchoolLimits
from .office import OfficeRole
from .people import Cohort, Credential, Enrollment, Supervisor
from .reads import NameDisclosure, RecordRead
from .sites import ClinicSite

__all__ = [
    "ClinicSite",
    "Cohort",
    "Credential",
    "Document",
    "Enrollment",
    "NameDisclosure",
    "OfficeRole",
    "PublishedEdition",
    "RecordRead",
    "SchoolLimits",
    "Supervisor",
]
