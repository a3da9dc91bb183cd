"""Dari: what it says otherwise than Farsi of the day of a session, and of leave."""

from dataclasses import replace

from app.domain.states import LeaveState, TimesheetState
from app.domain.timesheets import Activity
from app.domain.vocabulary import AbsenceKind
from app.domain.words.day.farsi import FARSI_DAY

DARI_DAY = replace(
    FARSI_DAY,
    late="ناوقت می‌رسم",
    late_question="چقدر ناوقت می‌رسید؟",
    late_noted="می‌دانیم که حدود {minutes} دقیقه ناوقت می‌رسید. تشکر که گفتید.",
    begun="جلسه شروع شد",
    begun_noted="در {time} شروع شد.",
    problem_wait="لطفا تا {time} انتظار بکشید. معاش انتظار داده می‌شود.",
    problem_noted="ثبت شد: {outcome}. تشکر؛ هماهنگ‌کننده آن را می‌خواند.",
    times="وقت‌های کار من",
    times_question="چه وقت کار کردید؟",
    times_starts="شروع",
    times_ends="ختم",
    times_break="تفریح {number}، از",
    times_waited="آنجا انتظار کشیدم از",
    times_read_back="بازخوانی محضر از",
    leave="درخواست رخصتی",
    leave_hint="هماهنگ‌کننده تصمیم می‌گیرد و پیام می‌گیرید. تا آن وقت وظایف تان از شماست.",
    leave_first="روز اول",
    leave_last="روز آخر",
    times_states={
        TimesheetState.ENTERED: "وقت‌های شما روان شد. دفتر آن را امضا می‌کند.",
        TimesheetState.COUNTERSIGNED: "دفتر وقت‌های شما را امضا کرد.",
        TimesheetState.DISPUTED: "دفتر می‌خواهد وقت‌ها را دوباره ببینید: {reason}",
    },
    activities={
        Activity.WAITING: "انتظار",
        Activity.INTERPRETING: "ترجمانی",
        Activity.BREAK: "تفریح",
        Activity.READ_BACK: "بازخوانی",
    },
    leave_kinds={
        AbsenceKind.LEAVE: "رخصتی",
        AbsenceKind.ILL: "مریض هستم",
        AbsenceKind.TRAINING: "آموزش",
        AbsenceKind.OTHER: "دیگر",
    },
    leave_states={
        LeaveState.ASKED: "هماهنگ‌کننده هنوز تصمیم نگرفته است",
        LeaveState.APPROVED: "قبول شد",
        LeaveState.REFUSED: "قبول نشد",
        LeaveState.TAKEN_BACK: "پس گرفته شد",
    },
)
