"""What an unknown table probably is: its header, the kind of document, and the field of every column, each with why."""

from rumbo.layouts.proposing.proposals import Choice, ColumnProposal, KindProposal, TableProposal, Why
from rumbo.layouts.proposing.propose import Asked, propose_mapping
from rumbo.layouts.proposing.writing import mapping_of

__all__ = [
    "Asked",
    "Choice",
    "ColumnProposal",
    "KindProposal",
    "TableProposal",
    "Why",
    "mapping_of",
    "propose_mapping",
]
