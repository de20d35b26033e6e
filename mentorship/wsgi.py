import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mentorship.settings")
application = get_wsgi_application()

# What is loaded lives as long as the server: the collector need not walk it again with every page.
gc.freeze()
gc.set_threshold(50_000, 20, 20)
