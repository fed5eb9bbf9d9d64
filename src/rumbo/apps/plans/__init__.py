"""Plans, versions, levels, targets, placements and lineage."""
