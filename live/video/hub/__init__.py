"""The live streams of this process: who publishes, who waits for the next part, what is kept."""

from live.video.hub.registry import end_stream, forget_stream, open_stream, save_streams, stream_of
from live.video.hub.streams import LiveStream, StreamState

__all__ = ["LiveStream", "StreamState", "end_stream", "forget_stream", "open_stream", "save_streams", "stream_of"]
