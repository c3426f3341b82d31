"""What do other programs ask about training? What one person was given, and what they have passed."""

from django.shortcuts import get_object_or_404
from rest_framework import serializers

from core import ids
from core.api.views import ApiView
from training.models import Enrolment
from vendors.models import Person


class CertificateShown(serializers.Serializer):
    """`code` is what the public check is asked with; a revoked certificate no longer counts."""

    code = serializers.CharField()
    valid_from = serializers.DateTimeField()
    valid_until = serializers.DateTimeField()
    revoked_at = serializers.DateTimeField(allow_null=True)


class EnrolmentShown(serializers.Serializer):
    course = serializers.CharField(source="course.key")
    title = serializers.CharField(source="course.title")
    version = serializers.IntegerField(source="version.number")
    status = serializers.ChoiceField(choices=Enrolment.WORKFLOW.choices)
    due_on = serializers.DateField()
    assigned_at = serializers.DateTimeField()
    passed_at = serializers.DateTimeField(allow_null=True)
    certificate = CertificateShown(allow_null=True)

    def to_representation(self, enrolment) -> dict:
        return {"certificate": None, **super().to_representation(enrolment)}


class PersonTrainingShown(serializers.Serializer):
    """What one person was given and has passed."""

    person = serializers.CharField()
    hr_id = serializers.CharField()
    training = EnrolmentShown(many=True)


class PersonTraining(ApiView):
    """Every course that a person was given, the newest first, by HR's own id of the person."""

    scopes = {"GET": "training:read"}
    serializer_class = PersonTrainingShown

    def get(self, request, hr_id):
        person = get_object_or_404(Person.objects.visible_to(self.viewer), hr_source=Person.HR, hr_id=hr_id)
        given = Enrolment.objects.visible_to(self.viewer).filter(person=person).order_by("-assigned_at", "-id")
        rows = given.select_related("course", "version", "certificate")
        return self.record(
            {
                "person": ids.show("per", person.pk),
                "hr_id": person.hr_id,
                "training": EnrolmentShown(rows, many=True).data,
            }
        )
