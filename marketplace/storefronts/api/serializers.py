from rest_framework import serializers

from accounts.api.serializers import PersonSerializer
from core.api.fields import LinkField, LocalizedField, LocalizedInputField, PictureSerializer
from core.api.serializers import ApiSerializer
from core.localized import LocalizedText

HAIL = {"text": "Hail, twelve minutes", "en": "Hail, twelve minutes", "zh-hans": "冰雹十二分钟"}
SLOPE = {"text": "East slope", "en": "East slope", "zh-hans": "东坡"}


class FarmSerializer(ApiSerializer):
    example = {
        "slug": "dashan-oranges",
        "name": {"text": "Dashan Oranges", "en": "Dashan Oranges", "zh-hans": "大山脐橙"},
        "tagline": {"text": "4 ha of oranges on the river bank", "en": "4 ha of oranges on the river bank"},
        "about": {"text": "Come in, the dog is friendly.", "en": "Come in, the dog is friendly."},
        "place": {"text": "Fengjie, Chongqing", "en": "Fengjie, Chongqing", "zh-hans": "重庆奉节"},
        "latitude": 31.02,
        "longitude": 109.46,
        "cover": None,
        "is_live": True,
        "followers_count": 214,
        "opened_at": "2026-09-01T08:00:00+08:00",
        "url": "https://daji.example/farms/dashan-oranges/",
    }

    slug = serializers.CharField()
    name = LocalizedField(source="organization.name")
    tagline = LocalizedField()
    about = LocalizedField()
    place = LocalizedField()
    latitude = serializers.FloatField(allow_null=True)
    longitude = serializers.FloatField(allow_null=True)
    cover = PictureSerializer(allow_null=True)
    is_live = serializers.BooleanField()
    followers_count = serializers.IntegerField()
    opened_at = serializers.DateTimeField()
    url = LinkField()


class ChapterSerializer(ApiSerializer):
    example = {
        "number": 1,
        "title": {"text": "A suitcase and a loan", "en": "A suitcase and a loan"},
        "body": {"text": "I came home in the rain.", "en": "I came home in the rain."},
        "picture": None,
        "written_at": "2026-09-03T21:10:00+08:00",
    }

    number = serializers.IntegerField()
    title = LocalizedField()
    body = LocalizedField()
    picture = PictureSerializer(allow_null=True)
    written_at = serializers.DateTimeField()


class DiaryEntrySerializer(ApiSerializer):
    example = {
        "id": 31,
        "date": "2026-08-31",
        "plot": SLOPE,
        "crop": {"text": "Oranges", "en": "Oranges"},
        "title": HAIL,
        "body": {"text": "A third of the leaves is gone.", "en": "A third of the leaves is gone."},
        "weather": {"text": "Thunder", "en": "Thunder"},
        "loss": True,
        "picture": None,
    }

    id = serializers.IntegerField(source="pk")
    date = serializers.DateField()
    plot = LocalizedField(source="plot.name", allow_null=True, default=None)
    crop = LocalizedField()
    title = LocalizedField()
    body = LocalizedField()
    weather = LocalizedField()
    loss = serializers.BooleanField()
    picture = PictureSerializer(allow_null=True)


class WriteDiaryEntrySerializer(ApiSerializer):
    example = {"date": "2026-08-31", "title": {"en": "Hail, twelve minutes", "zh-hans": "冰雹十二分钟"}, "loss": True}

    date = serializers.DateField()
    title = LocalizedInputField(max_length=120)
    body = LocalizedInputField(required=False, default=LocalizedText)
    crop = LocalizedInputField(required=False, default=LocalizedText, max_length=60)
    weather = LocalizedInputField(required=False, default=LocalizedText, max_length=60)
    loss = serializers.BooleanField(default=False)


class FarmPersonSerializer(ApiSerializer):
    example = {"person": PersonSerializer.example, "role": "owner"}

    person = PersonSerializer(source="user")
    role = serializers.CharField()
