"""What do the columns of a workbook of questions mean, and which words do its cells use?"""

from django.utils.translation import gettext_lazy as _l

from vendors.heads import Heads

# Our field -> what it is called on screens, whether it must be there, and the heads that mean it.
FIELDS = {
    "section": (_l("Section"), False, "section chapter area category domain topic group heading abschnitt bereich"),
    "text": (_l("Question"), True, "question question_text text requirement control frage anforderung"),
    "why": (_l("Why we ask"), False, "why why_we_ask reason rationale purpose objective"),
    "help": (_l("Help"), False, "help guidance hint explanation notes instructions description hinweis"),
    "type": (_l("Kind"), False, "type kind question_type answer_type response_type format"),
    "options": (
        _l("Answers"),
        False,
        "options answers choices possible_answers answer_options response_options values antworten",
    ),
    "scores": (_l("Scores of the answers"), False, "scores score points"),
    "risks": (_l("Risks of the answers"), False, "risks risk"),
    "required": (_l("Must be answered"), False, "required mandatory must must_be_answered compulsory pflicht"),
    "evidence": (_l("File behind the answer"), False, "evidence file_behind_the_answer evidence_required proof attachment"),
    "what": (_l("Which file"), False, "which_file evidence_description document documents file"),
    "tiers": (_l("Asked of"), False, "asked_of tiers tier"),
    "weight": (_l("Weight"), False, "weight weighting"),
}  # fmt: skip
HEADS = Heads(FIELDS)

KINDS = {
    "single": "single single_choice choice select dropdown drop_down list radio one_of_several_answers auswahl",
    "yes_no": "yes_no yesno y_n boolean bool yes_or_no ja_nein",
    "multiple": "multiple multiple_choice multi_select multiselect checkboxes several_answers",
    "confirm": "confirm confirmation checkbox tick box a_box_to_tick acknowledge",
    "text": "text free_text freetext open open_text long_text short_text comment string words_of_their_own words",
    "number": "number numeric integer decimal percent percentage amount a_number zahl",
    "date": "date day datum",
    "table": "table grid matrix rows rows_of_a_table",
    "file": "file upload document attachment a_file",
}
KIND_OF = {word: kind for kind, words in KINDS.items() for word in words.split()}

YES = {"yes", "y", "true", "1", "x", "required", "mandatory", "must", "ja", "a file is required"}
NO = {"no", "n", "false", "0", "", "none", "optional", "nein", "no file", "-", "–"}
MAY = {"optional", "may", "if available", "a file may be added"}
RISKS = ("none", "low", "medium", "high")
