"""Video over plain HTTP, before Django: a viewer asks up to ten times a second."""

from live.video.asgi.app import video_app

__all__ = ["video_app"]
