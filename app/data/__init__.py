"""The region's data as the service ships them, and how they are read."""
