import gettext
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from config.translations import catalogue
from config.translations.compile import compile_at_start, compile_if_stale
from config.translations.extract import Text, _sources, texts_of_file, texts_of_project


@pytest.fixture
def po(tmp_path, settings):
    settings.LOCALE_PATHS = [tmp_path]
    path = tmp_path / "zh_Hans" / "LC_MESSAGES" / "django.po"
    catalogue.update(path, [])
    return path


def translate(path, text, *, to):
    """Fill in the translation as a person would, in the file."""
    source = path.read_text()
    where = source.index(f'msgid "{text}"')
    empty = source.index('""\n', where)
    path.write_text(source[:empty] + f'"{to}"' + source[empty + 2 :])


def test_texts_of_python(tmp_path):
    path = tmp_path / "a.py"
    path.write_text(
        '_("One")\nngettext("%d box", "%d boxes", n)\npgettext_lazy("verb", "Post")\n_(name)\nprint("no")\n'
    )
    assert set(texts_of_file(path)) == {Text("One"), Text("%d box", "%d boxes"), Text("Post", context="verb")}


def test_texts_of_templates(tmp_path):
    path = tmp_path / "a.html"
    path.write_text(
        """
    <p title="{% translate "It's here" %}">
      {% blocktranslate trimmed count n=boxes %}
        {{ n }} box
      {% plural %}
        {{ n }} boxes
      {% endblocktranslate %}
  {% translate "Post" context "verb" %} {{ _("Inside") }} {% include "x.html" with label=_("Given") only %}
    don't {# "quoted" #} <b>stray ( ' "</b>
    """
    )
    assert set(texts_of_file(path)) == {
        Text("It's here"),
        Text("%(n)s box", "%(n)s boxes"),
        Text("Post", context="verb"),
        Text("Inside"),
        Text("Given"),
    }


def test_the_project_has_texts_from_both():
    sources = {source.rpartition(".")[2] for source in texts_of_project().values()}
    assert sources >= {"py", "html"}


def test_update_keeps_what_is_translated_and_drops_what_is_gone(po):
    catalogue.update(po, [Text("Honey"), Text("Tea")])
    translate(po, "Honey", to="蜂蜜")
    assert catalogue.update(po, [Text("Honey"), Text("Apples")]) == 1
    assert catalogue.read(po).get("Honey").string == "蜂蜜"
    assert catalogue.read(po).get("Tea") is None
    before = po.read_text()
    catalogue.update(po, [Text("Apples"), Text("Honey")])
    assert po.read_text() == before, "no order of files, no date, no line number"


def test_problems(po):
    texts = {Text("Honey"): "a.py", Text("%(n)s box", "%(n)s boxes"): "b.html", Text("Hello {name}"): "c.py"}
    catalogue.update(po, [*texts, Text("Gone")])
    found = catalogue.problems(po, texts)
    assert "untranslated: 'Honey' (a.py)" in found
    assert "left over: 'Gone'" in found
    translate(po, "Honey", to="蜂蜜")
    translate(po, "%(n)s box", to="%(n)s 箱")
    translate(po, "Hello {name}", to="你好")
    catalogue.update(po, texts)
    assert catalogue.problems(po, texts) == ["other placeholders: 'Hello {name}' -> '你好' (c.py)"]
    assert catalogue.problems(po, {**texts, Text("New"): "d.py"})[-1] == "missing: 'New' (d.py)"
    po.write_text(po.read_text().replace('msgid "Honey"', '#, fuzzy\nmsgid "Honey"'))
    assert "fuzzy: 'Honey' (a.py)" in catalogue.problems(po, texts)


def test_compiled_when_stale_and_then_not_again(po):
    catalogue.update(po, [Text("Honey"), Text("%(n)s box", "%(n)s boxes")])
    translate(po, "Honey", to="蜂蜜")
    translate(po, "%(n)s box", to="%(n)s 箱")
    assert compile_if_stale() == [po.with_suffix(".mo")]
    assert compile_if_stale() == []
    with po.with_suffix(".mo").open("rb") as file:
        translations = gettext.GNUTranslations(file)
    assert translations.gettext("Honey") == "蜂蜜"
    assert translations.ngettext("%(n)s box", "%(n)s boxes", 2) == "%(n)s 箱"


def test_each_process_compiles_before_it_reads_a_text(tmp_path):
    """A clone has no compiled catalogue, and a worker may be the first process in it."""
    source = Path(settings.LOCALE_PATHS[0]) / "zh_Hans"
    shutil.copytree(source, tmp_path / "zh_Hans", ignore=shutil.ignore_patterns("*.mo"))
    program = (
        "from django.conf import settings; settings.LOCALE_PATHS = [sys.argv[1]];"
        "import django; django.setup();"
        "from django.utils import translation; translation.activate('zh-hans');"
        "print(translation.gettext('Slowly, please.'))"
    )
    shown = subprocess.run(
        [sys.executable, "-c", f"import sys; {program}", str(tmp_path)], capture_output=True, text=True
    )
    assert (shown.stdout.strip(), shown.stderr) == ("慢一点。", "")


def test_code_that_may_not_be_written_to_starts_all_the_same(po, monkeypatch, caplog):
    monkeypatch.setattr(Path, "replace", lambda *args: (_ for _ in ()).throw(PermissionError(13, "Permission denied")))
    catalogue.update(po, [Text("Honey")])
    compile_at_start()
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "translations --compile" in caplog.text


def test_a_function_that_translates_keeps_its_name():
    """The catalogue knows `_` and gettext's own names; a text within any other call is never translated."""
    alias = re.compile(r"\bn?p?n?gettext\w* as (?!_$)(\w+)", re.MULTILINE)
    assert alias.findall("from django.utils.translation import gettext_lazy as lazy\n") == ["lazy"]
    assert {path.name: found for path in _sources() if (found := alias.findall(path.read_text()))} == {}
