from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization
from accounts.states import OrganizationKind, Role
from core.localized import LocalizedFormField
from core.uploads.forms import PictureField


class OrganizationForm(forms.Form):
    kind = forms.ChoiceField(label=_("What is it?"), choices=OrganizationKind.choices)
    name = LocalizedFormField(label=_("Name"), max_length=80)
    slug = forms.SlugField(
        label=_("Address on the fair"), max_length=60, help_text=_("Small letters, digits and hyphens: dashan-oranges")
    )

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"].lower()
        if Organization.objects.filter(slug=slug).exists():
            raise forms.ValidationError(_("Somebody has this address already. Try another."))
        return slug


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=[c for c in Role.choices if c[0] != Role.OWNER])

    def __init__(self, *args: Any, owner: bool = True, **kwargs: Any) -> None:
        """Whoever is not the `owner` gives every role but the manager's."""
        super().__init__(*args, **kwargs)
        if not owner:
            self.fields["role"].choices = [c for c in self.fields["role"].choices if c[0] != Role.MANAGER]  # type: ignore[attr-defined]


class InvitationForm(RoleForm):
    contact = forms.CharField(label=_("Their phone number or e-mail address"), max_length=254)
    field_order = ["contact", "role"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The first of the list would be the manager: too much to give by not looking.
        self.fields["role"].initial = Role.STAFF


class OrganizationSettingsForm(forms.Form):
    """What may change. The kind and the address stay."""

    name = LocalizedFormField(label=_("Name"), max_length=80)
    avatar = PictureField(label=_("Picture"), required=False, help_text=_("A face or a sign. Square is best."))


class ExclusionForm(forms.Form):
    reason = forms.CharField(label=_("Why? They read it."), max_length=200)


class ClosingForm(forms.Form):
    """The name, typed again in any of its languages: nobody closes a farm by a slip of the thumb."""

    name = forms.CharField(label=_("Type its name to close it"), max_length=80)

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organization = organization
        self.fields["name"].widget.attrs["autocomplete"] = "off"

    def clean_name(self) -> str:
        typed = self.cleaned_data["name"].strip()
        if typed.casefold() not in {name.strip().casefold() for name in self.organization.name.values()}:
            raise forms.ValidationError(
                _("That is not its name. It is called %(name)s."), params={"name": self.organization}
            )
        return typed
