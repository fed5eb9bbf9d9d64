"""Every write on entities, units, people and settings, by noun."""

from rumbo.apps.people.actions.choices import choose_language, record_setting
from rumbo.apps.people.actions.entities import EntityData, describe_entity, found_entity, set_zone
from rumbo.apps.people.actions.members import end_membership, grant_membership, invite_member, invite_user
from rumbo.apps.people.actions.posts import change_post, create_post, end_post, title_membership
from rumbo.apps.people.actions.succession import Change, merge_people, rename_unit_since, split_people
from rumbo.apps.people.actions.units import (
    close_unit,
    create_alias,
    create_unit,
    describe_unit,
    move_unit,
    rename_unit,
)

__all__ = [
    "Change",
    "EntityData",
    "change_post",
    "choose_language",
    "close_unit",
    "create_alias",
    "create_post",
    "create_unit",
    "describe_entity",
    "describe_unit",
    "end_membership",
    "end_post",
    "found_entity",
    "grant_membership",
    "invite_member",
    "invite_user",
    "merge_people",
    "move_unit",
    "record_setting",
    "rename_unit",
    "rename_unit_since",
    "set_zone",
    "split_people",
    "title_membership",
]
