"""Which paths does the REST API answer? Its own pages, and the lists of the apps."""

urlpatterns: list = []
