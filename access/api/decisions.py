"""What do other programs ask? May these people open this information, and why; in the form of AuthZEN.

OpenID AuthZEN Authorization API 1.0 (https://openid.net/specs/authorization-api-1_0.html, read November 2026), sections 6
and 7: a file server, a repository host or a badge system asks every decision point of that form alike.
"""

import uuid
from collections.abc import Iterable

from django.db.models import Q
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.views.decorators.http import require_GET
from rest_framework import serializers

from access import eligibility, wording
from access.models import Asset
from access.models.grant import LEVELS
from core import ids, limits
from core.api.bodies import Body, Text
from core.api.views import ApiView
from vendors.models import Person

PARTS = ("subject", "action", "resource")
ENDS_AT = {"execute_all": None, "deny_on_first_deny": False, "permit_on_first_permit": True}


class _Named(Body):
    properties = serializers.DictField(required=False, help_text="Taken, and not looked at: our own facts decide")


class Subject(_Named):
    """Who wants to open it."""

    type = serializers.ChoiceField(["person"])
    id = Text(max_length=60, help_text="per_… or the HR id")


class Action(_Named):
    """What they want to do with it."""

    name = serializers.ChoiceField([level for level, _words in LEVELS])


class Resource(_Named):
    """What they want to open."""

    type = serializers.ChoiceField(["information"])
    id = Text(max_length=40, help_text="inf_…")


class Evaluation(Body):
    """One question. Within `evaluations`, what is left out is as the outer question has it."""

    subject = Subject(required=False)
    action = Action(required=False)
    resource = Resource(required=False)
    context = serializers.DictField(required=False, help_text="Taken, and not looked at")


class Options(Body):
    """With `deny_on_first_deny` or `permit_on_first_permit` the answers end with the first of that kind."""

    evaluations_semantic = serializers.ChoiceField(list(ENDS_AT), default="execute_all")


class Question(Evaluation):
    """One question, or many."""

    evaluations = Evaluation(many=True, required=False, max_length=limits.EVALUATIONS)
    options = Options(required=False)


class ReasonShown(serializers.Serializer):
    """One condition, and whether it holds."""

    requirement = serializers.CharField()
    key = serializers.CharField(allow_blank=True)
    met = serializers.BooleanField()
    sentence = serializers.CharField()
    until = serializers.DateTimeField(allow_null=True)


class ErrorShown(serializers.Serializer):
    """Why nothing could be decided."""

    status = serializers.IntegerField()
    message = serializers.CharField()


class ContextShown(serializers.Serializer):
    """Every condition for one question, what is not met for many; or why it could not be asked."""

    at = serializers.DateTimeField()
    until = serializers.DateTimeField(
        allow_null=True, help_text="When the answer will next change, as far as the facts known now say"
    )
    reasons = ReasonShown(many=True)
    error = ErrorShown(required=False)


class EvaluationShown(serializers.Serializer):
    """Yes or no, and why."""

    decision = serializers.BooleanField()
    context = ContextShown()


class AnswerShown(serializers.Serializer):
    """`decision` and `context` for one question, `evaluations` in the order of the questions for many."""

    decision = serializers.BooleanField(required=False)
    context = ContextShown(required=False)
    evaluations = EvaluationShown(many=True, required=False)


class Decisions(ApiView):
    """Decide: may this person open this information now, and why? One question or many; asking changes nothing.

    What does not exist, or what this key may not see, is answered with no.
    """

    scopes = {"POST": "access:decide"}
    asks = {"POST": Question}
    serializer_class = AnswerShown

    def post(self, request):
        asked = self.body()
        if many := asked.get("evaluations"):
            questions = [{**asked, **each} for each in many]
            _check_whole(questions, lambda errors: {"evaluations": errors})
            ends_at = ENDS_AT[asked.get("options", {}).get("evaluations_semantic", "execute_all")]
            return self.record({"evaluations": list(_until(ends_at, self._answers(questions)))})
        _check_whole([asked], lambda errors: errors[0])
        return self.record(self._answers([asked])[0])

    def _answers(self, questions: list[dict]) -> list[dict]:
        people, assets = self._people(questions), self._assets(questions)
        found = [
            (people.get(each["subject"]["id"]), assets.get(each["resource"]["id"]), each["action"]["name"])
            for each in questions
        ]
        known = [each for each in found if None not in each]
        decisions = iter(self._decided(known))
        return [shown(next(decisions)) if None not in each else _unknown(self.at) for each in found]

    def _decided(self, triples: list[eligibility.Triple]) -> list[eligibility.Decision]:
        if len(triples) != 1:
            return eligibility.decide_many(triples, at=self.at)
        ((person, asset, level),) = triples
        return [eligibility.decide(person, asset, at=self.at, level=level)]

    def _people(self, questions: list[dict]) -> dict[str, uuid.UUID]:
        """By the id or HR id that was sent; of an HR id that two sources use, nobody."""
        sent = {each["subject"]["id"] for each in questions}
        keys = {ids.read("per", name): name for name in sent}
        rows = Person.objects.visible_to(self.viewer)
        rows = rows.filter(Q(pk__in=keys.keys() - {None}) | Q(hr_id__in=sent)).values_list("pk", "hr_id")
        found: dict[str, uuid.UUID] = {}
        twins: set[str] = set()
        for pk, hr_id in rows:
            twins |= {hr_id} & found.keys()
            found |= {keys[pk]: pk} if pk in keys else {}
            found |= {hr_id: pk} if hr_id in sent else {}
        return {name: pk for name, pk in found.items() if name not in twins}

    def _assets(self, questions: list[dict]) -> dict[str, uuid.UUID]:
        keys = {ids.read("inf", each["resource"]["id"]): each["resource"]["id"] for each in questions}
        rows = Asset.objects.visible_to(self.viewer).filter(pk__in=keys.keys() - {None})
        return {keys[pk]: pk for pk in rows.values_list("pk", flat=True)}


@require_GET
def configuration(request: HttpRequest) -> JsonResponse:
    """Where this decision point is asked (section 9 of the specification)."""
    endpoint = request.build_absolute_uri(reverse("api_decisions"))
    return JsonResponse({
        "policy_decision_point": request.build_absolute_uri("/").rstrip("/"),
        "access_evaluation_endpoint": endpoint,
        "access_evaluations_endpoint": endpoint,
    })  # fmt: skip


def shown(decision: eligibility.Decision) -> dict:
    """The key stands beside each sentence, so the names behind the keys are not looked up."""
    reasons = [
        {"requirement": r.requirement, "key": r.key, "met": r.ok, "sentence": wording.sentence_for(r, {}), "until": r.until}
        for r in decision.reasons
    ]  # fmt: skip
    return {"decision": decision.allowed, "context": {"at": decision.at, "until": decision.until, "reasons": reasons}}


def _unknown(at) -> dict:
    error = {"status": 404, "message": _("This person or this information does not exist, or this key may not see it.")}
    return {"decision": False, "context": {"at": at, "until": None, "reasons": [], "error": error}}


def _until(ends_at: bool | None, answers: list[dict]) -> Iterable[dict]:
    for each in answers:
        yield each
        if each["decision"] is ends_at:
            return


def _check_whole(questions: list[dict], placed) -> None:
    """Raises ValidationError for the parts that neither the question nor what stands around it has."""
    missing = serializers.ErrorDetail(_l("This is required."), "required")
    errors = [{part: [missing] for part in PARTS if part not in each} for each in questions]
    if any(errors):
        raise serializers.ValidationError(placed(errors))
