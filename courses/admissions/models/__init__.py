from .enquiries import Enquiry, EnquiryMail, EnquiryNote

__all__ = [
    "Enquiry",
    "EnquiryMail",
    "EnquiryNote",
]
