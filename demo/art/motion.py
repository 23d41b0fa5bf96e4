"""Bringing a still to life: the land drifts, the host sways and talks, an animal looks over the table.

Everything moves in whole cycles, so that the last frame flows into the first. A host behind a table is drawn from the
still's layers; a flat picture only drifts, with light and air in front of it.
"""

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import numpy as np
from PIL import Image

from demo.art import particles
from demo.art.moves import HEIGHT, WIDTH, Light, Matrix, drifted, moved, rotation
from demo.art.objects import shadow
from demo.art.stills import FIGURE_AT, FIGURE_SIZE, HAND_AT, TABLE_Y, Layers
from demo.art.stills import WIDTH as STILL_WIDTH

SCALE = WIDTH / STILL_WIDTH
HAND = tuple((FIGURE_AT[k] + HAND_AT[k] * FIGURE_SIZE / 400) * SCALE for k in (0, 1))
TABLE_ROW = int(TABLE_Y * SCALE) + 2  # from here down the table hides everything
SEAT = (STILL_WIDTH / 2 * SCALE, TABLE_Y * SCALE)  # the point the figure sways about
POSES = 150  # a loop; land and figure move on twos, as in hand-drawn films, which halves the work
SYLLABLES = (0, 1, 2, 1)  # looks: smiling, talking, laughing
BLINK = 3  # the look with closed eyes
TALK = ((0.05, 0.30), (0.38, 0.62), (0.70, 0.93))  # shares of the loop; the ends are silent, so they meet


@dataclass(frozen=True)
class Air:
    """What moves around the host."""

    leaf_colors: tuple[str, ...] = ()
    steam_at: tuple[float, float] | None = None  # on the table, loop pixels
    hand_steams: bool = False
    birds_at: float | None = None  # height in loop pixels
    indoors: bool = False


class Motion(Protocol):
    def frame(self, progress: float) -> Image.Image: ...


class HostMotion:
    """`progress` runs from 0 to 1 over the loop."""

    def __init__(self, layers: Layers, air: Air, rng: np.random.Generator) -> None:
        small = layers.at_size((WIDTH, HEIGHT))
        self.air = air
        self.scenery = small.scenery
        looks = (small.smiling, small.talking, small.laughing, small.blinking)
        self.looks = [_with_shadow(look, 11, 5, 13, 0.35) for look in looks]
        self.held = _with_shadow(small.held, 2, 5, 5, 0.4)
        self.visitor = small.visitor
        front = Image.alpha_composite(small.table, small.goods)
        self.table = front.convert("RGB")
        self.over_edge = front.crop((0, 0, WIDTH, TABLE_ROW))  # what of table and goods stands before the land
        self.light = Light(0.16)
        size = (WIDTH, HEIGHT)
        self.far = particles.dust(rng, size, 10)
        if air.leaf_colors:
            self.far += particles.leaves(rng, size, 8, air.leaf_colors)
            self.near = particles.leaves(rng, size, 4, air.leaf_colors)
        else:
            self.near = particles.dust(rng, size, 16)
        self.puffs = particles.steam_puffs()
        self.blinks = sorted(rng.random(4))
        self.visit_starts = 0.44 + 0.1 * float(rng.random())

    def frame(self, progress: float) -> Image.Image:
        on_twos = int(progress * POSES) / POSES
        behind = self._land(on_twos).copy()
        if self.air.birds_at is not None:
            particles.birds(behind, progress, self.air.birds_at)
        for mote in self.far:
            mote.draw(behind, progress)
        figure, corner = self._figure(self._look(on_twos), on_twos)
        behind.paste(figure, corner, figure)
        lift = -5 - 5 * math.cos(2 * math.pi * 6 * progress)
        wave = rotation(7 * math.sin(2 * math.pi * 6 * progress), HAND, (0, lift))
        _lay(behind, self.held, _posture(on_twos) @ wave)
        self._visit(behind, progress)
        behind.paste(self.over_edge, (0, 0), self.over_edge)
        frame = self.table.copy()
        frame.paste(behind)
        self._steam(frame, progress, lift)
        for particle in self.near:
            particle.draw(frame, progress)
        self.light.lay(frame, progress)
        return frame

    @lru_cache(maxsize=1)  # noqa: B019  the picture of the last pose, not of every one
    def _land(self, progress: float) -> Image.Image:
        return drifted(self.scenery, progress, TABLE_ROW)

    @lru_cache(maxsize=1)  # noqa: B019
    def _figure(self, look: int, progress: float) -> tuple[Image.Image, tuple[int, int]]:
        return moved(self.looks[look], _posture(progress), TABLE_ROW)

    def _look(self, progress: float) -> int:
        """Which of `looks`: talking in bursts, with a smile and a blink between them."""
        if any(start <= progress < end for start, end in TALK):
            return SYLLABLES[int(progress * 100) % len(SYLLABLES)]
        return BLINK if any(0 <= progress - blink < 0.015 for blink in self.blinks) else 0

    def _visit(self, frame: Image.Image, progress: float) -> None:
        """Up from behind the table in a hop, a look round, down again."""
        t = (progress - self.visit_starts) / 0.30
        if not 0 < t < 1:
            return
        up = min(1, t / 0.12, (1 - t) / 0.12)
        up = up * up * (3 - 2 * up)
        look = 6 * math.sin(2 * math.pi * 2 * t) * up
        hop = 60 * (1 - up) - 3 * abs(math.sin(2 * math.pi * 4 * t))
        _lay(frame, self.visitor, rotation(look, (WIDTH - 58, SEAT[1]), (0, hop)))

    def _steam(self, frame: Image.Image, progress: float, lift: float) -> None:
        if self.air.steam_at is not None:
            particles.steam(frame, self.puffs, *self.air.steam_at, progress)
        if self.air.hand_steams:
            particles.steam(frame, self.puffs, HAND[0] + 26, HAND[1] - 16 + lift, progress)


def _posture(progress: float) -> Matrix:
    """Swaying about the seat, and breathing."""
    sway = 1.5 * math.sin(2 * math.pi * 3 * progress) + 0.5 * math.sin(2 * math.pi * 5 * progress)
    return rotation(sway, SEAT, (0, 1.6 * math.sin(2 * math.pi * 4 * progress)))


def _lay(frame: Image.Image, layer: Image.Image, movement: Matrix) -> None:
    picture, corner = moved(layer, movement, TABLE_ROW)
    frame.paste(picture, corner, picture)


class FlatMotion:
    """For a picture without layers, such as a photograph."""

    def __init__(self, still: Image.Image, air: Air, rng: np.random.Generator) -> None:
        self.still = still.convert("RGB").resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        size = (WIDTH, HEIGHT)
        self.near = (
            particles.leaves(rng, size, 9, air.leaf_colors) if air.leaf_colors else particles.dust(rng, size, 24)
        )
        self.light = Light(0.16)

    def frame(self, progress: float) -> Image.Image:
        frame = drifted(self.still, progress)
        for particle in self.near:
            particle.draw(frame, progress)
        self.light.lay(frame, progress)
        return frame


def _with_shadow(layer: Image.Image, right: int, down: int, blur: float, strength: float) -> Image.Image:
    return Image.alpha_composite(shadow(layer, right, down, blur, strength), layer)
