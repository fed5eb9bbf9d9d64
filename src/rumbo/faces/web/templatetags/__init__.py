"""Filters of these screens."""
