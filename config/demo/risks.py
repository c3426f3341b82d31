"""Who answers for a risk in the demo? One that is accepted for some months, with what makes up for it."""

from config.demo.story import Story
from vendors import score_inputs
from vendors.actions import risk_acceptances, scores
from vendors.scoring import arithmetic


def accept(tale: Story) -> None:
    firm, at = tale.firms["northfell"], tale.ago(1)
    result = arithmetic.score(scores.newest_method().content, score_inputs.of([firm], at)[firm.pk])
    risk_acceptances.accept(
        firm, score=result["score"], level=result["level"], until_on=tale.day(140), factor="totp", by=tale.staff("approver"), at=at,
        what="The castings stay with one supplier whose accounts got worse in the last year",
        because="A second source is qualified in spring; to change now would stop the arm programme",
        measures="Patterns and drawings are kept on our side. Its bank is asked every quarter.",
    )  # fmt: skip
