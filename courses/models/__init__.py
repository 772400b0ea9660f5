from .course_pages import CourseIndexPage, CoursePage
from .curriculum import Course, CurriculumLine, Modality, Program, SubjectArea
from .program_pages import ProgramIndexPage, ProgramPage
from .requirement_sets import Requirement, RequirementGate, RequirementSet
from .standards import LicensingStandard, StandardSubject

__all__ = [
    "Course",
    "CourseIndexPage",
    "CoursePage",
    "CurriculumLine",
    "LicensingStandard",
    "Modality",
    "Program",
    "ProgramIndexPage",
    "ProgramPage",
    "Requirement",
    "RequirementGate",
    "RequirementSet",
    "StandardSubject",
    "SubjectArea",
]
