"""Processes of the server, and of a bare Wagtail site for comparison."""
