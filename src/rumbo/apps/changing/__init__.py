"""Requests to change a plan in force: asked by a unit, with an opinion, decided by an act; the version they make."""
