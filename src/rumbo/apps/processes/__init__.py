"""The processes of an entity: what it does, whose it is, and how documents write it."""
