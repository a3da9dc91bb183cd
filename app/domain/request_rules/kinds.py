"""What a rule is: it looks at a request in its setting and names the faults it finds."""

from collections.abc import Callable, Iterator
from datetime import datetime

from app.domain.requests import NewRequest, Setting
from app.domain.said import Sentence

#: A field and what is wrong with it, with the remedy.
Fault = tuple[str, Sentence]
Rule = Callable[[NewRequest, Setting, datetime], Iterator[Fault]]
