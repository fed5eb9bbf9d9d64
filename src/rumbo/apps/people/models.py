"""Entities, their units, the people in them, what each may do, and the dated settings of an entity."""

from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Coalesce

from rumbo.apps.audit.actor import Role
from rumbo.apps.audit.triggers import Guard, audited, kept
from rumbo.apps.fields import uid_field


@audited()
class Entity(models.Model):
    """A public entity; several live in one installation, strictly separated by row."""

    uid = uid_field()
    name = models.CharField(max_length=300)
    short_name = models.CharField(max_length=60)
    slug = models.SlugField(max_length=80, unique=True)
    nit = models.CharField(max_length=20, blank=True)
    time_zone = models.CharField(max_length=60, default="America/Bogota")
    document_process = models.CharField(max_length=200, blank=True)
    document_code = models.CharField(max_length=60, blank=True)
    document_version = models.CharField(max_length=40, blank=True)
    document_date = models.DateField(null=True, blank=True)
    signatories = models.JSONField(default=list, blank=True)
    logo_svg = models.TextField(blank=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def entity_id(self) -> int | None:
        """An entity belongs to itself, so that the doorway separates entities in one way."""
        return self.pk


class EntityRow(models.Model):
    """What every row of an entity has: its random uid and its entity, which leads every index."""

    uid = uid_field()
    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True


@audited()
class Unit(EntityRow):
    """An organizational unit (dependencia), in the tree of its entity, with the days of its validity.

    `kind` is what the entity calls it (secretaría, oficina asesora, grupo), as it writes it.
    """

    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    code = models.CharField(max_length=20, blank=True)
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=60, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("name",)
        indexes = (models.Index(fields=["entity", "name"], name="unit_entity"),)
        constraints = (
            models.UniqueConstraint(
                fields=["entity", "name"],
                condition=models.Q(valid_to__isnull=True),
                name="unit_name_in_force",
            ),
            models.UniqueConstraint(
                fields=["entity", "code"],
                condition=models.Q(valid_to__isnull=True) & ~models.Q(code=""),
                name="unit_code_in_force",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True)
                | models.Q(valid_from__isnull=True)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="unit_days_in_order",
            ),
        )

    def __str__(self) -> str:
        return self.name


@audited()
class UnitAlias(EntityRow):
    """Another way in which documents write the name of a unit; settled by a person."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="aliases")
    name = models.CharField(max_length=300)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["entity", "name"], name="unit_alias_once"),)

    def __str__(self) -> str:
        return self.name


@audited()
class Post(EntityRow):
    """A post (cargo) of the entity, in one of its units or in none; whoever holds it signs with its title."""

    title = models.CharField(max_length=200)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="posts")

    class Meta:
        ordering = ("title",)
        constraints = (
            models.UniqueConstraint(fields=["entity", "title", "unit"], name="post_once"),
            models.UniqueConstraint(
                fields=["entity", "title"], condition=models.Q(unit__isnull=True), name="post_of_the_entity_once"
            ),
        )

    def __str__(self) -> str:
        return self.title


class SuccessionKind(models.TextChoices):
    """How units become others."""

    RENAMED = "renamed"
    MERGED = "merged"
    SPLIT = "split"


@audited(guards=kept("what units became is never changed; another change is written beside it"))
class Succession(EntityRow):
    """Units became others from a day, as an act orders. Undoing it is another change."""

    kind = models.CharField(max_length=8, choices=SuccessionKind.choices)
    since = models.DateField()
    act = models.CharField(max_length=300)
    reason = models.TextField(blank=True)
    decided_by = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ("since", "pk")
        indexes = (models.Index(fields=["entity", "since"], name="succession_entity"),)
        constraints = (models.CheckConstraint(condition=~models.Q(act=""), name="succession_with_act"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.since}"


@audited(guards=kept("what units became is never changed; another change is written beside it"))
class Inheritance(EntityRow):
    """A unit comes from another, that was called so until then: itself when it was renamed. Earlier ones are written
    out too, so that nobody has to climb. `answers` says that who answers in it answers for what the other left."""

    succession = models.ForeignKey(Succession, on_delete=models.PROTECT, related_name="inheritances")
    predecessor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="heirs")
    successor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="inherited")
    called = models.CharField(max_length=300)
    answers = models.BooleanField(default=False)

    class Meta:
        ordering = ("succession", "pk")
        constraints = (models.UniqueConstraint(fields=["predecessor", "successor", "called"], name="inheritance_once"),)

    def __str__(self) -> str:
        return f"{self.predecessor_id} {self.successor_id}"


class Users(BaseUserManager["User"]):
    """Makes users; the sign-in library asks for this manager."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A user with a usable password, or without one until they set it by mail."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


@audited(rows=False)
class User(AbstractBaseUser):
    """A person who signs in with an e-mail address. Rights come from memberships only."""

    uid = uid_field()
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=5, default="es")
    is_active = models.BooleanField(default=True)

    objects = Users()

    # What they hold on a day, where it came from the database along with them.
    held: tuple[date, tuple[Any, ...]] | None = None
    # How the entity that looks at them wrote their name, where it came along too.
    known_as = ""

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def named_within(cls, entity: Any) -> Coalesce:
        """The expression of what an entity (its key, or a reference to it) calls somebody."""
        roles = Membership.objects.filter(entity=entity, person=models.OuterRef("pk")).exclude(known_as="")
        return Coalesce(models.Subquery(roles.order_by("pk").values("known_as")[:1]), models.F("name"))

    @property
    def called(self) -> str:
        """Their name in the entity that looks at them: how another one writes it is not its business."""
        return self.known_as or self.name

    def get_full_name(self) -> str:
        """What the sign-in library prints."""
        return self.name

    def get_short_name(self) -> str:
        """What the sign-in library prints where there is little room."""
        return self.name


@audited()
class Membership(EntityRow):
    """A person holds a role in an entity, in one unit or in all of it, from one day to another."""

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
    )
    known_as = models.CharField(max_length=200, blank=True)
    post = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    granted_at = models.DateTimeField(null=True, blank=True)
    delegated_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        indexes = (models.Index(fields=["entity", "person"], name="membership_entity"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in Role]),
                name="membership_role_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(role__in=[Role.LIAISON.value, Role.UNIT_LEAD.value]) | models.Q(unit__isnull=False),
                name="membership_unit_where_needed",
            ),
        )

    def __str__(self) -> str:
        return f"{self.role} {self.person_id}"

    @property
    def name(self) -> str:
        """The person's name as the entity wrote it; their account's where it never did."""
        return self.known_as or self.person.name


@audited(guards=(Guard("DELETE", "1 = 1", "settings are dated, never removed"),))
class Setting(EntityRow):
    """One value of one setting of an entity from a day on; the next one does not rewrite it."""

    key = models.CharField(max_length=60)
    value = models.JSONField()
    valid_from = models.DateField()
    reason = models.TextField(blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["entity", "key", "valid_from"], name="setting_once_a_day"),)

    def __str__(self) -> str:
        return f"{self.key} {self.valid_from}"
