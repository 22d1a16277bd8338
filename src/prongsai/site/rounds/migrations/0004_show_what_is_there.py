from django.db import migrations


def show(apps, _schema_editor):
    """Repeat in the rounds that are there what their decisive results say and how far their plans are."""
    Round, Plan = apps.get_model("rounds", "Round"), apps.get_model("plans", "Plan")
    Version = apps.get_model("plans", "Version")
    stages = dict.fromkeys(Plan.objects.values_list("round_id", flat=True), "draft")
    stages |= dict(Version.objects.order_by("number").values_list("plan__round_id", "state"))
    held = []
    for each in Round.objects.select_related("decisive").iterator(chunk_size=500):
        if each.decisive is not None:
            figures = each.decisive.figures
            scores = sorted((int(number), score) for number, score in figures["indicators"].items())
            each.kind, each.total, each.level = each.decisive.kind, figures["total"], figures["level"]
            each.indicators = " ".join(
                "-" if score is None else score.replace(".", "").lstrip("0") or "0"
                for _number, score in scores
            )
        each.plan_stage = stages.get(each.pk, "")
        held.append(each)
    fields = ["kind", "total", "level", "indicators", "plan_stage"]
    Round.objects.bulk_update(held, fields, batch_size=500)


class Migration(migrations.Migration):
    dependencies = [
        ("rounds", "0003_shown"),
        ("plans", "0001_initial"),
    ]

    operations = [migrations.RunPython(show, migrations.RunPython.noop)]
