from .curriculum import Course, CurriculumLine, Modality, Program, SubjectArea
from .requirement_sets import Requirement, RequirementGate, RequirementSet
from .standards import LicensingStandard, StandardSubject

__all__ = [
    "Course",
    "CurriculumLine",
    "LicensingStandard",
    "Modality",
    "Program",
    "Requirement",
    "RequirementGate",
    "RequirementSet",
    "StandardSubject",
    "SubjectArea",
]
