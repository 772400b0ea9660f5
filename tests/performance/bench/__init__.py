"""Benchmarks: two things alternated in one run, printed as ratios. Run with `make bench`."""
