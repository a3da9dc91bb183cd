"""Pashto."""

from app.domain.offers import Standing
from app.domain.procedures import ProcedureCode
from app.domain.vocabulary import DeclineReason, Modality
from app.domain.words.day.pashto import PASHTO_DAY
from app.domain.words.model import PageWords, SmsWords, Words

PASHTO = Words(
    tag="ps",
    cldr="ps",
    direction="rtl",
    own_name="پښتو",
    comma="، ",
    weekdays=("دوشنبه", "سه شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه"),
    modalities={
        Modality.ON_SITE: "حضوري",
        Modality.VIDEO: "په ویډیو",
        Modality.PHONE: "په ټلیفون",
    },
    procedures={
        ProcedureCode.REG: "نوم لیکنه",
        ProcedureCode.APP: "د پناه غوښتنې وړاندې کول",
        ProcedureCode.INT: "د پناه مرکه",
        ProcedureCode.RBK: "د محضر بیا لوستل",
        ProcedureCode.APL: "اعتراض یا محکمه",
        ProcedureCode.DEL: "د پرېکړې سپارل",
        ProcedureCode.MED: "ډاکټر یا رواني مرسته",
        ProcedureCode.LEG: "حقوقي مشوره",
        ProcedureCode.BIA: "له ماشوم او سرپرست سره غونډه",
        ProcedureCode.POL: "پولیسو ته بیان",
        ProcedureCode.AVR: "د داوطلبانه ستنېدو مشوره",
        ProcedureCode.MON: "د څارنې لیدنه",
        ProcedureCode.MDS: "د منځګړي نوبت",
        ProcedureCode.ONC: "تیارسی",
        ProcedureCode.INF: "ډله ییز معلومات",
        ProcedureCode.AGE: "د ژبې پېژندل",
        ProcedureCode.TRN: "روزنه یا غونډه",
    },
    dialects={
        "prs": "دري",
        "haz": "هزارګي",
        "kmr": "کرمانجي",
        "ckb": "سوراني",
    },
    belgrade="بلګراد",
    sms=SmsWords(
        job="دنده {number}",
        answer_by="ځواب تر {deadline}",
        caution="یوازې زموږ له تایید وروسته ستاسو ده",
        confirmed="{job} ستاسو ده: {details}. جزئیات",
        received="{job}: ستاسو نه مو ثبت کړه. له ځواب مننه.",
        filled="{job}، {when}، نوره خلاصه نه ده. ځواب ته اړتیا نشته. مننه.",
        expired="{job}، {when}: د ځواب وخت تېر شو. مننه.",
        changed="{job} بدله شوه: {details}. جزئیات",
        cancelled="{job}، {details}، لغوه شوه. مهرباني وکړئ مه راځئ.",
        reminder="{job}، یادونه: {details}",
        passport="پاسپورټ راوړئ",
        if_not="که نه شئ راتلای، دلته یې ووایاست",
        handshake="{job}، {details}: «په لاره کې یم» کېکاږئ",
        handshake_remote="{job}، {details}: «چمتو یم» کېکاږئ",
        urgent="{job}، بېړنۍ",
        held="{job}: ستاسو هو راورسېد، بل کس ته په تمه یو. یوازې زموږ له تایید وروسته ستاسو ده.",
        released="{job}، {when}، نوره ستاسو نه ده: پلان بدل شو. مهرباني وکړئ مه راځئ.",
        late="{job}، {when}: پیل شوې ده. چېرته یاست؟ دلته یې ووایاست",
        thanks="{job}: مننه چې راغلئ. د کار وختونه دلته ولیکئ",
        leave_approved="ستاسو رخصتي {days} ومنل شوه. په دې ورځو کې به مو نه پوښتو.",
        leave_refused="ستاسو رخصتي {days} ونه منل شوه. همغږي کوونکي ته زنګ ووهئ.",
        help="پوه نه شوو، همغږی کوونکی به یې ولولي. د ځواب لپاره 1 او د دندې شمېره د هو، 2 او "
        "شمېره د نه لپاره ولېږئ. بېلګه: 1 47",
    ),
    page=PageWords(
        question="ایا دا دنده کولای شئ؟",
        answer_until="مهرباني وکړئ تر {deadline} ځواب راکړئ.",
        caution="دنده هغه وخت ستاسو ده چې بله پاڼه دا ووايي.",
        accept="هو، کولای شم",
        decline="نه، نه شم کولای",
        labels={
            "what": "د څه لپاره",
            "when": "کله",
            "where": "چېرته",
            "language": "ژبه",
            "how": "څنګه",
            "travel": "لار",
            "request": "غوښتنه",
        },
        map="نقشه",
        place_later="دقیق ځای هغه وخت ښودل کېږي چې دنده ستاسو شي.",
        place_by_coordinator="همغږی کوونکی به ځای درته ووايي.",
        host_room="تاسو په دې ځای کې په خونه کې کېنئ: {site}",
        from_anywhere="له هغه ځایه ګډون کوئ چې یاست، په ارام او خصوصي ځای کې.",
        travel="شاوخوا {minutes} دقیقې، {kilometres} کیلومتره",
        passport="له پولې تېرېږئ: پاسپورټ درسره واخلئ.",
        why="ولې نه شئ کولای؟",
        why_hint="ویل یې اړین نه دي. د ګټو ټکر یا ستاسو خپل حال هېڅکله ستاسو پر ضد نه شمېرل کېږي.",
        send="زما نه ولېږه",
        back="بېرته دندې ته",
        calendar="کلیز ته یې ور زیات کړه",
        cannot_come="نه شم راتلای",
        why_not_come="ولې نه شئ راتلای؟",
        give_back="دنده بېرته ورکوم",
        on_my_way="په لاره کې یم",
        ready="چمتو یم",
        on_my_way_noted="خبر شوو چې په لاره کې یاست. مننه.",
        ready_noted="خبر شوو چې چمتو یاست. مننه.",
        my_jobs="زما دندې",
        jobs_theirs="ستاسو تایید شوې دندې",
        jobs_open="ستاسو ځواب ته په تمه",
        no_jobs="راتلونکې دنده نه لرئ.",
        still_free="لا تر اوسه چا نه دی اخیستی. که لا هم راتلای شئ، ووایئ؛ سمدستي به بیا درنه "
        "وپوښتو.",
        other_languages="نورې ژبې",
        broken_title="دا لینک کار نه کوي",
        broken_text="د وروستي پیغام لینک بیا، تر وروستي توري بشپړ، پرانیزئ، یا له همغږي کوونکي "
        "وپوښتئ.",
        standings={
            Standing.OPEN: ("ایا دا دنده کولای شئ؟", ""),
            Standing.YOURS: (
                "دنده ستاسو ده",
                (
                    "پر تاسو حساب کوو. که بیا هم نه شئ راتلای، سمدلاسه دلته یا همغږي کوونکي "
                    "ته ووایاست."
                ),
            ),
            Standing.HELD: (
                "ستاسو هو راورسېده",
                (
                    "دې کار ته یو بل کس یا یوه خونه هم پکار ده. څنګه چې هر څه وټاکل شي، تاسو ته "
                    "خبر درکوو. که نور نشئ راتلای، دلته ووایئ."
                ),
            ),
            Standing.GIVEN_BACK: (
                "تاسو دنده بېرته ورکړه",
                "له خبرولو مو مننه. له بل چا به وپوښتو او نور هېڅ کول درته پکار نه دي.",
            ),
            Standing.DECLINED: ("تاسو نه وویل", "له ځواب مو مننه. له بل چا به وپوښتو."),
            Standing.EXPIRED: (
                "د ځواب وخت تېر شو",
                "دنده نورو ته وړاندې شوه. د نورو لپاره به بیا درنه وپوښتو.",
            ),
            Standing.FILLED: (
                "دا دنده لا دمخه ډکه شوې",
                "بل څوک مخکې شو. له چمتووالي مو مننه؛ د نورو لپاره به بیا درنه وپوښتو.",
            ),
            Standing.WITHDRAWN: (
                "دا دنده نوره خلاصه نه ده",
                "پلان بدل شوی او تاسو ته هېڅ کول نه دي پکار. مننه.",
            ),
            Standing.CANCELLED: ("دا دنده لغوه شوه", "غونډه نه کېږي. مهرباني وکړئ مه راځئ."),
            Standing.BEGUN: ("غونډه پیل شوې ده", "نور یې منل ممکن نه دي."),
            Standing.NOT_VETTED: (
                "اوس دا دنده نه شئ منلای",
                "ستاسو امنیتي تایید هغه ورځ نه رانغاړي. له همغږي کوونکي وپوښتئ.",
            ),
            Standing.ABSENT: (
                "تاسو په هغه وخت کې رخصت یاست",
                "که دا بدل شوي وي، همغږي کوونکي ته ووایاست.",
            ),
        },
        reasons={
            DeclineReason.BUSY: "بوخت یم",
            DeclineReason.TOO_FAR: "ډېر لرې دی",
            DeclineReason.ILL: "ناروغ یم",
            DeclineReason.CONFLICT: "یو کس پېژنم یا د ګټو بل ټکر لرم",
            DeclineReason.WELLBEING: "له توان مې پورته ده",
            DeclineReason.OTHER: "بل دلیل",
        },
    ),
    day=PASHTO_DAY,
)
