from .career_pages import CareersPage
from .course_pages import CourseIndexPage, CoursePage
from .licensure_pages import LicensurePage
from .modality_pages import ModalityIndexPage, ModalityPage
from .people import Graduate, Practitioner, Teacher
from .program_index_pages import ProgramIndexPage
from .program_pages import ProgramPage

__all__ = [
    "CareersPage",
    "CourseIndexPage",
    "CoursePage",
    "Graduate",
    "LicensurePage",
    "ModalityIndexPage",
    "ModalityPage",
    "Practitioner",
    "ProgramIndexPage",
    "ProgramPage",
    "Teacher",
]
