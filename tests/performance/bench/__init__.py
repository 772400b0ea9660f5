"""Benchmarks: two things alternated in one run, printed as ratios. `make bench`."""
