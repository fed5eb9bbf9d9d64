"""Every write on maps of risks, by noun."""

from rumbo.apps.risks.actions.approve_version import approve_version
from rumbo.apps.risks.actions.bring_risk import bring_risk
from rumbo.apps.risks.actions.controls import remove_control, write_control
from rumbo.apps.risks.actions.maps import continue_version, create_map, draft_version
from rumbo.apps.risks.actions.materialization import Happened, tell_materialization, withdraw_materialization
from rumbo.apps.risks.actions.overrule_finding import ask_again, overrule_finding
from rumbo.apps.risks.actions.propose_version import propose_version, return_version
from rumbo.apps.risks.actions.treatments import choose_option, remove_treatment, write_treatment
from rumbo.apps.risks.actions.write_risk import add_risk, remove_risk, write_risk
from rumbo.apps.versions.actions.adopting import Act

__all__ = [
    "Act",
    "Happened",
    "add_risk",
    "approve_version",
    "ask_again",
    "bring_risk",
    "choose_option",
    "continue_version",
    "create_map",
    "draft_version",
    "overrule_finding",
    "propose_version",
    "remove_control",
    "remove_risk",
    "remove_treatment",
    "return_version",
    "tell_materialization",
    "withdraw_materialization",
    "write_control",
    "write_risk",
    "write_treatment",
]
