"""Periods, reports and their review."""
