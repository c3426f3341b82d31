"""Which pages span apps? Today, My tasks, search and the 360 pages."""

desk: list = []
portal: list = []
public: list = []
