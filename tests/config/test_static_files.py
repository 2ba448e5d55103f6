"""Static files get names that change with their content, and modules import each other under these names."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

from config.static_files import HashedStaticFiles


@pytest.fixture
def collect(tmp_path):
    """A function storing files {name: content} as collectstatic would; returns the storage and what went wrong."""

    def store(files):
        storage = HashedStaticFiles(location=tmp_path / "static", base_url="/static/")
        source = FileSystemStorage(location=tmp_path / "source")
        for name, content in files.items():
            source.save(name, ContentFile(content.encode()))
            storage.save(name, ContentFile(content.encode()))
        outcome = storage.post_process({name: (source, name) for name in files})
        return storage, [error for _, _, error in outcome if isinstance(error, Exception)]

    return store


def test_imports_of_modules_are_rewritten(collect):
    storage, errors = collect({"js/page.js": 'import { draw } from "./map.js";', "js/map.js": "export const draw = 1;"})
    assert errors == []
    hashed = storage.stored_name("js/map.js").removeprefix("js/")
    assert hashed != "map.js"
    with storage.open(storage.stored_name("js/page.js")) as page:
        assert f'"./{hashed}"' in page.read().decode()


def test_our_own_broken_reference_stops_it(collect):
    _, (error,) = collect({"css/page.css": "a { background: url(missing.png) }"})
    assert "missing.png" in str(error)


def test_a_packages_broken_reference_is_kept(collect):
    content = "//# sourceMappingURL=leaflet.js.map\n"
    storage, errors = collect({"vendor/leaflet/leaflet.js": content})
    assert errors == []
    with storage.open(storage.stored_name("vendor/leaflet/leaflet.js")) as kept:
        assert kept.read().decode() == content
