"""What does this app vouch for about people? `training_standing`: (person_id, requirement, key, during, known, source).

| requirement | key            | a fact about | holds while                        |
|-------------|----------------|--------------|------------------------------------|
| `training`  | the course key | the person   | a passed course has not run out    |
"""

VIEW = "training_standing"
