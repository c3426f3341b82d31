"""What does this app vouch for about people? `vendors_standing`: (person_id, requirement, key, during, known, source).

| requirement     | key            | a fact about | holds while                                        |
|-----------------|----------------|--------------|----------------------------------------------------|
| `employment`    |                | the person   | HR says they work there                            |
| `expectations`  |                | the person   | they have acknowledged the current expectations    |
| `screening`     |                | the firm     | a screening decision approves it, until its review |
| `certification` | the scheme     | the firm     | an accepted certificate is valid                   |
| `insurance`     | the line       | the firm     | an accepted policy is in force                     |
"""

VIEW = "vendors_standing"
