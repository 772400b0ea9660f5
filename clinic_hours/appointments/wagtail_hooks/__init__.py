from . import clinic_page

__all__ = ["clinic_page"]
