"""Where does a web server find Ringfence?"""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("RINGFENCE_LOGIN", "web")

application = get_wsgi_application()
