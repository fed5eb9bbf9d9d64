"""Screens of projects: the list, the sheet with its checks, its sections written one by one, the schedule, the bank."""
