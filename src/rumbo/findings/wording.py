"""A finding put into words, in the language of a translator given from above."""

from collections.abc import Callable
from dataclasses import dataclass

from rumbo.findings.registry import sentences_of
from rumbo.findings.types import CheckResult, Finding, Outcome

Translate = Callable[[str], str]


def marked(text: str) -> str:
    """Marks a Spanish source text for extraction and gives it back as it is."""
    return text


@dataclass(frozen=True, slots=True)
class Wording:
    """A finding as a person reads it."""

    title: str
    what: str
    why: str
    how: str


def word(finding: Finding, translate: Translate = marked) -> Wording:
    """Fills the sentences of a finding with its facts, after translating them."""
    sentences = sentences_of(finding.code)
    facts = dict(finding.facts)
    if finding.suggestion is not None:
        facts.setdefault("suggestion", finding.suggestion)

    def filled(text: str) -> str:
        return translate(text).format_map(facts) if text else ""

    return Wording(filled(sentences.title), filled(sentences.what), filled(sentences.why), filled(sentences.how))


def word_missing(result: CheckResult, translate: Translate = marked) -> str:
    """What a check lacked that could not be made, its facts filled in after translating; empty for one that was."""
    return translate(result.missing).format_map(result.facts) if result.missing else ""


def word_passed(result: CheckResult, translate: Translate = marked) -> str:
    """What a check compared that found nothing wrong; empty where its sentences do not say it."""
    passed = sentences_of(result.code).passed if result.outcome is Outcome.PASSED and result.facts else ""
    return translate(passed).format_map(result.facts) if passed else ""
