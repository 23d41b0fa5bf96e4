"""Phone numbers stop standing plainly in the database."""

from django.db import migrations

import core.encryption
from core.field_rotation import decrypt_column, encrypt_column


def encrypt(apps, schema_editor):
    field = apps.get_model("orders", "OrderGroup")._meta.get_field("phone")
    encrypt_column(field, using=schema_editor.connection.alias)


def decrypt(apps, schema_editor):
    field = apps.get_model("orders", "OrderGroup")._meta.get_field("phone")
    decrypt_column(field, using=schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="ordergroup",
            name="phone",
            field=core.encryption.EncryptedPhoneField(max_length=128, region=None, verbose_name="phone number"),
        ),
        migrations.RunPython(encrypt, decrypt),
    ]
