"""Which paths lead here? Lists for the three doors; config/urls.py mounts them."""

desk: list = []
portal: list = []
api: list = []
public: list = []
