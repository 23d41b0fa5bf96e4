"""Phone numbers stop standing plainly in the database."""

from django.db import migrations

import core.encryption
from core.field_rotation import decrypt_column, encrypt_column


def encrypt(apps, schema_editor):
    field = apps.get_model("accounts", "User")._meta.get_field("phone")
    encrypt_column(field, using=schema_editor.connection.alias)


def decrypt(apps, schema_editor):
    field = apps.get_model("accounts", "User")._meta.get_field("phone")
    decrypt_column(field, using=schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="user",
            name="phone",
            field=core.encryption.EncryptedPhoneField(
                blank=True, max_length=128, null=True, region=None, unique=True, verbose_name="phone number"
            ),
        ),
        migrations.RunPython(encrypt, decrypt),
    ]
