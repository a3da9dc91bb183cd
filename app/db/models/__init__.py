"""Every model: a file an aggregate, or a part of a large one."""

from app.db.base import Base
from app.db.models.accounts import LoginFailure, LoginSession, RoleGrant, User
from app.db.models.assignments import Assignment
from app.db.models.audit import AuditEntry, Heartbeat
from app.db.models.authorities import Authority, AuthoritySite
from app.db.models.calls import PressedKey
from app.db.models.delivery import DeliveryPolicy, NumberCapability, OptOut, ProviderHealth
from app.db.models.geography import (
    BorderWait,
    BorderWaitOverride,
    CalendarException,
    Country,
    HostRoom,
    Road,
    RoomBooking,
    Site,
)
from app.db.models.ladders import (
    ContactPreference,
    Ladder,
    LadderException,
    LadderPolicy,
    LadderStep,
)
from app.db.models.languages import Dialect, DialectSubstitution, Language
from app.db.models.leave import LeaveRequest
from app.db.models.members import Member, Rate
from app.db.models.messages import InboxMessage, Message, Receipt
from app.db.models.offers import Offer
from app.db.models.on_the_day import Attendance, OutcomeRecord, TimeEntry, Timesheet
from app.db.models.parts import PlanPart, PlanSpread
from app.db.models.planning import Plan, PlanProgress, PlanRun, UncoveredSeat
from app.db.models.procedures import Procedure, ProcedurePolicy
from app.db.models.qualifications import (
    MemberLanguage,
    MemberModality,
    MemberProcedure,
    MemberRole,
    Training,
    Vetting,
    WorkPermit,
)
from app.db.models.recusals import Recusal
from app.db.models.requests import ServiceRequest
from app.db.models.sessions import InterpretingSession, Relay, Seat
from app.db.models.simulation import SimulatedClock, SimulatedDelivery, SimulatedTrouble
from app.db.models.working_times import Absence, Availability

__all__ = [
    "Absence",
    "Assignment",
    "Attendance",
    "AuditEntry",
    "Authority",
    "AuthoritySite",
    "Availability",
    "Base",
    "BorderWait",
    "BorderWaitOverride",
    "CalendarException",
    "ContactPreference",
    "Country",
    "DeliveryPolicy",
    "Dialect",
    "DialectSubstitution",
    "Heartbeat",
    "HostRoom",
    "InboxMessage",
    "InterpretingSession",
    "Ladder",
    "LadderException",
    "LadderPolicy",
    "LadderStep",
    "Language",
    "LeaveRequest",
    "LoginFailure",
    "LoginSession",
    "Member",
    "MemberLanguage",
    "MemberModality",
    "MemberProcedure",
    "MemberRole",
    "Message",
    "NumberCapability",
    "Offer",
    "OptOut",
    "OutcomeRecord",
    "Plan",
    "PlanPart",
    "PlanProgress",
    "PlanRun",
    "PlanSpread",
    "PressedKey",
    "Procedure",
    "ProcedurePolicy",
    "ProviderHealth",
    "Rate",
    "Receipt",
    "Recusal",
    "Relay",
    "Road",
    "RoleGrant",
    "RoomBooking",
    "Seat",
    "ServiceRequest",
    "SimulatedClock",
    "SimulatedDelivery",
    "SimulatedTrouble",
    "Site",
    "TimeEntry",
    "Timesheet",
    "Training",
    "UncoveredSeat",
    "User",
    "Vetting",
    "WorkPermit",
]
