"""What comes in is bounded while it comes: a file beyond the limit never fills the disk."""

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler


class Bounded(FileUploadHandler):
    """Lets the handlers after it have a file until it is larger than allowed; the field then says so."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Give the bytes on, or nothing once there are too many."""
        return raw_data if start <= settings.UPLOAD_LIMIT else None

    def file_complete(self, file_size: int) -> None:  # noqa: ARG002  the library's signature
        """Leave the file to the handlers after it."""
        return
