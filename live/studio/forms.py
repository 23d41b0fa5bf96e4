from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization, User
from core.localized import LocalizedFormField
from core.uploads.forms import PictureField
from live.rooms.kinds import registered_kinds
from live.rooms.queries import organizations_hosted_by


class ScheduleForm(forms.Form):
    """A room to announce, for one of the organisations that `user` may host for."""

    organization = forms.ModelChoiceField(label=_("For"), queryset=Organization.objects.none(), empty_label=None)
    kind = forms.ChoiceField(label=_("What for"))
    title = LocalizedFormField(label=_("Title"), max_length=80, help_text=_("What will people see? Say it plainly."))
    starts_at = forms.DateTimeField(
        label=_("Starts"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )
    language = forms.ChoiceField(label=_("Spoken language"), choices=settings.LANGUAGES)
    cover = PictureField(label=_("Cover"), required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organizations = organizations_hosted_by(user=user)
        field = self.fields["organization"]
        field.queryset = organizations  # type: ignore[attr-defined]
        field.initial = organizations.first()
        self.fields["language"].initial = get_language()
        of_mine = {organization.kind for organization in organizations}
        kinds = {kind.slug: kind.label for name in sorted(of_mine) for kind in registered_kinds(organization_kind=name)}
        self.fields["kind"].choices = list(kinds.items())  # type: ignore[attr-defined]
        self.fields["cover"].uploaded_by = user  # type: ignore[attr-defined]
        if len(kinds) == 1:
            self.fields["kind"].widget = forms.HiddenInput()
            self.fields["kind"].initial = next(iter(kinds))

    def clean_starts_at(self) -> Any:
        starts_at = self.cleaned_data["starts_at"]
        if starts_at < timezone.now() - timedelta(minutes=5):
            raise forms.ValidationError(_("This time is over. Choose one to come."))
        return starts_at

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        organization = cleaned.get("organization")
        if organization and "kind" in cleaned:
            allowed = {kind.slug for kind in registered_kinds(organization_kind=organization.kind)}
            if cleaned["kind"] not in allowed:
                self.add_error("kind", _("{name} cannot hold such a room.").format(name=organization))
        return cleaned
