"""Maps of risks in versions, the risks they assess, their controls and treatment, and the events that came true.

A risk keeps its identity through versions; a version assesses it once, by one edition of a method. Approved versions
and what hangs from them never change; guard triggers hold that, of raw SQL too. A new edition of a method is used by a
new assessment in a new version and rewrites none of the old ones.
"""

from django.db import models

from rumbo.apps.audit.triggers import Guard, audited
from rumbo.apps.fields import QuantityField
from rumbo.apps.people.models import EntityRow, Unit
from rumbo.apps.processes.models import Process
from rumbo.apps.projects.models import Project
from rumbo.apps.versions.models import ADOPTION, ADOPTION_DAYS, Adopted, Frozen, frozen_version, sealed

APPROVED = "approved versions of a risk map never change"


OF_VERSION = sealed(APPROVED, "version_id", "risks_mapversion", "approved_at")
OF_ASSESSMENT = sealed(APPROVED, "assessment_id", "risks_assessment", "frozen_at")


@audited()
class RiskMap(EntityRow):
    """A map of risks through all its versions."""

    name = models.CharField(max_length=300)
    fiscal_year = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("-fiscal_year", "name")
        constraints = (models.UniqueConstraint(fields=["entity", "name"], name="risk_map_name_once"),)

    def __str__(self) -> str:
        return self.name


@audited(
    guards=frozen_version(APPROVED, fixed=("map_id", *ADOPTION), may_be_empty=ADOPTION_DAYS, as_text=("announced",))
)
class MapVersion(Adopted):
    """One edition of a map.

    `announced` is what its document only counts: [{"name", "counts": {class: number}, "total"}, …].
    """

    map = models.ForeignKey(RiskMap, on_delete=models.PROTECT, related_name="versions")
    announced = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ("map", "number")
        constraints = (
            models.UniqueConstraint(fields=["map", "number"], name="map_version_number_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "proposed", "returned"]) | models.Q(approved_at__isnull=False),
                name="map_version_approved_with_day",
            ),
        )
        indexes = (models.Index(fields=["entity", "state"], name="map_version_entity"),)

    def __str__(self) -> str:
        return f"{self.map_id} v{self.number}"


@audited()
class Risk(EntityRow):
    """The identity of a risk through versions, maps and editions of the method."""

    def __str__(self) -> str:
        return str(self.uid)


@audited(guards=OF_VERSION)
class Assessment(Frozen):
    """A risk as one version words and assesses it. Of a process, or of a project: its code, and itself where kept.

    `method`, `risk_class`, `factor`, `option` are codes of content. The levels and zones are what the method made of
    the answers when they were last written; they are here so that a map can be counted, and their story is told anew.
    `printed` are the words in which the document that it came from says levels and zones ({"inherent": "Alto", …}).
    `overruled` are the findings that a person left as they are: [{"finding", "said": {fact: text}, "reason", "by"}, …].
    """

    version = models.ForeignKey(MapVersion, on_delete=models.PROTECT, related_name="assessments", db_index=False)
    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="assessments")
    ordinal = models.PositiveIntegerField()
    code = models.CharField(max_length=40)
    method = models.CharField(max_length=40)
    risk_class = models.CharField(max_length=40)
    process = models.ForeignKey(Process, on_delete=models.PROTECT, null=True, blank=True, related_name="risks")
    project_code = models.CharField(max_length=60, blank=True)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, null=True, blank=True, related_name="risks")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="risks")
    statement = models.TextField()
    point = models.TextField(blank=True)
    impact_kind = models.CharField(max_length=20, blank=True)
    immediate_cause = models.TextField(blank=True)
    root_cause = models.TextField(blank=True)
    consequences = models.TextField(blank=True)
    category = models.CharField(max_length=200, blank=True)
    asset = models.TextField(blank=True)
    asset_property = models.CharField(max_length=200, blank=True)
    threat = models.TextField(blank=True)
    vulnerability = models.TextField(blank=True)
    factor = models.CharField(max_length=40, blank=True)
    times_a_year = models.PositiveBigIntegerField(null=True, blank=True)
    history = models.PositiveSmallIntegerField(null=True, blank=True)
    money = QuantityField(null=True, blank=True)
    reputation = models.PositiveSmallIntegerField(null=True, blank=True)
    answers = models.JSONField(null=True, blank=True)
    impact_level = models.PositiveSmallIntegerField(null=True, blank=True)
    scale = models.CharField(max_length=40)
    probability = models.PositiveSmallIntegerField(null=True, blank=True)
    impact = models.PositiveSmallIntegerField(null=True, blank=True)
    zone = models.CharField(max_length=20, blank=True)
    residual_probability = models.PositiveSmallIntegerField(null=True, blank=True)
    residual_impact = models.PositiveSmallIntegerField(null=True, blank=True)
    residual_zone = models.CharField(max_length=20, blank=True)
    option = models.CharField(max_length=40, blank=True)
    printed = models.JSONField(default=dict, blank=True)
    overruled = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ("version", "ordinal")
        constraints = (
            models.UniqueConstraint(fields=["version", "risk"], name="risk_once_a_version"),
            models.UniqueConstraint(fields=["version", "code"], name="risk_code_once_a_version"),
            models.CheckConstraint(
                condition=models.Q(process__isnull=False, project_code="")
                | (models.Q(process__isnull=True) & ~models.Q(project_code="")),
                name="risk_of_process_or_project",
            ),
            models.CheckConstraint(
                condition=models.Q(project__isnull=True) | models.Q(process__isnull=True),
                name="risk_project_has_no_process",
            ),
        )

    def __str__(self) -> str:
        return self.code


@audited(guards=OF_ASSESSMENT)
class Control(Frozen):
    """A control of a risk, in the order in which controls act. The three answers inform and weigh nothing."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="controls")
    ordinal = models.PositiveIntegerField()
    responsible = models.CharField(max_length=300)
    action = models.TextField()
    complement = models.TextField(blank=True)
    frequency = models.CharField(max_length=200, blank=True)
    deviations = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    kind = models.CharField(max_length=40)
    way = models.CharField(max_length=40)
    documented = models.BooleanField(null=True, blank=True)
    continuous = models.BooleanField(null=True, blank=True)
    leaves_record = models.BooleanField(null=True, blank=True)
    design = models.JSONField(default=dict, blank=True)
    execution = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ("assessment", "ordinal")
        constraints = (models.UniqueConstraint(fields=["assessment", "ordinal"], name="control_ordinal_once"),)

    def __str__(self) -> str:
        return self.action[:80]


@audited(guards=OF_ASSESSMENT)
class Treatment(Frozen):
    """An action of the plan of treatment: what, who answers for it, from when to when, and what will show it."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="treatments")
    ordinal = models.PositiveIntegerField()
    action = models.TextField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)
    evidence = models.TextField(blank=True)

    class Meta:
        ordering = ("assessment", "ordinal")
        constraints = (
            models.UniqueConstraint(fields=["assessment", "ordinal"], name="treatment_ordinal_once"),
            models.CheckConstraint(condition=models.Q(end__gte=models.F("start")), name="treatment_days_in_order"),
        )

    def __str__(self) -> str:
        return self.action[:80]


_TOLD = ("risk_id", "day", "facts", "effects", "response", "told_to", "told_by")
_RETOLD = " OR ".join(f"NEW.{column} <> OLD.{column}" for column in _TOLD)


@audited(
    guards=(
        Guard("UPDATE", f"OLD.withdrawn_at IS NOT NULL OR {_RETOLD}", "what came true is told once"),
        Guard("DELETE", "1 = 1", "what came true is told once"),
    )
)
class Materialization(EntityRow):
    """A risk came true: when, what happened, its effects, what was done, and who was told.

    It is never changed; one told by mistake is withdrawn with its reason and stays to be seen.
    """

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="materializations")
    day = models.DateField()
    facts = models.TextField()
    effects = models.TextField(blank=True)
    response = models.TextField(blank=True)
    told_to = models.CharField(max_length=300, blank=True)
    told_by = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)

    class Meta:
        ordering = ("-day", "-pk")
        indexes = (models.Index(fields=["entity", "risk"], name="materialization_entity"),)

    def __str__(self) -> str:
        return f"{self.risk_id} {self.day}"
