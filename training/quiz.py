"""Which questions come, and in which order? Pure functions on values; no database, no clock."""

import random


def draw(content: dict, seed: str) -> list[dict]:
    """`quiz.questions` questions out of the pool with their options in shown order: [{question, options}]. Same seed, same draw."""
    rng = random.Random(seed)  # noqa: S311 - a draw that can be repeated, not a secret
    quiz = content["quiz"]
    chosen = rng.sample(content["questions"], min(quiz["questions"], len(content["questions"])))
    return [
        {"question": question["id"], "options": _shuffled(question, rng, quiz.get("shuffle", True))}
        for question in chosen
    ]


def _shuffled(question: dict, rng: random.Random, shuffle: bool) -> list[str]:
    ids = [option["id"] for option in question["options"]]
    return rng.sample(ids, len(ids)) if shuffle else ids


def shown(content: dict, drawn: list[dict]) -> list[dict]:
    """The drawn questions with their texts, options in the drawn order."""
    questions = {question["id"]: question for question in content["questions"]}
    found = []
    for row in drawn:
        question = questions[row["question"]]
        options = {option["id"]: option["text"] for option in question["options"]}
        found.append({**question, "options": [{"id": key, "text": options[key]} for key in row["options"]]})
    return found
