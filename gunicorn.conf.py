"""What gunicorn reads by itself when it is started in this folder."""

from app.ops.gunicorn_log import RedactingLogger

logger_class = RedactingLogger
