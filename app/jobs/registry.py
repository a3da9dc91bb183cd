"""All tasks by name, `group:act`. A process that runs them connects the registry to a database."""

import procrastinate

#: Decorate a job with `@tasks.task(name="group:act", pass_context=True)` and name its module in
#: `app.jobs.application`. Never opened itself: jobs are queued by `app.db.queue.defer`.
tasks = procrastinate.App(connector=procrastinate.PsycopgConnector())
