from core.uploads.models.documents import Document
from core.uploads.models.pictures import JPEG_WIDTH, LONGEST_EDGE, VARIANT_WIDTHS, Picture, variant_name
from core.uploads.models.resumable import ResumableUpload
from core.uploads.models.videos import Video

__all__ = [
    "JPEG_WIDTH",
    "LONGEST_EDGE",
    "VARIANT_WIDTHS",
    "Document",
    "Picture",
    "ResumableUpload",
    "Video",
    "variant_name",
]
