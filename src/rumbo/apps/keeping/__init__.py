"""Copies of an installation, or of one of its entities: written whole, put back whole, checked digest by digest."""
