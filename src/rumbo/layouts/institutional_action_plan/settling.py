"""The plan as its sentences mean it: the target of each indicator, the components measured, the plans known.

Each of these is said by a text that is kept as printed, so that settling a plan again changes nothing.
"""

import re
from dataclasses import replace

from rumbo.domain.plan.institutional import Component, InstitutionalPlan, OwnerPlans, ProcessIndicators
from rumbo.layouts.engine.folding import folded
from rumbo.layouts.institutional_action_plan.known_plans import known_plan
from rumbo.layouts.stated import stated_target

_SMALL = frozenset(("de", "del", "la", "las", "el", "los", "y", "e", "a"))
_BETWEEN = re.compile(r",|;|\by\b|\be\b")


def settled(plan: InstitutionalPlan) -> InstitutionalPlan:
    """The plan with everything that its texts say."""
    return replace(
        plan,
        components=tuple(_measured(each, plan.measuring) for each in plan.components),
        processes=tuple(_process(each) for each in plan.processes),
        integrated_plans=tuple(_owner(each) for each in plan.integrated_plans),
    )


def _measured(component: Component, measuring: str) -> Component:
    """A component is measured where the sentence names it, if only by some of its words; None without a sentence."""
    if not measuring:
        return replace(component, measured=None)
    own = _words(component.name)
    named = [_words(part) - _words("los componentes") for part in _BETWEEN.split(measuring)]
    return replace(component, measured=any(part and part <= own for part in named))


def _words(text: str) -> frozenset[str]:
    return frozenset(folded(text).split()) - _SMALL


def _process(process: ProcessIndicators) -> ProcessIndicators:
    indicators = (replace(each, target=stated_target(each.statement)) for each in process.indicators)
    return replace(process, indicators=tuple(indicators))


def _owner(owner: OwnerPlans) -> OwnerPlans:
    return replace(owner, plans=tuple(replace(each, catalogue_code=known_plan(each.name)) for each in owner.plans))
