from __future__ import annotations

from rest_framework import serializers

from core.api.fields import LinkField, LocalizedField, PhoneField
from core.api.serializers import ApiSerializer
from recruiting.applications.models import Application
from recruiting.applications.states import PATH, ApplicationState, ClosingReason

ASSEMBLY = {"text": "Phone parts assembly", "en": "Phone parts assembly", "zh-hans": "手机配件装配"}


class ApplicationJobSerializer(ApiSerializer):
    example = {"slug": "assembly", "title": ASSEMBLY, "employer": {"text": "Hengyuan Parts", "en": "Hengyuan Parts"}}

    slug = serializers.CharField()
    title = LocalizedField()
    employer = LocalizedField(source="employer.organization.name")


class ApplicationSerializer(ApiSerializer):
    example = {
        "id": 41,
        "job": ApplicationJobSerializer.example,
        "name": "Wang Jun",
        "phone": "139••••7788",
        "state": "contacted",
        "closing_reason": "",
        "state_since": "2026-11-21T10:12:00+08:00",
        "created_at": "2026-11-20T19:40:00+08:00",
        "url": "https://daji.example/me/applications/41/",
    }

    id = serializers.IntegerField(source="pk")
    job = ApplicationJobSerializer()
    name = serializers.CharField()
    phone = serializers.CharField(source="masked_phone")
    state = serializers.ChoiceField(choices=ApplicationState.values)
    closing_reason = serializers.ChoiceField(choices=["", *ClosingReason.values])
    state_since = serializers.DateTimeField()
    created_at = serializers.DateTimeField()
    url = LinkField()


class ApplySerializer(ApiSerializer):
    """What is left out, your profile gives."""

    example = {"name": "Wang Jun", "phone": "139 0000 7788"}

    name = serializers.CharField(required=False, max_length=60)
    phone = PhoneField(required=False, max_length=40)


class LeadSerializer(ApiSerializer):
    """An application, for the employer. The whole number is shown by `revealPhone` alone, which notes who looked."""

    example = {
        "id": 41,
        "job": ApplicationJobSerializer.example,
        "name": "Wang Jun",
        "phone": "139••••7788",
        "is_revealed": False,
        "state": "new",
        "next_state": "contacted",
        "closing_reason": "",
        "from_room": 12,
        "state_since": "2026-11-20T19:40:00+08:00",
        "created_at": "2026-11-20T19:40:00+08:00",
    }

    id = serializers.IntegerField(source="pk")
    job = ApplicationJobSerializer()
    name = serializers.CharField()
    phone = serializers.CharField(source="masked_phone")
    is_revealed = serializers.BooleanField(help_text="Whether you have looked at the number.")
    state = serializers.ChoiceField(choices=ApplicationState.values)
    next_state = serializers.SerializerMethodField()
    closing_reason = serializers.ChoiceField(choices=["", *ClosingReason.values])
    from_room = serializers.IntegerField(source="room_id", allow_null=True)
    state_since = serializers.DateTimeField()
    created_at = serializers.DateTimeField()

    def get_next_state(self, lead: Application) -> str | None:
        following = lead.next_state
        return None if following is None else following.value


class MoveLeadSerializer(ApiSerializer):
    example = {"to": "contacted", "note": "Comes on Monday"}

    to = serializers.ChoiceField(choices=[state.value for state in PATH[1:]])
    note = serializers.CharField(required=False, allow_blank=True, max_length=200, default="")


class CloseLeadSerializer(ApiSerializer):
    example = {"reason": "no_answer"}

    reason = serializers.ChoiceField(choices=[one for one in ClosingReason.values if one != ClosingReason.WITHDREW])
    note = serializers.CharField(required=False, allow_blank=True, max_length=200, default="")


class RevealedPhoneSerializer(ApiSerializer):
    example = {"phone": "+8613900007788"}

    phone = serializers.CharField()
