"""Screens of followup."""
