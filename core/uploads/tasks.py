from celery import shared_task
from django.utils import timezone

from core.uploads.services import formats, resumable, transcoding, videos


@shared_task
def make_more_formats(picture_id: int) -> None:
    formats.make_more_formats(picture_id=picture_id)


@shared_task
def transcode_video(video_id: int) -> None:
    transcoding.transcode(video_id=video_id)


@shared_task
def take_up_abandoned_videos() -> int:
    waiting = videos.take_up_abandoned(now=timezone.now())
    for video_id in waiting:
        transcode_video.delay(video_id)
    return len(waiting)


@shared_task
def forget_expired_uploads() -> int:
    return resumable.forget_expired(now=timezone.now())
