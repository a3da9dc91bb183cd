"""Every advisory lock of the service: numbers of one database that must not be used twice."""

MIGRATION = 0x7461726A
DEMONSTRATION = 0x7461726B
PUBLISHING = 0x7461726C
CLOCK = 0x7461726D
