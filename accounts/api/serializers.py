from django.conf import settings
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from accounts.models import Organization, User
from accounts.states import OrganizationKind, Role
from core.api.fields import LocalizedField, LocalizedInputField, PictureSerializer
from core.api.serializers import ApiSerializer
from core.phones import mask_phone


class MeSerializer(ApiSerializer):
    example = {
        "id": 7,
        "name": "Li Dashan",
        "language": "zh-hans",
        "email": "dashan@example.com",
        "phone": "139••••7788",
        "avatar": None,
        "joined_at": "2026-09-01T08:00:00+08:00",
    }

    id = serializers.IntegerField(source="pk")
    name = serializers.CharField(allow_blank=True)
    language = serializers.CharField(allow_blank=True)
    email = serializers.EmailField(allow_null=True)
    phone = serializers.SerializerMethodField(help_text="Masked: the whole number is nowhere in the API.")
    avatar = PictureSerializer(allow_null=True)
    joined_at = serializers.DateTimeField(source="date_joined")

    def get_phone(self, user: User) -> str:
        return mask_phone(str(user.phone)) if user.phone else ""


class ChangeMeSerializer(ApiSerializer):
    example = {"name": "Dashan", "language": "zh-hans"}

    name = serializers.CharField(required=False, allow_blank=True, max_length=60)
    language = serializers.ChoiceField(required=False, choices=[code for code, _name in settings.LANGUAGES])


class ChooseAvatarSerializer(ApiSerializer):
    example = {"picture": 12}

    picture = serializers.IntegerField(min_value=1, help_text="The id of a picture you uploaded.")


class OrganizationSerializer(ApiSerializer):
    example = {
        "slug": "dashan-oranges",
        "kind": "farm",
        "name": {"text": "Dashan Oranges", "en": "Dashan Oranges", "zh-hans": "大山脐橙"},
        "avatar": None,
        "is_verified": True,
        "followers_count": 214,
        "created_at": "2026-09-01T08:00:00+08:00",
    }

    slug = serializers.CharField()
    kind = serializers.ChoiceField(choices=OrganizationKind.values)
    name = LocalizedField()
    avatar = PictureSerializer(allow_null=True)
    is_verified = serializers.SerializerMethodField()
    followers_count = serializers.IntegerField()
    created_at = serializers.DateTimeField()

    def get_is_verified(self, organization: Organization) -> bool:
        return organization.verified_at is not None


class MyOrganizationSerializer(ApiSerializer):
    example = {"role": "owner", "organization": OrganizationSerializer.example}

    role = serializers.ChoiceField(choices=Role.values)
    organization = OrganizationSerializer()


class FoundOrganizationSerializer(ApiSerializer):
    example = {"kind": "farm", "slug": "dashan-oranges", "name": {"en": "Dashan Oranges", "zh-hans": "大山脐橙"}}

    kind = serializers.ChoiceField(choices=OrganizationKind.values)
    slug = serializers.SlugField(max_length=60)
    name = LocalizedInputField(max_length=80)

    def validate_slug(self, slug: str) -> str:
        slug = slug.lower()
        if Organization.objects.filter(slug=slug).exists():
            raise serializers.ValidationError(_("Somebody has this address already. Try another."), code="taken")
        return slug


class PersonSerializer(ApiSerializer):
    """What others see of a person."""

    example = {"id": 7, "name": "Li Dashan", "avatar": None}

    id = serializers.IntegerField(source="pk")
    name = serializers.CharField(source="get_short_name")
    avatar = PictureSerializer(allow_null=True)


class MemberSerializer(ApiSerializer):
    example = {"person": PersonSerializer.example, "role": "manager", "joined_at": "2026-09-02T08:00:00+08:00"}

    person = PersonSerializer(source="user")
    role = serializers.ChoiceField(choices=Role.values)
    joined_at = serializers.DateTimeField()


class FollowSerializer(ApiSerializer):
    example = {"organization": OrganizationSerializer.example, "since": "2026-11-01T20:15:00+08:00"}

    organization = OrganizationSerializer()
    since = serializers.DateTimeField()
