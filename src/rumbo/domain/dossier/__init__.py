"""The dossier: what is frozen, digested and published of a plan and its follow-up.

json and csv are the dossier; xlsx, pdf and html are drawings of it, so they cannot disagree. Posts and units are
named, people are not (Ley 1581 de 2012).
"""

from rumbo.domain.dossier.canonical import NotPlain, digest, from_json, to_json
from rumbo.domain.dossier.lights import UNSCHEDULED, is_share_of_year, lit, looked_at, unscheduled, without_light
from rumbo.domain.dossier.reported import (
    Evidence,
    Figure,
    Figures,
    Milestone,
    Part,
    Report,
    Review,
)
from rumbo.domain.dossier.revised import Correction, FigureCorrected, PlanChange, Standing, Weaker
from rumbo.domain.dossier.values import (
    SCHEMA_EDITION,
    About,
    Act,
    BandUsed,
    CatalogueEntry,
    DocumentHeader,
    Dossier,
    EntityCard,
    Level,
    Logo,
    PeriodCard,
    PlanCard,
    ProgrammeEntry,
    PublicationCard,
    RuleUsed,
    SettingUsed,
    Signatory,
    TargetEntry,
    VersionCard,
)

__all__ = [
    "SCHEMA_EDITION",
    "UNSCHEDULED",
    "About",
    "Act",
    "BandUsed",
    "CatalogueEntry",
    "Correction",
    "DocumentHeader",
    "Dossier",
    "EntityCard",
    "Evidence",
    "Figure",
    "FigureCorrected",
    "Figures",
    "Level",
    "Logo",
    "Milestone",
    "NotPlain",
    "Part",
    "PeriodCard",
    "PlanCard",
    "PlanChange",
    "ProgrammeEntry",
    "PublicationCard",
    "Report",
    "Review",
    "RuleUsed",
    "SettingUsed",
    "Signatory",
    "Standing",
    "TargetEntry",
    "VersionCard",
    "Weaker",
    "digest",
    "from_json",
    "is_share_of_year",
    "lit",
    "looked_at",
    "to_json",
    "unscheduled",
    "without_light",
]
