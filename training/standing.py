"""What does this app vouch for about people? `training_standing`: (person_id, requirement, key, during, known, source).

| requirement | key            | a fact about | holds while                        |
|-------------|----------------|--------------|------------------------------------|
| `training`  | the course key | the person   | a passed course has not run out    |
"""

from training.models import Course

VIEW = "training_standing"


def names() -> dict[tuple[str, str], str]:
    """How people call the keys: ("training", key) -> the title of the course."""
    return {("training", key): title for key, title in Course.objects.values_list("key", "title")}
