"""Does every form that starts from a record notice that somebody else has saved it meanwhile?

A door that gives a form `initial=` or `instance=`, and a form that fills its fields by itself, carries core.web.two_hands;
or stands here with the reason why nothing can be overwritten.
"""

import ast
import importlib
import inspect
from collections.abc import Iterator

from core.web.two_hands import TwoHands
from tests.house import sources

DOORS = ("desk", "portal", "web", "public", "pages")
STARTING = {"initial", "instance"}
WITHOUT = {
    (
        "access/forms/documents.py",
        "DestructionForm",
    ): "destroys once; what it starts with is how many copies were shown",
    ("access/forms/assets.py", "AssetForm"): "starts from who registers it, not from a record",
    ("access/forms/conflicts.py", "ExceptionForm"): "asks for a new exception",
    ("agreements/desk/amendments.py", "AmendmentForm"): "makes a new draft",
    ("agreements/desk/amendments.py", "RenewalForm"): "makes a new draft",
    (
        "agreements/forms/amendments.py",
        "ClauseForm",
    ): "one clause of a draft, set as a whole; the paper on the same page shows what is kept",
    ("agreements/desk/obligations.py", "BreachForm"): "writes a new breach",
    ("agreements/forms/penalties.py", "TermForm"): "sets one row of a draft, as a whole",
    (
        "agreements/forms/forum.py",
        "ForumForm",
    ): "one choice of a draft, set as a whole; the page shows the one that is kept",
    ("agreements/forms/previews.py", "PreviewForm"): "asks what to show, and keeps nothing",
    ("agreements/forms/library.py", "EntryForm"): "carries the content that was shown; the action refuses an older one",
    ("agreements/desk/library_drafts.py", "PublishForm"): "carries the content that was shown",
    ("agreements/desk/background.py", "BackgroundForm"): "declares a new item",
    ("agreements/portal/background.py", "BackgroundForm"): "declares a new item",
    (
        "agreements/desk/screening.py",
        "ProposedClauseForm",
    ): "one answer, set as a whole; the page shows the one that is kept",
    ("agreements/desk/elsewhere.py", "FileForm"): "keeps a new file",
    (
        "agreements/desk/elsewhere.py",
        "CompareForm",
    ): "carries the fingerprint of what was shown; the action refuses another",
    ("agreements/forms/drafts.py", "NewDraftForm"): "makes a new draft",
    ("agreements/forms/issuing.py", "IssueForm"): "lays the table of a draft, once",
    ("agreements/forms/countersigning.py", "CountersignForm"): "signs the texts whose fingerprints it lists",
    ("agreements/forms/authorities.py", "AuthorityForm"): "makes a new statement; what was stated stays",
    ("agreements/forms/reading.py", "ShownForm"): "adds to what was shown of the text whose fingerprint it carries",
    ("agreements/forms/signatures.py", "SignForm"): "signs the text whose fingerprint it shows",
    ("agreements/forms/deviations.py", "AnswerForm"): "the action compares the steps that were shown, under its lock",
    ("agreements/forms/deviations.py", "ProposalForm"): "a proposal beside the clause, which stays as it is",
    ("agreements/forms/deviations.py", "SentencesForm"): "what the two above have in common",
    (
        "agreements/portal/deviations.py",
        "RoundForm",
    ): "sends what was kept; what it starts with is whether there is any",
    ("audits/desk/audits.py", "PlanAuditForm"): "plans a new audit",
    ("audits/desk/findings.py", "FindingForm"): "writes a new finding",
    ("core/forms/erasure.py", "ErasureForm"): "erases once, after the words are typed",
    ("core/forms/keys.py", "_EndingForm"): "makes a new key",
    ("core/web/joining.py", "AcceptForm"): "makes a new account",
    ("core/forms/own.py", "SettingsForm"): "one's own comfort, which nobody else settles",
    ("core/desk/organisation.py", "RenewalForm"): "carries the number of the certificate that it renews",
    ("core/web/passkeys.py", "AddPasskeyForm"): "adds a passkey",
    ("incidents/desk/cases.py", "CorrectionForm"): "adds a line; the old one stays, struck through",
    ("incidents/desk/evidence.py", "IntakeForm"): "takes in a new piece",
    ("incidents/forms/reports.py", "AnswerForm"): "adds to a report; what it starts with is its key",
    ("incidents/forms/reports.py", "SecretWhatForm"): "makes a new report; what it starts with is its secret",
    ("incidents/portal/reports.py", "WhenForm"): "makes a new report",
    ("vendors/desk/assessments.py", "DueForm"): "proposes a day",
    ("vendors/desk/assessments.py", "TimeAnswerForm"): "one answer, and only once",
    ("vendors/desk/assessments.py", "VerdictForm"): "one verdict, in the trail each time it is given",
    (
        "vendors/forms/finance.py",
        "StatementForm",
    ): "makes a version of the one that its address names; an older one is refused",
    ("vendors/desk/risk_acceptances.py", "AcceptForm"): "a new act; what it starts with is the score that was shown",
    ("vendors/desk/imports.py", "MappingForm"): "the upload of who looks at it, and checked again",
    ("vendors/desk/screening.py", "DecideForm"): "one decision, and only once",
    ("vendors/desk/questionnaire_imports.py", "SheetForm"): "reads another sheet; nothing else is kept",
    ("vendors/forms/questionnaire_imports.py", "ColumnsForm"): "how a workbook is read, and every row is shown again",
    ("vendors/desk/questionnaire_drafts.py", "KindForm"): "shows another form; nothing is kept",
    ("vendors/desk/questionnaire_drafts.py", "PublishForm"): "publishes the content whose fingerprint it shows",
    ("vendors/forms/questionnaire_drafts.py", "DetailsForm"): "the action compares what was shown, under its lock",
    ("vendors/forms/draft_questions.py", "QuestionForm"): "the action compares what was shown, under its lock",
    ("vendors/forms/questionnaire_drafts.py", "SectionForm"): "the action compares what was shown, under its lock",
    ("vendors/forms/questionnaires.py", "QuestionForm"): "the action compares the answer's version, under its lock",
    ("vendors/forms/questionnaires.py", "TableForm"): "the action compares the answer's version, under its lock",
    ("vendors/forms/subcontractors.py", "IdentityForm"): "registers a new firm",
    ("vendors/portal/colleagues.py", "ColleagueForm"): "asks somebody anew",
    ("vendors/portal/company.py", "CompanyForm"): "a proposal, of which one of us sees both sides",
    ("vendors/portal/evidence.py", "CertificateForm"): "hands in a new paper, from the words of the old",
    ("vendors/portal/evidence.py", "PolicyForm"): "hands in a new paper, from the words of the old",
    ("vendors/portal/expectations.py", "ReadForm"): "acknowledges the sheet whose fingerprint it shows",
    ("vendors/public.py", "AcceptForm"): "makes a new account",
}


def called() -> Iterator[tuple[str, str]]:
    """(file, form) wherever code outside of the models starts a form from something."""
    for path, tree in sources.modules().items():
        if not sources.is_in(path, *DOORS, "forms"):
            continue
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            name = getattr(call.func, "id", "")
            if name.endswith("Form") and STARTING & {keyword.arg for keyword in call.keywords}:
                yield path, name


def filling() -> Iterator[tuple[str, str]]:
    """(file, form) of each form that sets the `initial` of its fields, or its own."""
    for path, tree in sources.modules().items():
        for node in tree.body if sources.is_in(path, "forms", "web") else ():
            if isinstance(node, ast.ClassDef) and node.name.endswith("Form") and _fills(node):
                yield path, node.name


def _fills(node: ast.ClassDef) -> bool:
    """A constant comes from no record."""
    given = (each for each in ast.walk(node) if isinstance(each, ast.keyword) and each.arg == "initial")
    is_given = any(not isinstance(each.value, ast.Constant) for each in given)
    stores = (each for each in ast.walk(node) if isinstance(each, ast.Attribute))
    return is_given or any(each.attr == "initial" for each in stores)


def carries(path: str, name: str) -> bool:
    module = importlib.import_module(path.removesuffix(".py").removesuffix("/__init__").replace("/", "."))
    found = getattr(module, name)
    return inspect.isclass(found) and issubclass(found, TwoHands)


def test_every_form_that_starts_from_a_record_carries_it():
    assert {each for each in (*called(), *filling()) if not carries(*each)} == set(WITHOUT)


def test_the_reader_finds_them():
    found = {name for _path, name in (*called(), *filling())}
    assert {"DetailsForm", "PersonForm", "EngagementForm", "RiskAnswersForm", "PolicyForm", "DraftForm"} <= found
    fresh = ast.parse("class AForm:\n def __init__(self):\n  self.fields['a'].initial = 1").body[0]
    assert _fills(fresh)
