"""Screens of the requests to change a plan in force."""
