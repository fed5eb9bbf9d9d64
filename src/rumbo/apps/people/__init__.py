"""Entities, organizational units, users, memberships and roles."""
