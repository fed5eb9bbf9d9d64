"""Figures and traces, rebuilt from reports."""
