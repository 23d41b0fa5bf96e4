from core.events import subscribe
from core.uploads import events, tasks


@subscribe(events.PictureStored)
def make_more_formats(event: events.PictureStored) -> None:
    tasks.make_more_formats.delay(event.picture_id)


@subscribe(events.VideoReceived)
def transcode_video(event: events.VideoReceived) -> None:
    tasks.transcode_video.delay(event.video_id)
