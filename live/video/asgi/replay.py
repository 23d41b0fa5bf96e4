"""The replay of a room that is over, from storage and database."""

from channels.db import database_sync_to_async
from django.core.files.storage import default_storage

from live.video.asgi import responses
from live.video.asgi.access import video_of
from live.video.asgi.responses import NOT_FOUND, Response
from live.video.models import init_name, recording_folder, segment_name
from live.video.packager.playlist import replay_playlist
from live.video.queries import replay_of

PLAYLIST_CACHE = "public, max-age=60"


async def playlist(room_id: int, query: dict[str, str]) -> Response:
    if not await _is_over(room_id):
        return NOT_FOUND
    segments = await database_sync_to_async(replay_of, thread_sensitive=False)(room_id=room_id)
    return responses.playlist(replay_playlist(segments).encode(), cache=PLAYLIST_CACHE) if segments else NOT_FOUND


async def segment(room_id: int, query: dict[str, str], recording_id: int, number: int) -> Response:
    return await _file(room_id, f"{recording_folder(room_id, recording_id)}/{segment_name(number)}")


async def init_section(room_id: int, query: dict[str, str], recording_id: int, number: int) -> Response:
    return await _file(room_id, f"{recording_folder(room_id, recording_id)}/{init_name(number)}")


async def _is_over(room_id: int) -> bool:
    video = await video_of(room_id)
    return video is not None and video.is_over


async def _file(room_id: int, path: str) -> Response:
    """The path is made of numbers alone, so that nobody reads anything else by it."""
    if not await _is_over(room_id):
        return NOT_FOUND
    data = await database_sync_to_async(_read, thread_sensitive=False)(path)
    return NOT_FOUND if data is None else responses.media(data)


def _read(path: str) -> bytes | None:
    try:
        with default_storage.open(path) as file:
            return file.read()
    except FileNotFoundError:
        return None
