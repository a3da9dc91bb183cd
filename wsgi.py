"""The entry for web servers and for ``flask --app wsgi``."""

from app import create_app
from app.adapters.postgres import TrialDatabaseError
from app.ops.logs import configure_logging
from config import SettingsError, load_settings

try:
    settings = load_settings()
    configure_logging(settings)
    app = create_app(settings)
except (SettingsError, TrialDatabaseError) as error:
    raise SystemExit(str(error)) from None
