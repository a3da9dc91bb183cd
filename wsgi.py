"""The entry for web servers and for ``flask --app wsgi``."""

from app import create_app
from config import load_settings

app = create_app(load_settings())
