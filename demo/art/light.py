"""Times of day and seasons: the two palettes that every scene is mixed from."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TimeOfDay:
    name: str
    sky: tuple[str, ...]  # from the zenith down to the horizon
    haze: str
    light: str
    tint: str  # what things in the shade lean towards
    tint_strength: float
    sun: str
    disc: str = "#fffaf0"


@dataclass(frozen=True)
class Season:
    name: str
    hill: str
    near: str
    crop: str
    soil: str
    leaf: str
    leaf_dark: str
    accent: str


TIMES = {
    time.name: time
    for time in (
        TimeOfDay(
            "predawn",
            ("#101a3f", "#24376f", "#566a9f", "#c99a92", "#f0bb94"),
            haze="#8d8fb2",
            light="#f2c39a",
            tint="#2a376b",
            tint_strength=0.42,
            sun="#ffe2b0",
            disc="#ffd98a",
        ),
        TimeOfDay(
            "dawn",
            ("#3c5390", "#7d8fb8", "#e2b5a0", "#ffcf94", "#ffe9bd"),
            haze="#f1cfae",
            light="#ffdf9f",
            tint="#4b4f86",
            tint_strength=0.18,
            sun="#fff3cf",
            disc="#ffd98a",
        ),
        TimeOfDay(
            "morning",
            ("#6faad0", "#a3cbdc", "#cfe1dd", "#f1ecd3", "#fbf0cf"),
            haze="#dfe7d6",
            light="#fff2c2",
            tint="#5b7f86",
            tint_strength=0.06,
            sun="#fffbe6",
        ),
        TimeOfDay(
            "mist",
            ("#a9bfc1", "#c3d2cd", "#dae2d8", "#ebebdd", "#f3efe0"),
            haze="#e2e7db",
            light="#fff6dc",
            tint="#7f9a96",
            tint_strength=0.12,
            sun="#fffdf2",
        ),
        TimeOfDay(
            "dusk",
            ("#27326a", "#5c4f88", "#b5616d", "#e98a55", "#f9c06a"),
            haze="#d99b7c",
            light="#ffc47a",
            tint="#4b335f",
            tint_strength=0.28,
            sun="#ffe0a0",
            disc="#ffb45c",
        ),
    )
}

SEASONS = {
    season.name: season
    for season in (
        Season("spring", "#5f9a5c", "#3f7f48", "#7fb650", "#8a6a4a", "#78b356", "#4f8c46", "#f3b7c4"),
        Season("summer", "#3f8460", "#24654a", "#5da045", "#7a5a3e", "#5b9c46", "#2f6f3f", "#f4c542"),
        Season("autumn", "#7f8a4c", "#5d6a35", "#d9a53a", "#8f623c", "#6f963f", "#3f6b35", "#ef7d22"),
        Season("winter", "#7d93a0", "#5f7480", "#c9c6a8", "#9b8570", "#8d9a78", "#5f7060", "#d8432b"),
    )
}
