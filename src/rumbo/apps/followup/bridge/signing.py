"""The texts that the steps of the chain sign: canonical JSON, so that anybody can make the digest again.

Each covers the digest of the answer it is about, what was decided, in which words, who, with which post and when.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime

from rumbo.apps.followup.bridge import digest_of
from rumbo.apps.followup.models import Evaluation, Reopening, Review


def review_digest(review: Review, entry_digest: str, account: str, remarks: Mapping[str, str]) -> str:
    """The sha-256 that a review is signed with. `account` is the uid of the person; `remarks` are by field."""
    return _digest(
        entry=entry_digest,
        step=review.step,
        decision=review.decision,
        remark=review.remark,
        fields=dict(remarks),
        account=account,
        name=review.reviewed_by,
        post=review.post,
        at=_moment(review.at),
    )


def evaluation_digest(evaluation: Evaluation, report: str, entry_digest: str, account: str) -> str:
    """The sha-256 that an evaluation is signed with. `report` is the uid of the report, `entry_digest` that of the
    answer that stood when it was written; empty when there was none."""
    return _digest(
        report=report,
        entry=entry_digest,
        ordinal=evaluation.ordinal,
        verdict=evaluation.verdict,
        percentage=evaluation.percentage.units if evaluation.percentage is not None else None,
        text=evaluation.text,
        account=account,
        name=evaluation.evaluated_by,
        post=evaluation.post,
        at=_moment(evaluation.at),
    )


def reopening_digest(reopening: Reopening, report: str, account: str) -> str:
    """The sha-256 that a reopening is signed with. `report` is the uid of the report."""
    return _digest(
        report=report,
        ordinal=reopening.ordinal,
        reason=reopening.reason,
        act=reopening.act,
        ends_at=_moment(reopening.ends_at),
        account=account,
        name=reopening.opened_by,
        post=reopening.post,
        at=_moment(reopening.at),
    )


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


def _digest(**told: object) -> str:
    return digest_of(json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode())
