"""The merged Chinese catalogue: contradictions refused, gaps found, the compiled file readable by Django."""

import gettext
import io
import json
import os

import pytest
from django.core.management import call_command

from core import translations
from core.translations import Sentence

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.fixture
def folder(tmp_path):
    """A function writing topics {name: entries} into a catalogue folder."""

    def write(**topics):
        for name, entries in topics.items():
            text = HEADER + "\n".join(f'msgid "{english}"\nmsgstr "{chinese}"\n' for english, chinese in entries)
            (tmp_path / f"{name}.po").write_text(text, encoding="utf-8")
        return tmp_path

    return write


def codes(problems):
    return [problem.code for problem in problems]


def test_topics_are_merged_and_compiled(folder):
    locale_dir = folder(plan=[("Road", "道路")], core=[("Road", "道路"), ("%(n)s days", "%(n)s 天")])
    assert translations.is_stale(locale_dir)
    assert translations.compile_catalogue(locale_dir) == []
    with (locale_dir / "django.mo").open("rb") as compiled:
        chinese = gettext.GNUTranslations(compiled)
    assert chinese.gettext("Road") == "道路"
    assert chinese.gettext("%(n)s days") == "%(n)s 天"


def test_a_changed_topic_makes_the_compiled_file_stale(folder):
    locale_dir = folder(plan=[("Road", "道路")])
    translations.compile_catalogue(locale_dir)
    topic, compiled = locale_dir / "plan.po", locale_dir / "django.mo"
    os.utime(topic, (1_000, 1_000))
    os.utime(compiled, (2_000, 2_000))
    assert not translations.is_stale(locale_dir)
    os.utime(topic, (3_000, 3_000))
    assert translations.is_stale(locale_dir)


def test_one_sentence_has_one_translation(folder):
    locale_dir = folder(core=[("Works", "施工")], plan=[("Works", "工程")])
    (problem,) = translations.compile_catalogue(locale_dir)
    assert problem.code == "contradiction"
    assert "plan.po" in problem.where
    assert "core.po" in problem.detail
    assert not (locale_dir / "django.mo").exists()


def test_the_same_word_may_differ_by_context(tmp_path):
    entries = 'msgctxt "case"\nmsgid "Accepted"\nmsgstr "已受理"\n\nmsgid "Accepted"\nmsgstr "已验收"\n'
    (tmp_path / "core.po").write_text(HEADER + entries, encoding="utf-8")
    catalogue, problems = translations.merge(tmp_path.glob("*.po"))
    assert problems == []
    assert catalogue.get("Accepted", "case").string == "已受理"
    assert catalogue.get("Accepted").string == "已验收"


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ('#, fuzzy\nmsgid "Road"\nmsgstr "道路"\n', "fuzzy"),
        ('msgid "%(n)s days"\nmsgstr "几天"\n', "placeholder"),
        ('msgid "{n} days"\nmsgstr "{m} 天"\n', "placeholder"),
        ("Road = 道路\n", "unreadable"),
    ],
)
def test_flawed_entries_are_refused(tmp_path, entry, code):
    (tmp_path / "core.po").write_text(HEADER + entry, encoding="utf-8")
    _, problems = translations.merge(tmp_path.glob("*.po"))
    assert codes(problems) == [code]


def test_a_plural_has_one_chinese_form(tmp_path):
    entry = 'msgid "%(n)s day"\nmsgid_plural "%(n)s days"\nmsgstr[0] "%(n)s 天"\n'
    (tmp_path / "core.po").write_text(HEADER + entry, encoding="utf-8")
    assert translations.compile_catalogue(tmp_path) == []
    with (tmp_path / "django.mo").open("rb") as compiled:
        chinese = gettext.GNUTranslations(compiled)
    assert [chinese.ngettext("%(n)s day", "%(n)s days", n) for n in (1, 2)] == ["%(n)s 天"] * 2


def test_sentences_of_code_and_templates_are_found(tmp_path):
    templates = tmp_path / "web" / "templates"
    templates.mkdir(parents=True)
    (tmp_path / "web" / "pages.py").write_text(
        "x = _('One')\ny = pgettext_lazy('case', 'Two')\nz = ngettext('%(n)s day', '%(n)s days', n)\nno = f('Not')\n"
    )
    (templates / "page.html").write_text(
        "<p>\n  {% translate 'Three' %}\n {{ _('Four') }}\n"
        "{% blocktranslate with n=x %}{{ n }} sites isn't few{% endblocktranslate %}</p>"
    )
    (tmp_path / "web" / "note.html").write_text("{% translate 'Outside the templates' %}")
    found = list(translations.sentences_of(tmp_path, ["web"]))
    assert [(sentence.msgid, sentence.context) for sentence in found] == [
        ("One", None),
        ("Two", "case"),
        ("%(n)s day", None),
        ("Three", None),
        ("Four", None),
        ("%(n)s sites isn't few", None),
    ]
    assert found[0].where == "web/pages.py:1"
    assert found[3].where == "web/templates/page.html:2"


def test_what_has_no_chinese_is_listed_once(folder):
    catalogue, _ = translations.merge(folder(core=[("One", "一"), ("Empty", "")]).glob("*.po"))
    sentences = [Sentence("a.py:1", "One", None), Sentence("a.py:2", "Two", None), Sentence("b.py:9", "Two", None)]
    sentences += [Sentence("a.py:3", "Empty", None), Sentence("a.py:4", "One", "case")]
    found = translations.untranslated(sentences, catalogue)
    assert [problem.where for problem in found] == ["a.py:2", "a.py:3", "a.py:4"]


@pytest.fixture
def city(settings, folder, tmp_path):
    """A base folder with one topic, for the command."""
    settings.BASE_DIR = tmp_path / "city"
    locale_dir = settings.BASE_DIR / "locale" / "zh_Hans" / "LC_MESSAGES"
    locale_dir.mkdir(parents=True)
    (locale_dir / "core.po").write_text(HEADER + 'msgid "Road"\nmsgstr "道路"\n', encoding="utf-8")
    (settings.BASE_DIR / "core").mkdir()
    return settings.BASE_DIR


def test_the_command_checks_and_reports(city):
    (city / "core" / "page.py").write_text("a = _('Road')\nb = _('Bridge')\n")
    out = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("compile_translations", "--check", "--json", stdout=out)
    assert ended.value.code == 1
    assert json.loads(out.getvalue()) == {
        "problems": [{"code": "untranslated", "where": "core/page.py:2", "detail": "'Bridge'"}]
    }
    assert not list(city.rglob("*.mo"))


def test_the_command_compiles_and_says_nothing(city):
    out = io.StringIO()
    call_command("compile_translations", stdout=out)
    call_command("compile_translations", "--if-stale", stdout=out)
    assert out.getvalue() == ""
    assert len(list(city.rglob("django.mo"))) == 1
