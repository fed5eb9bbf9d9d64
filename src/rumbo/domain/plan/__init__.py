"""Plans as values: what a matrix holds, drafts with provenance, differences between versions."""
