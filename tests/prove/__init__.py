"""Is each guard missed by a test? Removes them one at a time and says which survive. `make prove`."""
