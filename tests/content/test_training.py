"""Can the courses be taken, and can each question be answered from its lesson?"""

from collections import Counter

import pytest

from tests.content.starter import ids, read

COURSES = read("training/starter/courses.yaml")["courses"]
each_course = pytest.mark.parametrize("course", COURSES, ids=lambda course: course["id"])


def test_the_main_course_has_six_lessons_and_a_pool_of_questions():
    course = next(course for course in COURSES if course["id"] == "ip-protection")
    assert len(course["lessons"]) == 6
    assert course["minutes"] == 25
    assert len(course["questions"]) >= 12
    assert (course["quiz"]["pass_percent"], course["quiz"]["attempts"]) == (80, 3)


@each_course
def test_lessons_add_up_and_end_with_something_to_remember(course):
    assert sum(lesson["minutes"] for lesson in course["lessons"]) == course["minutes"]
    for lesson in course["lessons"]:
        assert lesson["blocks"][0]["kind"] == "paragraph"
        assert any(block["kind"] == "remember" for block in lesson["blocks"])


@each_course
def test_blocks_carry_text_or_items(course):
    for lesson in course["lessons"]:
        for block in lesson["blocks"]:
            if block["kind"] in {"list", "steps"}:
                assert block["items"]
            else:
                assert block["kind"] in {"paragraph", "heading", "case", "remember"}
                assert block["text"]


@each_course
def test_each_question_has_a_right_answer_an_explanation_and_a_lesson(course):
    for question in course["questions"]:
        offered = ids(question["options"])
        assert set(question["correct"]) < offered
        assert (len(question["correct"]) > 1) == (question["type"] == "multiple")
        assert question["explanation"].endswith(".")
        assert question["lesson"] in ids(course["lessons"])


@each_course
def test_the_pool_is_larger_than_a_quiz_and_touches_every_lesson(course):
    assert len(course["questions"]) > course["quiz"]["questions"]
    assert {question["lesson"] for question in course["questions"]} == ids(course["lessons"])


@each_course
def test_the_right_answer_does_not_sit_in_one_place(course):
    places = Counter(question["correct"][0] for question in course["questions"] if question["type"] == "single")
    assert max(places.values()) <= 0.7 * sum(places.values())
    assert len(places) >= 3


@each_course
def test_the_right_answer_is_not_always_the_longest(course):
    single = [question for question in course["questions"] if question["type"] == "single"]
    longest = [q for q in single if max(q["options"], key=lambda option: len(option["text"]))["id"] in q["correct"]]
    assert len(longest) <= 0.7 * len(single)
