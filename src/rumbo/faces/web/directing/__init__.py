"""Screens of the direction."""
