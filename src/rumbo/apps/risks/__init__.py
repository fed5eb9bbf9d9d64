"""Risks of the entity: maps in versions, what each risk is and how it is assessed, treated, and what came true."""
