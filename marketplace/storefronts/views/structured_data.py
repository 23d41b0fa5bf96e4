"""What search engines may read of a farm: the same as stands on its page."""

from typing import Any

from django.http import HttpRequest

from marketplace.storefronts.models import Farm


def farm_data(*, farm: Farm, request: HttpRequest) -> dict[str, Any]:
    """schema.org Organization."""
    data: dict[str, Any] = {
        "@type": "Organization",
        "name": str(farm.organization.name),
        "url": request.build_absolute_uri(farm.get_absolute_url()),
    }
    if farm.tagline:
        data["slogan"] = str(farm.tagline)
    if farm.about:
        data["description"] = str(farm.about)
    if farm.cover:
        data["image"] = request.build_absolute_uri(farm.cover.url)
    if farm.place:
        data["location"] = {"@type": "Place", "name": str(farm.place)}
        if farm.latitude is not None and farm.longitude is not None:
            data["location"]["geo"] = {
                "@type": "GeoCoordinates",
                "latitude": farm.latitude,
                "longitude": farm.longitude,
            }
    return data
