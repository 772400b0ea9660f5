"""The demo school: Palmetto College of Massage, an invented school in Miami.

One file per matter. Loading is idempotent: what is missing is made, what is there is left alone.
"""
