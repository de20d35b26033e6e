from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("roadmap", "0003_fill")]
    operations = [migrations.RemoveField(model_name="roadmap", name="form")]
