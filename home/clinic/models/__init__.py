from .clinic_page import ClinicPage

__all__ = [
    "ClinicPage",
]
