"""What was heard of a firm of the demo, and who answers for what is left? One signal, and one risk that is accepted."""

from config.demo.story import Story
from vendors import score_inputs
from vendors.actions import risk_acceptances, scores, signals
from vendors.scoring import arithmetic


def hear(tale: Story) -> None:
    signals.take_in(
        tale.firms["brightmoor"], kind="ownership", source="Companies Registration Office, invented for the demo", reference="Filing 2211-B",
        happened_on=tale.day(-3), summary="A fund has bought 60 % of the shares. Its other firms build rival actuators.",
        by=tale.staff("analyst"), at=tale.ago(2),
    )  # fmt: skip


def accept(tale: Story) -> None:
    firm, at = tale.firms["northfell"], tale.ago(1)
    result = arithmetic.score(scores.newest_method().content, score_inputs.of([firm], at)[firm.pk])
    risk_acceptances.accept(
        firm, score=result["score"], level=result["level"], until_on=tale.day(140), factor="totp", by=tale.staff("approver"), at=at,
        what="The castings stay with one supplier whose accounts got worse in the last year",
        because="A second source is qualified in spring; to change now would stop the arm programme",
        measures="Patterns and drawings are kept on our side. Its bank is asked every quarter.",
    )  # fmt: skip
