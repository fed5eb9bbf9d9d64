"""Indicators: what is measured, in which unit and how."""
