"""Every write on projects, by noun."""

from rumbo.apps.projects.actions.bank import (
    BankAct,
    close_project,
    declare_viable,
    enter_bank,
    put_in_force,
    return_project,
    send_to_review,
)
from rumbo.apps.projects.actions.begin import continue_version, create_project, register_project
from rumbo.apps.projects.actions.pictures import remove_picture, write_picture
from rumbo.apps.projects.actions.write import (
    bring_schedule,
    remove_goal,
    settle_tree,
    write_budget,
    write_codes,
    write_goal,
    write_identity,
    write_relations,
    write_schedule,
    write_section,
)

__all__ = [
    "BankAct",
    "bring_schedule",
    "close_project",
    "continue_version",
    "create_project",
    "declare_viable",
    "enter_bank",
    "put_in_force",
    "register_project",
    "remove_goal",
    "remove_picture",
    "return_project",
    "send_to_review",
    "settle_tree",
    "write_budget",
    "write_codes",
    "write_goal",
    "write_identity",
    "write_picture",
    "write_relations",
    "write_schedule",
    "write_section",
]
