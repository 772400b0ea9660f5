from . import mail

__all__ = ["mail"]
