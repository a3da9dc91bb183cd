"""Pashto."""

from app.domain.offers import Standing
from app.domain.procedures import ProcedureCode
from app.domain.vocabulary import DeclineReason, Modality
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
        other_languages="نورې ژبې",
        broken_title="دا لینک کار نه کوي",
        broken_text="د وروستي پیغام لینک بیا، تر وروستي توري بشپړ، پرانیزئ، یا له همغږي کوونکي "
        "وپوښتئ.",
        standings={
            Standing.OPEN: ("ایا دا دنده کولای شئ؟", ""),
            Standing.YOURS: (
                "دنده ستاسو ده",
                "پر تاسو حساب کوو. که بیا هم نه شئ راتلای، سمدلاسه همغږي کوونکي ته ووایاست.",
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
)
