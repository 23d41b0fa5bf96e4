"""A camera that films a clock, and eyes that read it: so that what a viewer sees can be told from what a host sent."""

from pathlib import Path
from typing import Any

_CLOCK = Path("benchmarks/pages/burnt_in_clock.js").read_text().replace("export ", "")

FILMS_A_CLOCK = f"""(() => {{
    {_CLOCK}
    const canvas = document.createElement("canvas");
    canvas.width = WIDTH;
    canvas.height = HEIGHT;
    const context = canvas.getContext("2d", {{ alpha: false }});
    let frame = 0;
    setInterval(() => draw(context, frame++), 1000 / 30);
    navigator.mediaDevices.getUserMedia = async () => {{
        const stream = canvas.captureStream(30);
        const audio = new AudioContext({{ sampleRate: 48000 }});
        const tone = audio.createOscillator();
        const destination = audio.createMediaStreamDestination();
        tone.connect(destination);
        tone.start();
        stream.addTrack(destination.stream.getAudioTracks()[0]);
        return stream;
    }};
}})();"""

_READS_THE_CLOCK = f"""async () => {{
    {_CLOCK}
    const video = document.querySelector("live-player video");
    const context = new OffscreenCanvas(WIDTH, HEIGHT).getContext("2d", {{ willReadFrequently: true }});
    const ages = [];
    for (let frames = 0; frames < 300 && ages.length < 3; frames++) {{
        await new Promise((resolve) => video.requestVideoFrameCallback(resolve));
        const age = read(context, video);
        if (age !== null && frames % 10 === 0) ages.push({{ age, at: Date.now() }});
    }}
    return ages;
}}"""


def clock_times_seen(page: Any) -> list[int]:
    """Three readings of the clock in the picture, in milliseconds of the day's 2**24 ms round, as the viewer saw them."""
    return [(seen["at"] - seen["age"]) for seen in page.evaluate(_READS_THE_CLOCK)]


def seconds_played(page: Any, *, at_least: float) -> float:
    """Plays the page's video until it has got so far, and says how far."""
    return page.evaluate(
        """async (goal) => {
            const video = document.querySelector("live-player video");
            await video.play();
            while (video.currentTime < goal) await new Promise((resolve) => video.requestVideoFrameCallback(resolve));
            return video.currentTime;
        }""",
        at_least,
    )
