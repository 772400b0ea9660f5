from .curriculum import Course, CurriculumLine, Modality, Program

__all__ = [
    "Course",
    "CurriculumLine",
    "Modality",
    "Program",
]
