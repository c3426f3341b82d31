"""Can a stranger check our trail? All that it takes, without Django, without us: standard library only.

`export_trail` copies this folder beside the rows and bin/verify_trail.py; the product itself runs the same code.
"""
