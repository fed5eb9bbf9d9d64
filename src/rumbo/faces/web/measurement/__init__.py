"""Screens of measurement."""
