from .career_pages import CareersPage
from .course_pages import CourseIndexPage, CoursePage
from .curriculum import Course, CurriculumLine, Modality, Program
from .enquiries import Enquiry, EnquiryMail, EnquiryNote
from .licensure_pages import LicensurePage
from .modality_pages import ModalityIndexPage, ModalityPage
from .people import Graduate, Practitioner, Teacher
from .program_index_pages import ProgramIndexPage
from .program_pages import ProgramPage
from .requirement_sets import Requirement, RequirementGate, RequirementSet
from .standards import LicensingStandard, StandardSubject
from .subject_areas import SubjectArea

__all__ = [
    "CareersPage",
    "Course",
    "CourseIndexPage",
    "CoursePage",
    "CurriculumLine",
    "Enquiry",
    "EnquiryMail",
    "EnquiryNote",
    "Graduate",
    "LicensingStandard",
    "LicensurePage",
    "Modality",
    "ModalityIndexPage",
    "ModalityPage",
    "Practitioner",
    "Program",
    "ProgramIndexPage",
    "ProgramPage",
    "Requirement",
    "RequirementGate",
    "RequirementSet",
    "StandardSubject",
    "SubjectArea",
    "Teacher",
]
