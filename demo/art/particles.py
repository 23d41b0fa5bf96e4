"""Small things in the air of a moving picture: leaves, dust in the light, steam, birds. All repeat with the loop."""

import math
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

TURNS = 24  # rotated copies kept of each sprite


@dataclass(frozen=True)
class Particle:
    x: float
    y: float
    falls: int  # whole times through the picture per loop: negative rises, 0 floats on the spot
    sway: float  # pixels
    sways: int  # whole times per loop
    turns: int
    phase: float
    sprites: tuple[Image.Image, ...]

    def draw(self, frame: Image.Image, progress: float) -> None:
        sprite = self.sprites[int((self.turns * progress + self.phase) % 1 * len(self.sprites))]
        margin = sprite.height
        travel = frame.height + 2 * margin
        x = self.x + self.sway * math.sin(2 * math.pi * (self.sways * progress + self.phase))
        y = (self.y + self.falls * progress * travel) % travel - margin
        _lay(frame, sprite, x, y)


def leaves(rng: np.random.Generator, size: tuple[int, int], count: int, colors: tuple[str, ...]) -> list[Particle]:
    drawn = []
    for k in range(count):
        near = 0.55 + 0.6 * rng.random()
        sprites = _turned(_leaf(colors[k % len(colors)], near), blur=max(0.0, near - 0.9) * 4)
        x, y = rng.random() * size[0], rng.random() * size[1]
        turns, sways = int(rng.integers(1, 4)), int(rng.integers(2, 4))
        drawn.append(Particle(x, y, 1, 22 + 20 * rng.random(), sways, turns, rng.random(), sprites))
    return drawn


def dust(rng: np.random.Generator, size: tuple[int, int], count: int) -> list[Particle]:
    """Motes that float on the spot and glint once or twice a loop."""
    motes = []
    for _ in range(count):
        radius = 0.7 + 1.5 * rng.random()
        mote = Image.new("RGBA", (12, 12), (255, 246, 214, 0))
        ImageDraw.Draw(mote).ellipse([6 - radius, 6 - radius, 6 + radius, 6 + radius], fill=(255, 246, 214, 235))
        mote = mote.filter(ImageFilter.GaussianBlur(0.7))
        glints = tuple(_faded(mote, 0.15 + 0.85 * math.sin(math.pi * k / TURNS) ** 2) for k in range(TURNS))
        x, y = rng.random() * size[0], rng.random() * size[1] * 0.62
        motes.append(Particle(x, y, 0, 9 + 12 * rng.random(), 1, int(rng.integers(1, 4)), rng.random(), glints))
    return motes


def steam(frame: Image.Image, puffs: tuple[Image.Image, ...], x: float, y: float, progress: float) -> None:
    """Three wisps, one after the other, rising 60 pixels each in a quarter of the loop."""
    wisps = 6
    for k in range(wisps):
        age = (4 * progress + k / wisps) % 1
        drift = 7 * math.sin(2 * math.pi * (age + k / 3))
        _lay(frame, puffs[int(age * len(puffs))], x + drift * age, y - 62 * age)


def steam_puffs() -> tuple[Image.Image, ...]:
    """From just out of the pot to gone."""
    puffs = []
    for k in range(TURNS):
        age = k / TURNS
        radius = 4 + 10 * age
        puff = Image.new("RGBA", (48, 48), (255, 255, 255, 0))
        strength = int(175 * math.sin(math.pi * min(1, age * 1.1 + 0.06)) ** 1.5)
        ImageDraw.Draw(puff).ellipse(
            [24 - radius, 24 - radius, 24 + radius, 24 + radius], fill=(255, 255, 255, strength)
        )
        puffs.append(puff.filter(ImageFilter.GaussianBlur(3 + 3 * age)))
    return tuple(puffs)


def birds(frame: Image.Image, progress: float, y: float) -> None:
    """Three crossing the sky once a loop, wings beating."""
    smooth = 3
    for k, (behind, below) in enumerate(((0, 0), (26, 11), (44, -7))):
        x = -40 + (frame.width + 160) * progress - behind
        bird_y = y + below + 7 * math.sin(2 * math.pi * (2 * progress + k / 5))
        lift = 3.4 * math.sin(2 * math.pi * (22 * progress + k / 3))
        wings = ((-7, -lift), (-2.5, -1.5), (0, 0), (2.5, -1.5), (7, -lift))
        sheet = Image.new("RGBA", (20 * smooth, 14 * smooth), (58, 62, 84, 0))
        points = [((10 + a) * smooth, (7 + b) * smooth) for a, b in wings]
        ImageDraw.Draw(sheet).line(points, fill=(58, 62, 84, 220), width=smooth * 3 // 2, joint="curve")
        _lay(frame, sheet.resize((20, 14), Image.Resampling.BOX), x, bird_y)


def _leaf(color: str, scale: float) -> Image.Image:
    leaf = Image.new("RGBA", (88, 88))
    draw = ImageDraw.Draw(leaf)
    long, wide = 34 * scale, 13 * scale
    edge = [
        (44 + long * math.cos(a), 44 + wide * math.sin(a) * abs(math.sin(a)) ** 0.3) for a in np.linspace(0, 6.28, 40)
    ]
    draw.polygon(edge, fill=color)
    draw.line([(44 - long, 44), (44 + long, 44)], fill=(255, 240, 200, 110), width=3)
    return leaf


def _turned(sprite: Image.Image, blur: float) -> tuple[Image.Image, ...]:
    """Turning also tilts: the leaf looks narrow twice a turn."""
    turned = []
    for k in range(TURNS):
        tilt = 0.45 + 0.55 * abs(math.cos(2 * math.pi * k / TURNS))
        squeezed = sprite.resize((sprite.width, max(1, int(sprite.height * tilt))), Image.Resampling.BICUBIC)
        rotated = squeezed.rotate(360 * k / TURNS, Image.Resampling.BICUBIC, expand=True)
        small = rotated.resize((rotated.width // 3, rotated.height // 3), Image.Resampling.LANCZOS)
        turned.append(small.filter(ImageFilter.GaussianBlur(blur)) if blur > 0.2 else small)
    return tuple(turned)


def _faded(sprite: Image.Image, strength: float) -> Image.Image:
    faded = sprite.copy()
    faded.putalpha(sprite.getchannel("A").point(lambda value: int(value * strength)))
    return faded


def _lay(frame: Image.Image, sprite: Image.Image, x: float, y: float) -> None:
    frame.paste(sprite, (round(x - sprite.width / 2), round(y - sprite.height / 2)), sprite)
