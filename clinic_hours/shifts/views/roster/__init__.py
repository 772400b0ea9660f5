"""The roster: the week, the month and the list of shifts, and what the office does with one."""
