"""How dates, times and numbers are written, by language. Names as in Django's own `formats` modules.

Both languages follow the usage of the United States. The words "am" and "pm" are in `library_locale`.
"""
