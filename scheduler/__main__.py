"""The command line: ``python -m scheduler --help``."""

from scheduler.cli import main

raise SystemExit(main())
