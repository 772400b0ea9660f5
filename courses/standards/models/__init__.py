from .standards import LicensingStandard, StandardSubject
from .subject_areas import SubjectArea

__all__ = [
    "LicensingStandard",
    "StandardSubject",
    "SubjectArea",
]
