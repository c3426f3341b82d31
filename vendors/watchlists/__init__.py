"""What does a published list say? Readers for the published formats: bytes in, entries out, no database, no clock.

Each reader is `read(files, about) -> entries`: `files` maps the parts of the list to their chunks of bytes, `about`
takes what the head says (`published_on`, `said`: how many entries there shall be). Raises Unreadable with a sentence.
"""
