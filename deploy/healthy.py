"""Does the web in this container answer? Exit code 0 where it does; asked by the container's health check."""

import http.client
import os
import sys
from urllib.parse import urlsplit

line = http.client.HTTPConnection("127.0.0.1", 8000, timeout=5)
line.request("GET", "/healthz", headers={"Host": urlsplit(os.environ["RINGFENCE_ORIGIN"]).netloc})
sys.exit(line.getresponse().status != 200)
