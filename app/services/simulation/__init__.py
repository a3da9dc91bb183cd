"""What a demonstration adds to the service: a clock to hurry, and a network with trouble."""

from app.services.simulation.clock import SimulatedTime, change_clock
from app.services.simulation.network import SimulatedNetwork, deliver_due
from app.services.simulation.trouble import set_trouble

__all__ = ["SimulatedNetwork", "SimulatedTime", "change_clock", "deliver_due", "set_trouble"]
