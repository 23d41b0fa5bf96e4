from __future__ import annotations

from rest_framework import serializers

from accounts.verification.states import DocumentKind, VerificationState
from core.api.serializers import ApiSerializer


class VerificationSerializer(ApiSerializer):
    """The latest round. Of the number on the licence only the end is told."""

    example = {
        "round": 2,
        "state": "refused",
        "licence_number": "••••2L3X",
        "holder": "Li Dashan",
        "reason": "The lower edge of the licence is cut off.",
        "submitted_at": "2026-11-01T20:15:00+08:00",
        "decided_at": "2026-11-02T09:00:00+08:00",
        "valid_through": None,
    }

    round = serializers.IntegerField()
    state = serializers.ChoiceField(choices=VerificationState.values)
    licence_number = serializers.CharField(source="masked_licence_number")
    holder = serializers.CharField()
    reason = serializers.CharField()
    submitted_at = serializers.DateTimeField(allow_null=True)
    decided_at = serializers.DateTimeField(allow_null=True)
    valid_through = serializers.DateField(allow_null=True)


class PaperSerializer(ApiSerializer):
    """A paper of the latest round. What is on it is shown on pages alone, where each look by staff is written down."""

    example = {
        "id": 8,
        "kind": "licence_front",
        "width": 1920,
        "height": 2560,
        "is_wrong": False,
        "uploaded_at": "2026-11-01T20:10:00+08:00",
    }

    id = serializers.IntegerField(source="pk")
    kind = serializers.ChoiceField(choices=DocumentKind.values)
    width = serializers.IntegerField(source="document.width")
    height = serializers.IntegerField(source="document.height")
    is_wrong = serializers.BooleanField()
    uploaded_at = serializers.DateTimeField(source="document.created_at")


class PaperUploadSerializer(ApiSerializer):
    """`multipart/form-data`: a photo of one paper."""

    file = serializers.FileField()
    kind = serializers.ChoiceField(choices=DocumentKind.values)
