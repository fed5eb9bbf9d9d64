"""Screens of documents of several parts that come in."""
