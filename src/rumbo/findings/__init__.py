"""What a check says: a finding, its severity, its place and its sentences.

The lowest floor. A rule declares its sentences beside itself with `declare`; they are collected here by code, so that
the command line, the screens, the pages of docs/findings and the translations all speak from one source.
"""

from rumbo.findings.registry import Sentences, declare, declared, sentences_of
from rumbo.findings.types import CheckResult, Finding, Outcome, Severity, Where
from rumbo.findings.wording import Wording, marked, word, word_missing, word_passed

__all__ = [
    "CheckResult",
    "Finding",
    "Outcome",
    "Sentences",
    "Severity",
    "Where",
    "Wording",
    "declare",
    "declared",
    "marked",
    "sentences_of",
    "word",
    "word_missing",
    "word_passed",
]
