from importlib import import_module

from django.db import migrations, models

append_only = import_module("accounts.audit.migrations.0002_append_only")


def set_guards_again(apps, schema_editor):
    """SQLite has rebuilt the table, and its triggers went with the old one; PostgreSQL keeps them."""
    append_only.drop_guards(apps, schema_editor)
    append_only.set_guards(apps, schema_editor)


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only")]
    operations = [
        migrations.AddField(
            model_name="auditentry",
            name="network",
            field=models.CharField(blank=True, default="", max_length=43, verbose_name="from which network"),
            preserve_default=False,
        ),
        migrations.RunPython(set_guards_again, append_only.drop_guards),
    ]
