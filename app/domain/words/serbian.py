"""Serbian, written in Latin letters; Cyrillic is derived from it."""

from app.domain.offers import Standing
from app.domain.procedures import ProcedureCode
from app.domain.vocabulary import DeclineReason, Modality
from app.domain.words.day.serbian import SERBIAN_DAY
from app.domain.words.model import PageWords, SmsWords, Words

SERBIAN_LATIN = Words(
    tag="sr-Latn",
    cldr="sr_Latn",
    direction="ltr",
    own_name="Srpski",
    comma=", ",
    weekdays=("pon", "uto", "sre", "čet", "pet", "sub", "ned"),
    modalities={
        Modality.ON_SITE: "na licu mesta",
        Modality.VIDEO: "preko videa",
        Modality.PHONE: "telefonom",
    },
    procedures={
        ProcedureCode.REG: "registracija",
        ProcedureCode.APP: "podnošenje zahteva za azil",
        ProcedureCode.INT: "saslušanje za azil",
        ProcedureCode.RBK: "čitanje zapisnika",
        ProcedureCode.APL: "žalba ili sud",
        ProcedureCode.DEL: "uručenje odluke",
        ProcedureCode.MED: "lekar ili psihosocijalna podrška",
        ProcedureCode.LEG: "pravni savet",
        ProcedureCode.BIA: "razgovor sa detetom i starateljem",
        ProcedureCode.POL: "izjava u policiji",
        ProcedureCode.AVR: "savet o dobrovoljnom povratku",
        ProcedureCode.MON: "poseta nadzora",
        ProcedureCode.MDS: "smena medijatora",
        ProcedureCode.ONC: "dežurstvo",
        ProcedureCode.INF: "grupno informisanje",
        ProcedureCode.AGE: "utvrđivanje jezika",
        ProcedureCode.TRN: "obuka ili sastanak",
    },
    dialects={
        "pes": "farsi",
        "prs": "dari",
        "haz": "hazaragi",
        "kmr": "kurmandži",
        "ckb": "sorani",
    },
    belgrade="Beograd",
    sms=SmsWords(
        job="Posao {number}",
        answer_by="Odgovor do {deadline}",
        caution="Važi tek kad potvrdimo",
        confirmed="{job} je Vaš: {details}. Detalji",
        received="{job}: zabeležili smo Vaše ne. Hvala na odgovoru.",
        filled="{job}, {when}, više nije otvoren. Ne treba odgovarati. Hvala.",
        expired="{job}, {when}: rok za odgovor je prošao. Hvala.",
        changed="{job} je izmenjen: {details}. Detalji",
        cancelled="{job}, {details}, je otkazan. Molimo ne dolazite.",
        reminder="{job}, podsetnik: {details}",
        passport="Ponesite pasoš",
        if_not="Ako ne možete, javite ovde",
        handshake='{job}, {details}: dodirnite "Na putu sam"',
        handshake_remote='{job}, {details}: dodirnite "Sve je spremno"',
        urgent="{job}, HITNO",
        held="{job}: imamo Vaše da i čekamo još jednu osobu. Važi tek kad potvrdimo.",
        released="{job}, {when}, više nije Vaš: plan je izmenjen. Molimo ne dolazite.",
        late="{job}, {when}: počelo je. Gde ste? Javite ovde",
        thanks="{job}: hvala na dolasku. Unesite svoja vremena ovde",
        leave_approved="Odsustvo {days} je odobreno. Tih dana Vas ne pitamo.",
        leave_refused="Odsustvo {days} nije odobreno. Pozovite koordinatora.",
        help="Nismo razumeli; koordinator će pročitati. Za odgovor pošaljite 1 i broj posla za "
        "da, 2 i broj posla za ne. Primer: 1 47",
    ),
    page=PageWords(
        question="Možete li da preuzmete ovaj posao?",
        answer_until="Odgovorite do {deadline}.",
        caution="Posao je Vaš tek kada to piše na sledećoj strani.",
        accept="Da, mogu",
        decline="Ne mogu",
        labels={
            "what": "Zbog čega",
            "when": "Kada",
            "where": "Gde",
            "language": "Jezik",
            "how": "Kako",
            "travel": "Put",
            "request": "Zahtev",
        },
        map="Mapa",
        place_later="Tačno mesto se vidi kada posao bude Vaš.",
        place_by_coordinator="Mesto će Vam reći koordinator.",
        host_room="Sedite u prostoriji: {site}",
        from_anywhere="Učestvujete odande gde jeste, na mirnom i zaštićenom mestu.",
        travel="oko {minutes} min, {kilometres} km",
        passport="Prelazite granicu: ponesite pasoš.",
        why="Zašto ne možete?",
        why_hint="Ne morate reći. Sukob interesa ili Vaše zdravlje nikome se ne uzimaju za zlo.",
        send="Pošalji moje ne",
        back="Nazad na posao",
        calendar="Dodaj u kalendar",
        cannot_come="Ne mogu da dođem",
        why_not_come="Zašto ne možete da dođete?",
        give_back="Vraćam posao",
        on_my_way="Na putu sam",
        ready="Sve je spremno",
        on_my_way_noted="Znamo da ste na putu. Hvala.",
        ready_noted="Znamo da je sve spremno. Hvala.",
        my_jobs="Moji poslovi",
        jobs_theirs="Vaši potvrđeni poslovi",
        jobs_open="Čeka se Vaš odgovor",
        no_jobs="Nemate predstojećih poslova.",
        still_free="Još ga niko nije uzeo. Ako i dalje možete da dođete, recite: odmah ćemo "
        "Vas ponovo pitati.",
        other_languages="Drugi jezici",
        broken_title="Ova veza ne radi",
        broken_text="Otvorite ponovo vezu iz poslednjeg SMS-a, celu do poslednjeg znaka, ili "
        "pitajte "
        "koordinatora.",
        standings={
            Standing.OPEN: ("Možete li da preuzmete ovaj posao?", ""),
            Standing.YOURS: (
                "Posao je Vaš",
                (
                    "Računamo na Vas. Ako ipak ne možete da dođete, odmah javite ovde ili "
                    "koordinatoru."
                ),
            ),
            Standing.HELD: (
                "Vaše „da“ je stiglo",
                (
                    "Za ovaj posao je potrebna još jedna osoba ili prostorija. Javićemo Vam čim "
                    "sve bude sigurno. Ako ipak ne možete da dođete, recite to ovde."
                ),
            ),
            Standing.GIVEN_BACK: (
                "Vratili ste posao",
                "Hvala što ste javili. Pitaćemo nekog drugog i ne treba više ništa da radite.",
            ),
            Standing.DECLINED: ("Odgovorili ste ne", "Hvala na odgovoru. Pitaćemo nekog drugog."),
            Standing.EXPIRED: (
                "Rok za odgovor je prošao",
                "Posao je ponuđen dalje. Pitaćemo Vas ponovo za druge.",
            ),
            Standing.FILLED: (
                "Ovaj posao je već popunjen",
                "Neko drugi je bio brži. Hvala na spremnosti; pitaćemo Vas ponovo za druge.",
            ),
            Standing.WITHDRAWN: (
                "Ovaj posao više nije otvoren",
                "Plan je promenjen i ne treba ništa da radite. Hvala.",
            ),
            Standing.CANCELLED: (
                "Ovaj posao je otkazan",
                "Razgovor se ne održava. Molimo ne dolazite.",
            ),
            Standing.BEGUN: ("Razgovor je već počeo", "Više se ne može prihvatiti."),
            Standing.NOT_VETTED: (
                "Sada ne možete da prihvatite ovaj posao",
                "Vaša bezbednosna provera ne važi za taj dan. Pitajte koordinatora.",
            ),
            Standing.ABSENT: (
                "U to vreme ste na odsustvu",
                "Ako se to promenilo, javite koordinatoru.",
            ),
        },
        reasons={
            DeclineReason.BUSY: "Zauzet sam ili zauzeta",
            DeclineReason.TOO_FAR: "Predaleko je",
            DeclineReason.ILL: "Bolestan sam ili bolesna",
            DeclineReason.CONFLICT: "Poznajem nekoga ili imam drugi sukob interesa",
            DeclineReason.WELLBEING: "Bilo bi mi previše",
            DeclineReason.OTHER: "Drugi razlog",
        },
    ),
    day=SERBIAN_DAY,
)
