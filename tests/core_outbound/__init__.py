"""Does the one way out lead to public places only, and to nowhere else?"""
