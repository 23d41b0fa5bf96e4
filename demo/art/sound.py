"""Quiet sound that repeats without a seam: a breeze and birds outdoors, a hall's hum and far taps indoors."""

import numpy as np
import numpy.typing as npt

SAMPLE_RATE = 48_000  # Hz

Samples = npt.NDArray[np.float32]


def courtyard(seconds: int, rng: np.random.Generator) -> Samples:
    """A breeze with some ten bird calls."""
    sound = _breath(seconds, rng, low=90, high=900) * 0.05
    for _ in range(int(rng.integers(9, 12))):
        _place(sound, _bird_call(rng), float(rng.random() * seconds), gain=0.05 + 0.07 * rng.random())
    return sound.astype(np.float32)


def workplace(seconds: int, rng: np.random.Generator) -> Samples:
    """Mains hum (whole cycles in whole seconds, so that the ends meet), air, and something put down now and then."""
    t = np.arange(seconds * SAMPLE_RATE) / SAMPLE_RATE
    hum = sum(np.sin(2 * np.pi * 100 * k * t) / k**2 for k in (1, 2, 3))
    sound = hum * 0.012 + _breath(seconds, rng, low=120, high=1600) * 0.035
    for _ in range(14):
        _place(sound, _tap(rng), float(rng.random() * seconds), gain=0.02 + 0.03 * rng.random())
    return sound.astype(np.float32)


def _breath(seconds: int, rng: np.random.Generator, low: float, high: float) -> npt.NDArray[np.float64]:
    """Soft noise swelling twice a loop; built from its spectrum, so that its end flows into its start."""
    count = seconds * SAMPLE_RATE
    frequencies = np.fft.rfftfreq(count, 1 / SAMPLE_RATE)
    loudness = 1 / np.maximum(frequencies, low) * (frequencies > low) * np.exp(-frequencies / high)
    noise = np.fft.irfft(loudness * np.exp(2j * np.pi * rng.random(len(frequencies))), count)
    swell = 0.7 + 0.3 * np.sin(2 * np.pi * (2 * np.arange(count) / count + rng.random()))
    return noise / np.abs(noise).max() * swell


def _bird_call(rng: np.random.Generator) -> npt.NDArray[np.float64]:
    """Two to five gliding notes."""
    base, notes = rng.uniform(2300, 3600), []
    for _ in range(int(rng.integers(2, 6))):
        length = rng.uniform(0.05, 0.14)
        t = np.linspace(0, 1, int(length * SAMPLE_RATE), endpoint=False)
        pitch = base * (1 + rng.uniform(-0.12, 0.18) * t + 0.02 * np.sin(2 * np.pi * 28 * length * t))
        notes += [np.sin(2 * np.pi * np.cumsum(pitch) / SAMPLE_RATE) * np.sin(np.pi * t) ** 2]
        notes += [np.zeros(int(rng.uniform(0.03, 0.10) * SAMPLE_RATE))]
    return np.concatenate(notes)


def _tap(rng: np.random.Generator) -> npt.NDArray[np.float64]:
    t = np.arange(int(0.12 * SAMPLE_RATE)) / SAMPLE_RATE
    return np.sin(2 * np.pi * rng.uniform(180, 520) * t) * np.exp(-t * 45) * np.minimum(1, t * 900)


def _place(sound: npt.NDArray[np.float64], event: npt.NDArray[np.float64], second: float, gain: float) -> None:
    """Mix in, wrapping round the end."""
    positions = (int(second * SAMPLE_RATE) + np.arange(len(event))) % len(sound)
    sound[positions] += event * gain
