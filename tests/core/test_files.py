"""Uploads: what is taken, what is left of it, and every reason for a refusal."""

import datetime as dt
import hashlib
import re
from io import BytesIO

import pytest
from django.core.files.storage import InMemoryStorage, default_storage, storages
from PIL import Image

from core.errors import NotFound, RuleViolated
from core.file_contents import DOCX, JPEG, PDF, PNG, WEBP, XLSX
from core.files import DOCUMENTS, MAX_BYTES, PICTURES, keep, open_stored, preview_kind, read_upload, store
from tests.core import samples
from tests.core.samples import upload


@pytest.fixture(autouse=True)
def memory_storage(settings):
    """Nothing but Django's storage interface is used, so a storage without any local path must do."""
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}
    assert isinstance(storages["default"], InMemoryStorage)


def refusal(name, data, **options):
    with pytest.raises(RuleViolated) as refused:
        read_upload(upload(name, data), **options)
    return {violation.code: violation for violation in refused.value.violations}


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("现场.jpg", samples.picture(), JPEG),
        ("photo.JPEG", samples.picture(), JPEG),
        ("IMG_0001", samples.picture(), JPEG),
        ("plan.png", samples.picture("PNG"), PNG),
        ("photo.webp", samples.picture("WEBP"), JPEG),
        ("seal.webp", samples.picture("WEBP", mode="RGBA", lossless=True), PNG),
        ("scan.jpg", samples.picture(mode="CMYK"), JPEG),
        ("方案.pdf", samples.pdf(), PDF),
        ("方案.docx", samples.docx(), DOCX),
        ("清单.xlsx", samples.xlsx(), XLSX),
        ("packed.pdf", samples.pdf_with_object_stream(b"1 0 <</Type/Font>>"), PDF),
    ],
)
def test_good_files_are_kept(name, data, kind):
    stored = store(upload(name, data), "cases/C2026-000001/materials")
    assert (stored.original_name, stored.content_type) == (name, kind)
    with open_stored(stored.path) as kept:
        content = kept.read()
    assert len(content) == stored.size_bytes
    assert hashlib.sha256(content).hexdigest() == stored.sha256
    if kind not in PICTURES:
        assert content == data


def test_the_place_in_the_storage_says_nothing_about_the_name():
    stored = store(upload("身份证.jpg", samples.picture()), "cases/C2026-000001/materials")
    assert re.fullmatch(r"cases/C2026-000001/materials/[0-9a-f]{32}\.jpg", stored.path)
    again = store(upload("身份证.jpg", samples.picture()), "cases/C2026-000001/materials")
    assert again.path != stored.path


@pytest.mark.parametrize("folder", ["../secret", "/etc", "a//b", "", "a/../b", "Cases"])
def test_a_folder_outside_the_storage_is_a_programming_error(folder):
    with pytest.raises(ValueError, match="folder"):
        keep(read_upload(upload("a.pdf", samples.pdf())), folder)


def test_a_missing_file_is_not_found():
    with pytest.raises(NotFound):
        open_stored("cases/gone.pdf")


def test_a_site_photo_tells_where_and_when_and_is_stripped_of_it():
    clean = read_upload(upload("site.jpg", samples.site_photo()), accept=PICTURES)
    assert (clean.photo.lon, clean.photo.lat) == (120.63, 27.78)
    assert clean.photo.taken_at == dt.datetime(2026, 11, 23, 8, 47, tzinfo=dt.timezone(dt.timedelta(hours=8)))
    assert (clean.photo.width_px, clean.photo.height_px) == (48, 64)  # turned upright
    with Image.open(BytesIO(clean.data)) as kept:
        assert kept.size == (48, 64)
        assert not kept.getexif()
    assert b"Camera" in samples.site_photo()
    assert b"Camera" not in clean.data


def test_a_photo_without_metadata_tells_only_its_size():
    photo = read_upload(upload("site.jpg", samples.picture())).photo
    assert (photo.lon, photo.lat, photo.taken_at) == (None, None, None)
    assert read_upload(upload("a.pdf", samples.pdf())).photo is None


def test_a_large_photo_is_reduced_and_what_follows_its_end_is_dropped():
    data = samples.picture(size=(5000, 2500)) + b"PK\x03\x04 hidden archive"
    clean = read_upload(upload("wide.jpg", data))
    assert (clean.photo.width_px, clean.photo.height_px) == (4096, 2048)
    assert b"hidden archive" not in clean.data


def test_transparency_survives():
    with Image.open(BytesIO(read_upload(upload("seal.png", samples.picture("PNG", mode="RGBA"))).data)) as kept:
        assert kept.mode == "RGBA"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("empty.pdf", b"", "file_empty"),
        ("page.html", b"<!DOCTYPE html><script>alert(1)</script>", "file_type_not_accepted"),
        ("drawing.svg", b'<?xml version="1.0"?><svg onload="x()"/>', "file_type_not_accepted"),
        ("page.jpg", b"<html></html>", "file_type_not_accepted"),
        ("setup.pdf", b"MZ\x90\x00" + b"\0" * 200, "file_type_not_accepted"),
        ("a.zip", b"PK\x03\x04 not an archive", "file_type_not_accepted"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "file_type_not_accepted"),
        ("photo.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "file_type_not_accepted"),
        ("photo.png", samples.picture(), "file_extension_contradicting"),
        ("plan.pdf", samples.docx(), "file_extension_contradicting"),
        ("plan.pdf.exe", samples.pdf(), "file_extension_contradicting"),
        ("cut.jpg", samples.picture(size=(600, 600))[:900], "file_damaged"),
        ("cut.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "file_damaged"),
        ("cut.pdf", samples.pdf()[:60], "file_damaged"),
        ("broken.pdf", samples.pdf_with_object_stream(b"1").replace(b"x\xda", b"??"), "file_damaged"),
        ("giant.png", samples.giant_png(), "picture_too_many_pixels"),
        ("large.png", samples.giant_png(8000), "picture_too_many_pixels"),
        ("script.jpg", samples.photo_with_comment("<ScRiPt>alert(1)</script>"), "picture_with_script"),
        ("script16.jpg", samples.photo_with_comment("<script>alert(1)</script>", "utf-16-le"), "picture_with_script"),
        ("script.png", samples.png_with_text("x <script>alert(1)</script>" * 20), "picture_with_script"),
        ("php.jpg", samples.picture(comment=b"<?php system($_GET[0]); ?>"), "picture_with_script"),
        ("tail.jpg", samples.picture() + b"<script>alert(1)</script>", "picture_with_script"),
        (
            "moving.webp",
            samples.picture("WEBP", save_all=True, append_images=[Image.new("RGB", (64, 48))]),
            "picture_moving",
        ),
        ("js.pdf", samples.pdf(b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>"), "file_with_active_content"),
        ("hex.pdf", samples.pdf(b"/OpenAction<</S/J#61va#53cript/JS(1)>>"), "file_with_active_content"),
        ("launch.pdf", samples.pdf(b"/OpenAction<</S/Launch/F(cmd.exe)>>"), "file_with_active_content"),
        ("inside.pdf", samples.pdf(b"/Names<</EmbeddedFiles 9 0 R>>"), "file_with_active_content"),
        ("packed.pdf", samples.pdf_with_object_stream(b"<</S/JavaScript>>"), "file_with_active_content"),
        ("packed2.pdf", samples.pdf_with_object_stream(b"<</S/JavaScript>>", b"/Obj#53tm"), "file_with_active_content"),
        ("bomb.pdf", samples.pdf_with_object_stream(b"\0" * 70_000_000), "archive_bomb_found"),
        ("locked.pdf", samples.pdf().replace(b"/Root", b"/Encrypt 9 0 R/Root"), "file_encrypted"),
        (
            "macro.docx",
            samples.docx(word__vbaProject=b"x", **{"word__vbaProject.bin": b"x"}),
            "file_with_active_content",
        ),
        ("ole.docx", samples.docx(**{"word__embeddings__oleObject1.bin": b"x"}), "file_with_active_content"),
        ("links.xlsx", samples.xlsx(**{"xl__externalLinks__externalLink1.xml": b"x"}), "file_with_active_content"),
        ("bomb.xlsx", samples.xlsx(xl__sheet=b"\0" * 30_000_000), "archive_bomb_found"),
        ("many.docx", samples.docx(**{f"word__{n}": b"" for n in range(5001)}), "archive_bomb_found"),
        ("slip.docx", samples.docx(**{"..__..__etc__passwd": b"x"}), "archive_path_unsafe"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_bad_file_is_refused_with_its_reason(name, data, code):
    assert set(refusal(name, data)) == {code}


def test_an_encrypted_office_file_is_refused():
    data = bytearray(samples.docx())
    for signature, flags_at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + flags_at] |= 1
    assert set(refusal("secret.docx", bytes(data))) == {"file_encrypted"}


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd.pdf",
        "C:\\temp\\plan.pdf",
        "a\0b.pdf",
        "a\nb.pdf",
        "fdp.\u202efdp.exe.pdf",
        "...",
        "",
        "长" * 200 + ".pdf",
    ],
)
def test_a_name_that_is_not_a_plain_name_is_refused(name):
    file = upload("plan.pdf", samples.pdf())
    file._name = name  # past Django's own cleaning, as another door might hand it in
    with pytest.raises(RuleViolated) as refused:
        read_upload(file, field="materials.M03")
    (violation,) = refused.value.violations
    assert (violation.code, violation.field) == ("file_name_unsafe", "materials.M03")


def test_a_file_too_large_is_refused_without_being_read():
    file = upload("plan.pdf", samples.pdf())
    file.size = MAX_BYTES + 1
    file.close()  # reading it would now fail
    with pytest.raises(RuleViolated) as refused:
        read_upload(file)
    (violation,) = refused.value.violations
    assert violation.code == "file_too_large"
    assert violation.data == {"size_bytes": MAX_BYTES + 1, "allowed_bytes": MAX_BYTES}


def test_a_size_that_lies_does_not_help():
    file = upload("plan.pdf", samples.pdf() + b" " * 1000)
    file.size = 10
    with pytest.raises(RuleViolated) as refused:
        read_upload(file, max_bytes=500)
    assert refused.value.violations[0].code == "file_too_large"


def test_all_reasons_come_at_once():
    file = upload("plan.pdf", samples.photo_with_comment("<script>"))
    file._name = "../plan.pdf"
    with pytest.raises(RuleViolated) as refused:
        read_upload(file)
    assert {violation.code for violation in refused.value.violations} == {
        "file_name_unsafe",
        "file_extension_contradicting",
        "picture_with_script",
    }


def test_only_what_is_asked_for_is_accepted():
    violation = refusal("plan.pdf", samples.pdf(), accept=PICTURES)["file_type_not_accepted"]
    assert violation.data == {"found": "pdf", "accepted": [".jpg", ".png", ".webp"]}
    assert refusal("x.svg", b"<svg/>")["file_type_not_accepted"].data["found"] == "html/svg/script"


def test_a_refused_file_leaves_nothing_behind():
    with pytest.raises(RuleViolated):
        store(upload("page.html", b"<html>"), "cases")
    assert not default_storage.exists("cases") or default_storage.listdir("cases") == ([], [])


def test_how_a_kept_file_is_shown():
    assert [preview_kind(kind) for kind in (JPEG, PNG, PDF, DOCX, XLSX)] == [
        "picture",
        "picture",
        "pdf",
        "download",
        "download",
    ]
    assert WEBP in DOCUMENTS
