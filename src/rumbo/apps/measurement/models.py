"""Figures: born from reports by the rules, dropped and rebuilt at will, frozen at closing."""

from django.db import models

from rumbo.apps.audit.triggers import Guard, audited, kept
from rumbo.apps.evidence.models import StoredFile
from rumbo.apps.fields import FigureField
from rumbo.apps.followup.models import Followup, Reopening
from rumbo.apps.indicators.models import Variable
from rumbo.apps.people.models import EntityRow
from rumbo.apps.plans.models import Node, NodeRevision, Placement, Plan

WRITTEN = "corrections are written beside what was closed and never change"
FROZEN_SETTINGS = "the settings of a closing never change"
FROZEN_SIDES = "the groups and the money of a closing never change"
NO_WEIGHT = -1
COUNTS_TWICE = -2
FROZEN_FIGURE = "figures of a closed period never change"


class Measure(models.TextChoices):
    """Which percentage a figure is."""

    YEAR = "year"
    TO_DATE = "to_date"
    TERM = "term"
    EXPECTED = "expected"
    AT_CUTOFF = "at_cutoff"


@audited(
    rows=False,
    guards=kept(FROZEN_FIGURE, once="OLD.frozen_at IS NOT NULL"),
)
class Figure(EntityRow):
    """One measured percentage of a target (placement), a level (node) or a whole plan (neither) in a follow-up.

    `value` is null when the figure is undefined; `undefined` then says why. `marks` are codes, split by blanks, of
    what a reader must know beside it. `weighted_total` and `weight_sum` are the sums a level's figure is divided from,
    so that accepting one report changes one row per level. `weighted_total` is text because 64 bits do not hold it.
    `weight` is what it weighs in the level above it, `NO_WEIGHT` where it should weigh and nothing says what,
    `COUNTS_TWICE` for a target that its version lets count in two places; null where it weighs nowhere, and in figures
    of before weights were kept.
    """

    followup = models.ForeignKey(Followup, on_delete=models.PROTECT, related_name="figures", db_index=False)
    placement = models.ForeignKey(
        Placement,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="figures",
    )
    node = models.ForeignKey(
        NodeRevision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="figures",
    )
    measure = models.CharField(max_length=10, choices=Measure.choices)
    rule = models.CharField(max_length=60)
    edition = models.CharField(max_length=20)
    value = FigureField(null=True, blank=True)
    undefined = models.CharField(max_length=60, blank=True)
    marks = models.CharField(max_length=200, blank=True)
    weighted_total = models.CharField(max_length=40, default="0")
    weight_sum = models.BigIntegerField(default=0)
    counted = models.PositiveIntegerField(default=0)
    excluded = models.PositiveIntegerField(default=0)
    weight = models.BigIntegerField(null=True, blank=True)
    inputs_digest = models.CharField(max_length=64)
    frozen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["followup", "placement", "measure"],
                condition=models.Q(placement__isnull=False),
                name="figure_of_target_once",
            ),
            models.UniqueConstraint(
                fields=["followup", "node", "measure"],
                condition=models.Q(node__isnull=False),
                name="figure_of_node_once",
            ),
            models.UniqueConstraint(
                fields=["followup", "measure"],
                condition=models.Q(node__isnull=True, placement__isnull=True),
                name="figure_of_plan_once",
            ),
            models.CheckConstraint(
                condition=models.Q(node__isnull=True) | models.Q(placement__isnull=True),
                name="figure_of_one_thing",
            ),
            models.CheckConstraint(
                condition=models.Q(value__isnull=False) | ~models.Q(undefined=""),
                name="figure_or_reason",
            ),
        )
        indexes = (
            models.Index(fields=["entity", "followup"], name="figure_entity"),
            # Every other index of a follow-up is of some of its figures only, and answers no question about all.
            models.Index(fields=["followup", "measure"], name="figure_followup"),
            # Why targets have no light, counted without looking at their rows.
            models.Index(
                fields=["followup", "measure", "undefined"],
                condition=models.Q(placement__isnull=False),
                name="figure_undefined",
            ),
        )

    def __str__(self) -> str:
        return f"{self.measure} {self.value}"


@audited(
    rows=False,
    guards=(
        Guard("UPDATE", "1 = 1", "frozen traces never change"),
        Guard("DELETE", "1 = 1", "frozen traces are never removed"),
    ),
)
class FrozenTrace(EntityRow):
    """The trace of a figure, stored when its period closed."""

    figure = models.OneToOneField(Figure, on_delete=models.PROTECT, related_name="trace")
    trace = models.JSONField()
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.digest


@audited(
    guards=(
        Guard("UPDATE", "1 = 1", FROZEN_SETTINGS),
        Guard("DELETE", "1 = 1", FROZEN_SETTINGS),
    )
)
class FrozenSettings(EntityRow):
    """The choices under which a follow-up was measured when it closed, as plain rows; what rules now is compared with
    them. `sides` is the digest of the sides kept with them, empty in closings of before they were."""

    followup = models.OneToOneField(Followup, on_delete=models.PROTECT, related_name="frozen_settings")
    settings = models.JSONField()
    digest = models.CharField(max_length=64)
    sides = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return self.digest


@audited(
    rows=False,
    guards=(
        Guard("UPDATE", "1 = 1", FROZEN_SIDES),
        Guard("DELETE", "1 = 1", FROZEN_SIDES),
    ),
)
class FrozenSides(EntityRow):
    """The groups in which the targets of a follow-up stood when it closed, by the words of that day, and the money that
    was known of its cut, as plain values."""

    followup = models.OneToOneField(Followup, on_delete=models.PROTECT, related_name="frozen_sides")
    sides = models.JSONField()
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.digest


_FOR_GOOD = (Guard("UPDATE", "1 = 1", WRITTEN), Guard("DELETE", "1 = 1", WRITTEN))


@audited(guards=_FOR_GOOD)
class Correction(EntityRow):
    """A report that counted in a closed follow-up was corrected: what it is about stands in its reopening.

    `at` is the moment up to which corrections count in its figures, so that they can be computed again.
    """

    followup = models.ForeignKey(Followup, on_delete=models.PROTECT, related_name="corrections")
    reopening = models.ForeignKey(Reopening, on_delete=models.PROTECT, related_name="corrections")
    ordinal = models.PositiveIntegerField()
    at = models.DateTimeField()
    corrected_by = models.CharField(max_length=200)

    class Meta:
        ordering = ("followup", "ordinal")
        constraints = (models.UniqueConstraint(fields=["followup", "ordinal"], name="correction_ordinal_once"),)

    def __str__(self) -> str:
        return f"{self.followup_id} {self.ordinal}"


@audited(rows=False, guards=_FOR_GOOD)
class CorrectedFigure(EntityRow):
    """What a figure of a closing is since a correction, where it changed; the figure itself stays as it was closed."""

    correction = models.ForeignKey(Correction, on_delete=models.PROTECT, related_name="figures")
    figure = models.ForeignKey(Figure, on_delete=models.PROTECT, related_name="corrected")
    value = FigureField(null=True, blank=True)
    undefined = models.CharField(max_length=60, blank=True)
    marks = models.CharField(max_length=200, blank=True)
    weighted_total = models.CharField(max_length=40, default="0")
    weight_sum = models.BigIntegerField(default=0)
    counted = models.PositiveIntegerField(default=0)
    excluded = models.PositiveIntegerField(default=0)
    inputs_digest = models.CharField(max_length=64)
    trace = models.JSONField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["correction", "figure"], name="corrected_figure_once"),)

    def __str__(self) -> str:
        return f"{self.figure_id} {self.value}"


@audited(guards=_FOR_GOOD)
class ClosingFile(EntityRow):
    """The figures of a closing as a file by columns, which consolidations over entities read: as it was closed
    (`correction` 0), or as its corrections up to an ordinal left it.

    `form` is the edition of its columns, `rows` how many figures it has, and `digest` that of what they say, whichever
    program wrote the bytes; the bytes have theirs in `file`. One with a higher `ordinal` stands in for bytes that were
    lost and that a later engine writes otherwise.
    """

    followup = models.ForeignKey(Followup, on_delete=models.PROTECT, related_name="closing_files")
    correction = models.PositiveIntegerField(default=0)
    form = models.PositiveIntegerField()
    ordinal = models.PositiveIntegerField(default=1)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    rows = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ("followup", "correction", "form", "ordinal")
        constraints = (
            models.UniqueConstraint(fields=["followup", "correction", "form", "ordinal"], name="closing_file_once"),
        )

    def __str__(self) -> str:
        return f"{self.followup_id} {self.correction}"


@audited(rows=False, guards=kept("a verification is never changed"))
class Verification(EntityRow):
    """What one night found when everything closed in an entity was computed again.

    `differing` counts the differences; `told` names them, closing by closing: [{"followup": uid, "plan", "period",
    "count", "first": [the first of them, as the command line tells them]}].
    """

    day = models.DateField()
    at = models.DateTimeField()
    closings = models.PositiveIntegerField()
    differing = models.PositiveIntegerField()
    told = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ("-day",)
        constraints = (models.UniqueConstraint(fields=["entity", "day"], name="verification_once_a_day"),)

    def __str__(self) -> str:
        return f"{self.day} {self.differing}"


class Tally(models.TextChoices):
    """Which count of a plan a variable takes: those of `COUNT_VARIABLES`."""

    ITEMS = "items"
    MEASURED = "measured"
    MET = "met"


@audited()
class PlanCount(EntityRow):
    """A variable of indicators that nobody types: its value of a period is a count of the targets of a plan, or of one
    level of it, in the follow-up of that period. `measure` is the percentage that says which are measured and met."""

    variable = models.OneToOneField(Variable, on_delete=models.PROTECT, related_name="plan_count")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+")
    node = models.ForeignKey(Node, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    tally = models.CharField(max_length=10, choices=Tally.choices)
    measure = models.CharField(max_length=10, choices=Measure.choices, default=Measure.YEAR)

    def __str__(self) -> str:
        return f"{self.variable_id} {self.tally}"
