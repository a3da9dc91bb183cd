"""Farsi, the Persian of Iran."""

from app.domain.offers import Standing
from app.domain.procedures import ProcedureCode
from app.domain.vocabulary import DeclineReason, Modality
from app.domain.words.day.farsi import FARSI_DAY
from app.domain.words.model import PageWords, SmsWords, Words

FARSI = Words(
    tag="fa",
    cldr="fa",
    direction="rtl",
    own_name="فارسی",
    comma="، ",
    weekdays=("دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه"),
    modalities={
        Modality.ON_SITE: "حضوری",
        Modality.VIDEO: "ویدیویی",
        Modality.PHONE: "تلفنی",
    },
    procedures={
        ProcedureCode.REG: "ثبت نام",
        ProcedureCode.APP: "ثبت درخواست پناهندگی",
        ProcedureCode.INT: "مصاحبه پناهندگی",
        ProcedureCode.RBK: "بازخوانی صورت‌جلسه",
        ProcedureCode.APL: "اعتراض یا دادگاه",
        ProcedureCode.DEL: "ابلاغ تصمیم",
        ProcedureCode.MED: "پزشک یا پشتیبانی روانی",
        ProcedureCode.LEG: "مشاوره حقوقی",
        ProcedureCode.BIA: "جلسه با کودک و سرپرست",
        ProcedureCode.POL: "اظهارات نزد پلیس",
        ProcedureCode.AVR: "مشاوره بازگشت داوطلبانه",
        ProcedureCode.MON: "بازدید نظارتی",
        ProcedureCode.MDS: "نوبت میانجی",
        ProcedureCode.ONC: "آماده‌باش",
        ProcedureCode.INF: "جلسه اطلاع‌رسانی گروهی",
        ProcedureCode.AGE: "تشخیص زبان",
        ProcedureCode.TRN: "آموزش یا جلسه توجیهی",
    },
    dialects={
        "prs": "دری",
        "haz": "هزارگی",
        "kmr": "کرمانجی",
        "ckb": "سورانی",
        "tur": "ترکی",
    },
    belgrade="بلگراد",
    sms=SmsWords(
        job="کار {number}",
        answer_by="پاسخ تا {deadline}",
        caution="فقط پس از تایید ما از آن شماست",
        confirmed="{job} از آن شماست: {details}. جزئیات",
        received="{job}: پاسخ نه شما ثبت شد. از پاسختان سپاسگزاریم.",
        filled="{job}، {when}، دیگر باز نیست. نیازی به پاسخ نیست. سپاس.",
        expired="{job}، {when}: مهلت پاسخ تمام شد. سپاس.",
        changed="{job} تغییر کرد: {details}. جزئیات",
        cancelled="{job}، {details}، لغو شد. لطفا نیایید.",
        reminder="{job}، یادآوری: {details}",
        passport="گذرنامه بیاورید",
        if_not="اگر نمی‌توانید بیایید، اینجا بگویید",
        handshake="{job}، {details}: «در راهم» را بزنید",
        handshake_remote="{job}، {details}: «آماده‌ام» را بزنید",
        urgent="{job}، فوری",
        held="{job}: بله شما رسید و منتظر نفر دیگری هستیم. فقط پس از تایید ما از آن شماست.",
        released="{job}، {when}، دیگر از آن شما نیست: برنامه تغییر کرد. لطفا نیایید.",
        late="{job}، {when}: آغاز شده است. کجایید؟ اینجا بگویید",
        thanks="{job}: سپاس که آمدید. ساعت‌های کار را اینجا بنویسید",
        leave_approved="مرخصی شما {days} پذیرفته شد. در این روزها از شما نمی‌پرسیم.",
        leave_refused="مرخصی شما {days} پذیرفته نشد. لطفا به هماهنگ‌کننده زنگ بزنید.",
        help="پیام شما روشن نبود و هماهنگ‌کننده آن را می‌خواند. برای پاسخ، 1 و شماره کار یعنی "
        "بله، 2 و شماره کار یعنی نه. مثال: 1 47",
    ),
    page=PageWords(
        question="آیا می‌توانید این کار را بپذیرید؟",
        answer_until="لطفا تا {deadline} پاسخ دهید.",
        caution="کار فقط وقتی از آن شماست که صفحه بعد این را بگوید.",
        accept="بله، می‌توانم",
        decline="نه، نمی‌توانم",
        labels={
            "what": "برای چه",
            "when": "زمان",
            "where": "مکان",
            "language": "زبان",
            "how": "چگونه",
            "travel": "راه",
            "request": "درخواست",
        },
        map="نقشه",
        place_later="جای دقیق وقتی نشان داده می‌شود که کار از آن شما باشد.",
        place_by_coordinator="هماهنگ‌کننده جا را به شما می‌گوید.",
        host_room="در اتاقی می‌نشینید در: {site}",
        from_anywhere="از جایی که هستید شرکت می‌کنید، در جای آرام و خصوصی.",
        travel="حدود {minutes} دقیقه، {kilometres} کیلومتر",
        passport="از مرز می‌گذرید: گذرنامه همراه داشته باشید.",
        why="چرا نمی‌توانید؟",
        why_hint="لازم نیست بگویید. تعارض منافع یا حال خود شما هرگز به زیان شما حساب نمی‌شود.",
        send="فرستادن پاسخ نه",
        back="بازگشت به کار",
        calendar="افزودن به تقویم",
        cannot_come="نمی‌توانم بیایم",
        why_not_come="چرا نمی‌توانید بیایید؟",
        give_back="کار را پس می‌دهم",
        on_my_way="در راهم",
        ready="آماده‌ام",
        on_my_way_noted="می‌دانیم که در راهید. سپاس.",
        ready_noted="می‌دانیم که آماده‌اید. سپاس.",
        my_jobs="کارهای من",
        jobs_theirs="کارهای قطعی شما",
        jobs_open="در انتظار پاسخ شما",
        no_jobs="کاری در پیش ندارید.",
        still_free="هنوز کسی آن را نگرفته است. اگر هنوز می‌توانید بیایید، بگویید تا فوراً "
        "دوباره از شما بپرسیم.",
        other_languages="زبان‌های دیگر",
        broken_title="این پیوند کار نمی‌کند",
        broken_text="پیوند آخرین پیامک را دوباره و کامل تا آخرین حرف باز کنید، یا از "
        "هماهنگ‌کننده بپرسید.",
        standings={
            Standing.OPEN: ("آیا می‌توانید این کار را بپذیرید؟", ""),
            Standing.YOURS: (
                "کار از آن شماست",
                (
                    "روی شما حساب می‌کنیم. اگر نتوانستید بیایید، فورا همین‌جا یا به "
                    "هماهنگ‌کننده خبر دهید."
                ),
            ),
            Standing.HELD: (
                "پاسخ مثبت شما رسید",
                (
                    "برای این کار یک نفر دیگر یا یک اتاق هم لازم است. همین که همه چیز قطعی شود به "
                    "شما خبر می‌دهیم. اگر دیگر نمی‌توانید بیایید، همین‌جا بگویید."
                ),
            ),
            Standing.GIVEN_BACK: (
                "کار را پس دادید",
                "سپاس که خبر دادید. از کس دیگری می‌پرسیم و لازم نیست کاری بکنید.",
            ),
            Standing.DECLINED: ("پاسخ شما نه بود", "از پاسختان سپاسگزاریم. از کس دیگری می‌پرسیم."),
            Standing.EXPIRED: (
                "مهلت پاسخ تمام شد",
                "کار به دیگران پیشنهاد شد. باز هم برای کارهای دیگر از شما می‌پرسیم.",
            ),
            Standing.FILLED: (
                "این کار پر شده است",
                "کس دیگری زودتر پذیرفت. از آمادگی شما سپاسگزاریم؛ باز هم از شما می‌پرسیم.",
            ),
            Standing.WITHDRAWN: (
                "این کار دیگر باز نیست",
                "برنامه تغییر کرده و لازم نیست کاری بکنید. سپاس.",
            ),
            Standing.CANCELLED: ("این کار لغو شد", "جلسه برگزار نمی‌شود. لطفا نیایید."),
            Standing.BEGUN: ("جلسه آغاز شده است", "دیگر نمی‌توان آن را پذیرفت."),
            Standing.NOT_VETTED: (
                "اکنون نمی‌توانید این کار را بپذیرید",
                "تاییدیه امنیتی شما آن روز را در بر نمی‌گیرد. از هماهنگ‌کننده بپرسید.",
            ),
            Standing.ABSENT: (
                "شما در آن زمان مرخصی هستید",
                "اگر تغییر کرده است، به هماهنگ‌کننده خبر دهید.",
            ),
        },
        reasons={
            DeclineReason.BUSY: "کار دیگری دارم",
            DeclineReason.TOO_FAR: "خیلی دور است",
            DeclineReason.ILL: "بیمارم",
            DeclineReason.CONFLICT: "کسی را می‌شناسم یا تعارض دیگری دارم",
            DeclineReason.WELLBEING: "برایم بیش از توان است",
            DeclineReason.OTHER: "دلیل دیگر",
        },
    ),
    day=FARSI_DAY,
)
