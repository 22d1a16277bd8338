"""What tests of the pages of follow-up share: what a page says, what is posted, and proof to post with it."""

import re
from datetime import date
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from prongsai.language.dates import full_date
from prongsai.site.progress.actions import Exhibit

LINK = Exhibit("ภาพการอบรม", date(2025, 12, 15), link="https://example.go.th/photo")
TODAY = full_date(timezone.localdate())


def photo(name="photo.jpg", taken=None):
    """Give a photo, with the day on which it was taken where there is one."""
    buffer, exif = BytesIO(), Image.Exif()
    if taken is not None:
        exif.get_ifd(0x8769)[0x9003] = f"{taken:%Y:%m:%d} 10:00:00"
    Image.new("RGB", (4, 4), "red").save(buffer, "JPEG", exif=exif)
    return SimpleUploadedFile(name, buffer.getvalue())


def pdf(name):
    return SimpleUploadedFile(name, b"%PDF-1.7 x")


def text(answer):
    """Give what a page says, without its tags."""
    found = re.search(r"<main.*</main>", answer.content.decode(), re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[0]))


def errors(answer):
    return re.findall(r'<ul class="errorlist[^>]*><li>([^<]+)', answer.content.decode())


def summary(answer):
    found = re.search(r'id="summary".*?</ul>', answer.content.decode(), re.DOTALL)
    return re.findall(r"<li>(?:<a[^>]*>)?([^<]+)", found[0]) if found else []


def posted(house, **fields):
    return {
        "division": house.divisions["finance"].pk,
        "day": "20 ธันวาคม 2568",
        "percent": "40",
        "result": "อบรมแล้ว",
        "spent": "",
        "obstacles": "",
        "suggestions": "",
        "link": "",
        "title": "",
        "dated_on": "",
        **fields,
    }
