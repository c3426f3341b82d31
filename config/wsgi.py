"""Where does a web server find Ringfence?"""

import os
from collections.abc import Callable, Iterable
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("RINGFENCE_LOGIN", "web")


def behind_proxy(application: Callable) -> Callable:
    """The nearest proxy, which nobody can go around, says last in X-Forwarded-For whom it speaks for."""

    def serve(environ: dict, start_response: Callable) -> Iterable[bytes]:
        if told := environ.get("HTTP_X_FORWARDED_FOR", "").rsplit(",", 1)[-1].strip():
            environ["REMOTE_ADDR"] = told
        return application(environ, start_response)

    return serve


application: Callable = get_wsgi_application()
import_module(settings.ROOT_URLCONF)  # and so every door: what is read before the workers part, they share
if settings.SECURE_PROXY_SSL_HEADER:
    application = behind_proxy(application)

from config.guard import refuse_powerful_login, refuse_useless_token  # noqa: E402  (needs the applications)

refuse_powerful_login()
refuse_useless_token()
