"""Who gets past the door: accounts are opened by the entity, and every address asks for one unless it says not to."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from rumbo.apps.people.queries import person_signed_in
from rumbo.faces.web.resuming.holding import to_the_door


class PeopleOfEntities(AuthenticationBackend):
    """Whoever signs in comes from the database together with what they hold today, and with every request anew."""

    def get_user(self, user_id: int) -> AbstractBaseUser | None:
        """The person of a session; None for one whose account was closed."""
        user = person_signed_in(user_id, timezone.localdate())
        return user if self.user_can_authenticate(user) else None


class InvitedOnly(DefaultAccountAdapter):
    """Nobody opens an account alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Always closed."""
        return False

    def send_password_reset_mail(self, user: AbstractBaseUser, email: str, context: dict[str, Any]) -> None:
        """Whoever never had a password did not forget it: the same link comes as an invitation."""
        if user.has_usable_password():
            super().send_password_reset_mail(user, email, context)
        else:
            self.send_mail("account/email/invitation", email, context)


class LinksOfTheActive(PasswordResetTokenGenerator):
    """A link to choose a password serves once, and never somebody whose account was closed after it was sent."""

    def check_token(self, user: Any, token: str | None) -> bool:
        """Whether the link serves."""
        return bool(user is not None and user.is_active and super().check_token(user, token))


class StrangersAtTheDoor(LoginRequiredMiddleware):
    """Every view needs a signed-in person, except the portal's and those marked with `login_not_required`."""

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        """Let the portal through; it shows publications only. A form sent after its session ended waits at the door."""
        match = request.resolver_match
        if match is not None and "portal" in match.app_names:
            return None
        stopped = super().process_view(request, view_func, view_args, view_kwargs)
        if stopped is not None and request.method == "POST" and match is not None and "web" in match.app_names:
            return to_the_door(request)
        return stopped
