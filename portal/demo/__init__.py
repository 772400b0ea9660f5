"""The demo school: Palmetto College of Massage, a fictional school in Miami.

One file per topic. Loading is idempotent: missing parts are created, existing ones left alone.
"""
