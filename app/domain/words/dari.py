"""Dari, the Persian of Afghanistan: what it says otherwise than Farsi."""

from dataclasses import replace

from app.domain.offers import Standing
from app.domain.vocabulary import DeclineReason
from app.domain.words.day.dari import DARI_DAY
from app.domain.words.farsi import FARSI

DARI = replace(
    FARSI,
    tag="fa-AF",
    cldr="fa_AF",
    own_name="دری",
    dialects={**FARSI.dialects, "pes": "فارسی ایرانی"},
    sms=replace(
        FARSI.sms,
        job="وظیفه {number}",
        answer_by="جواب تا {deadline}",
        caution="تنها بعد از تایید ما از شماست",
        confirmed="{job} از شماست: {details}. جزئیات",
        received="{job}: جواب نه شما ثبت شد. از جواب تان تشکر.",
        filled="{job}، {when}، دیگر باز نیست. ضرورت به جواب نیست. تشکر.",
        expired="{job}، {when}: وقت جواب تمام شد. تشکر.",
        cancelled="{job}، {details}، لغو شد. لطفا نیایید.",
        passport="پاسپورت بگیرید",
        if_not="اگر آمده نمی‌توانید، اینجا بگویید",
        handshake="{job}، {details}: «در راه هستم» را بزنید",
        handshake_remote="{job}، {details}: «آماده هستم» را بزنید",
        urgent="{job}، عاجل",
        held="{job}: جواب بلی شما رسید و منتظر نفر دیگر هستیم. تنها بعد از تایید ما از شماست.",
        released="{job}، {when}، دیگر از شما نیست: پلان تغییر کرد. لطفا نیایید.",
        late="{job}، {when}: شروع شده است. کجا هستید؟ اینجا بگویید",
        thanks="{job}: تشکر که آمدید. وقت‌های کار را اینجا بنویسید",
        leave_approved="رخصتی شما {days} قبول شد. در این روزها از شما نمی‌پرسیم.",
        leave_refused="رخصتی شما {days} قبول نشد. لطفا به هماهنگ‌کننده زنگ بزنید.",
        help="پیام شما فهمیده نشد و هماهنگ کننده آن را می خواند. برای جواب، 1 و نمبر وظیفه "
        "یعنی بلی، 2 و نمبر وظیفه یعنی نی. مثال: 1 47",
    ),
    page=replace(
        FARSI.page,
        question="آیا این وظیفه را گرفته می‌توانید؟",
        answer_until="لطفا تا {deadline} جواب بدهید.",
        caution="وظیفه تنها وقتی از شماست که صفحه بعدی این را بگوید.",
        accept="بلی، می‌توانم",
        decline="نی، نمی‌توانم",
        place_later="جای دقیق وقتی نشان داده می‌شود که وظیفه از شما باشد.",
        place_by_coordinator="هماهنگ‌کننده جای را به شما می‌گوید.",
        from_anywhere="از جایی که هستید اشتراک می‌کنید، در جای آرام و خصوصی.",
        passport="از سرحد می‌گذرید: پاسپورت تان را بگیرید.",
        why_hint="ضرور نیست بگویید. تضاد منافع یا حال خود شما هرگز به ضرر شما حساب نمی‌شود.",
        send="فرستادن جواب نی",
        back="برگشت به وظیفه",
        calendar="اضافه کردن به تقویم",
        cannot_come="آمده نمی‌توانم",
        why_not_come="چرا آمده نمی‌توانید؟",
        give_back="وظیفه را پس می‌دهم",
        on_my_way="در راه هستم",
        ready="آماده هستم",
        on_my_way_noted="می‌دانیم که در راه هستید. تشکر.",
        ready_noted="می‌دانیم که آماده هستید. تشکر.",
        my_jobs="وظایف من",
        jobs_theirs="وظایف قطعی شما",
        jobs_open="در انتظار جواب شما",
        no_jobs="وظیفه‌ای در پیش ندارید.",
        broken_title="این لینک کار نمی‌کند",
        broken_text="لینک آخرین پیام را دوباره و مکمل تا آخرین حرف باز کنید، یا از "
        "هماهنگ‌کننده پرسان کنید.",
        standings={
            Standing.OPEN: ("آیا این وظیفه را گرفته می‌توانید؟", ""),
            Standing.YOURS: (
                "وظیفه از شماست",
                (
                    "بالای شما حساب می‌کنیم. اگر آمده نتوانستید، فورا همین‌جا یا به "
                    "هماهنگ‌کننده خبر بدهید."
                ),
            ),
            Standing.GIVEN_BACK: (
                "وظیفه را پس دادید",
                "تشکر که خبر دادید. از کس دیگر پرسان می‌کنیم و ضرور نیست کاری کنید.",
            ),
            Standing.DECLINED: ("جواب شما نی بود", "از جواب تان تشکر. از کس دیگر پرسان می‌کنیم."),
            Standing.EXPIRED: (
                "وقت جواب تمام شد",
                "وظیفه به دیگران پیشنهاد شد. باز هم برای وظایف دیگر از شما پرسان می‌کنیم.",
            ),
            Standing.FILLED: (
                "این وظیفه گرفته شده است",
                "کس دیگر زودتر قبول کرد. از آمادگی تان تشکر؛ باز هم از شما پرسان می‌کنیم.",
            ),
            Standing.WITHDRAWN: (
                "این وظیفه دیگر باز نیست",
                "پلان تغییر کرده و ضرور نیست کاری کنید. تشکر.",
            ),
            Standing.CANCELLED: ("این وظیفه لغو شد", "جلسه برگزار نمی‌شود. لطفا نیایید."),
            Standing.BEGUN: ("جلسه شروع شده است", "دیگر قبول شده نمی‌تواند."),
            Standing.NOT_VETTED: (
                "فعلا این وظیفه را قبول کرده نمی‌توانید",
                "تاییدی امنیتی شما آن روز را در بر نمی‌گیرد. از هماهنگ‌کننده پرسان کنید.",
            ),
            Standing.ABSENT: (
                "شما در آن وقت رخصت هستید",
                "اگر تغییر کرده باشد، به هماهنگ‌کننده خبر بدهید.",
            ),
        },
        reasons={
            DeclineReason.BUSY: "کار دیگر دارم",
            DeclineReason.TOO_FAR: "بسیار دور است",
            DeclineReason.ILL: "مریض هستم",
            DeclineReason.CONFLICT: "کسی را می‌شناسم یا تضاد دیگری دارم",
            DeclineReason.WELLBEING: "بالاتر از توان من است",
            DeclineReason.OTHER: "دلیل دیگر",
        },
    ),
    day=DARI_DAY,
)
