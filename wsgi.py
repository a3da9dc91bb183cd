"""The entry for web servers and for ``flask --app wsgi``."""

from app import create_app
from app.adapters.postgres import TrialDatabaseError
from config import SettingsError, load_settings

try:
    app = create_app(load_settings())
except (SettingsError, TrialDatabaseError) as error:
    raise SystemExit(str(error)) from None
