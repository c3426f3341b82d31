"""What does this app vouch for about people? `agreements_standing`: (person_id, requirement, key, during, known, source).

| requirement   | key                | a fact about | holds while                               |
|---------------|--------------------|--------------|-------------------------------------------|
| `agreement`   | the template's key | the firm     | a fully signed agreement is in its term   |
| `undertaking` | the template's key | the person   | the person's own undertaking is in force  |
"""

VIEW = "agreements_standing"
