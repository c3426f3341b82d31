"""Where does an asynchronous web server find Ringfence?"""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("RINGFENCE_LOGIN", "web")

application = get_asgi_application()
