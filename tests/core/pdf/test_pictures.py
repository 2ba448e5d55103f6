"""Photographs are made small, upright and free of what the phone wrote into them."""

import io

import pytest
from PIL import Image

from core.pdf.document import Photo
from core.pdf.page import AssetMissing, Paper
from core.pdf.pictures import LONGEST_SIDE_PX, PictureUnreadable, photo_rows, shrink
from tests.core.pdf.reading import reader, squeezed


def jpeg(width: int, height: int, orientation: int | None = None) -> bytes:
    picture = Image.new("RGB", (width, height), (200, 30, 30))
    exif = Image.Exif()
    if orientation:
        exif[0x0112] = orientation
        exif[0x010F] = "Phone"
    stream = io.BytesIO()
    picture.save(stream, "JPEG", exif=exif)
    return stream.getvalue()


def test_a_large_photo_is_scaled_down_and_turned_upright():
    small = Image.open(io.BytesIO(shrink(jpeg(2400, 1200, orientation=6), "photo", "试写")))
    assert small.size == (LONGEST_SIDE_PX // 2, LONGEST_SIDE_PX)
    assert not small.getexif()


def test_a_small_photo_keeps_its_size():
    assert Image.open(io.BytesIO(shrink(jpeg(120, 80), "photo", "试写"))).size == (120, 80)


@pytest.mark.parametrize("data", [b"", b"not a picture", jpeg(400, 300)[:200]])
def test_what_is_not_a_picture_is_named(data):
    with pytest.raises(PictureUnreadable, match="photo-7.*试写"):
        shrink(data, "photo-7", "试写")


def test_photos_stand_two_to_a_row_and_go_on_over_the_page(head, fonts):
    paper = Paper(head, fonts, ("试写", "Trial"), "zh", {"p": jpeg(800, 600)})
    photo_rows(paper, [Photo(asset="p", caption=f"位置{number}") for number in range(1, 10)])
    pages = reader(paper.finish()).pages
    assert [page.extract_text().count("照片") for page in pages] == [6, 3]
    assert "照片9：位置9" in squeezed(pages[1].extract_text())


def test_a_photo_that_was_not_given_is_named(paper):
    with pytest.raises(AssetMissing, match="photo-1"):
        photo_rows(paper, [Photo(asset="photo-1", caption="起点")])
