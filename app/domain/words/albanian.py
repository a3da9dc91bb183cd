"""Albanian."""

from app.domain.offers import Standing
from app.domain.procedures import ProcedureCode
from app.domain.vocabulary import DeclineReason, Modality
from app.domain.words.day.albanian import ALBANIAN_DAY
from app.domain.words.model import PageWords, SmsWords, Words

ALBANIAN = Words(
    tag="sq",
    cldr="sq",
    direction="ltr",
    own_name="Shqip",
    comma=", ",
    weekdays=("hën", "mar", "mër", "enj", "pre", "sht", "die"),
    modalities={
        Modality.ON_SITE: "në vend",
        Modality.VIDEO: "me video",
        Modality.PHONE: "me telefon",
    },
    procedures={
        ProcedureCode.REG: "regjistrim",
        ProcedureCode.APP: "paraqitje e kërkesës për azil",
        ProcedureCode.INT: "intervistë për azil",
        ProcedureCode.RBK: "lexim i procesverbalit",
        ProcedureCode.APL: "ankesë ose gjykatë",
        ProcedureCode.DEL: "dorëzim i vendimit",
        ProcedureCode.MED: "mjek ose mbështetje psikosociale",
        ProcedureCode.LEG: "këshillë juridike",
        ProcedureCode.BIA: "bisedë me fëmijën dhe kujdestarin",
        ProcedureCode.POL: "deklaratë në polici",
        ProcedureCode.AVR: "këshillë për kthim vullnetar",
        ProcedureCode.MON: "vizitë monitoruese",
        ProcedureCode.MDS: "turn i ndërmjetësit",
        ProcedureCode.ONC: "kujdestari",
        ProcedureCode.INF: "informim në grup",
        ProcedureCode.AGE: "përcaktim i gjuhës",
        ProcedureCode.TRN: "trajnim ose takim",
    },
    dialects={
        "pes": "farsisht",
        "prs": "darisht",
        "haz": "hazaragisht",
        "kmr": "kurmanxhisht",
        "ckb": "soranisht",
        "bal": "baluçisht",
    },
    belgrade="Beograd",
    sms=SmsWords(
        job="Puna {number}",
        answer_by="Përgjigjja deri {deadline}",
        caution="Vlen vetëm kur e konfirmojmë",
        confirmed="{job} është juaja: {details}. Hollësi",
        received="{job}: e shënuam përgjigjen tuaj jo. Faleminderit.",
        filled="{job}, {when}, nuk është më e hapur. Nuk duhet përgjigje. Faleminderit.",
        expired="{job}, {when}: afati për përgjigje kaloi. Faleminderit.",
        changed="{job} ka ndryshuar: {details}. Hollësi",
        cancelled="{job}, {details}, është anuluar. Ju lutemi mos ejani.",
        reminder="{job}, kujtesë: {details}",
        passport="Merrni pasaportën",
        if_not="Nëse nuk mundeni, njoftoni këtu",
        handshake='{job}, {details}: kur të niseni, prekni "Jam në rrugë"',
        handshake_remote='{job}, {details}: prekni "Jam gati"',
        urgent="{job}, URGJENT",
        held="{job}: e kemi po-në tuaj dhe presim një person tjetër. Vlen vetëm kur e konfirmojmë.",
        released="{job}, {when}, nuk është më juaja: plani ndryshoi. Ju lutemi mos ejani.",
        late="{job}, {when}: ka filluar. Ku jeni? Njoftoni këtu",
        thanks="{job}: faleminderit që erdhët. Shënoni oraret këtu",
        leave_approved="Pushimi {days} u miratua. Këto ditë nuk ju pyesim.",
        leave_refused="Pushimi {days} nuk u miratua. Telefononi koordinatorin.",
        help="Nuk u kuptua; do ta lexojë koordinatori. Për përgjigje dërgoni 1 dhe numrin e punës "
        "për po, 2 dhe numrin për jo. Shembull: 1 47",
    ),
    page=PageWords(
        question="A mund ta merrni këtë punë?",
        answer_until="Përgjigjuni deri më {deadline}.",
        caution="Puna është juaja vetëm kur këtë e thotë faqja tjetër.",
        accept="Po, mundem",
        decline="Nuk mundem",
        labels={
            "what": "Për çfarë",
            "when": "Kur",
            "where": "Ku",
            "language": "Gjuha",
            "how": "Si",
            "travel": "Rruga",
            "request": "Kërkesa",
        },
        map="Harta",
        place_later="Vendi i saktë shihet kur puna të jetë juaja.",
        place_by_coordinator="Vendin do t'jua tregojë koordinatori.",
        host_room="Uleni në dhomën: {site}",
        from_anywhere="Merrni pjesë prej ku jeni, në vend të qetë e të mbrojtur.",
        travel="rreth {minutes} min, {kilometres} km",
        passport="Kaloni kufirin: merrni pasaportën.",
        why="Pse nuk mundeni?",
        why_hint="Nuk jeni të detyruar ta thoni. Konflikti i interesit ose mirëqenia juaj nuk ju "
        "merret kurrë për keq.",
        send="Dërgo përgjigjen jo",
        back="Kthehu te puna",
        calendar="Shto në kalendar",
        cannot_come="Nuk mund të vij",
        why_not_come="Pse nuk mund të vini?",
        give_back="E kthej punën",
        on_my_way="Jam në rrugë",
        ready="Jam gati",
        on_my_way_noted="E dimë që jeni në rrugë. Faleminderit.",
        ready_noted="E dimë që jeni gati. Faleminderit.",
        my_jobs="Punët e mia",
        jobs_theirs="Punët tuaja të konfirmuara",
        jobs_open="Presin përgjigjen tuaj",
        no_jobs="Nuk keni punë të ardhshme.",
        still_free="Ende nuk e ka marrë askush. Nëse mund të vini ende, na thoni: ju pyesim "
        "menjëherë përsëri.",
        other_languages="Gjuhë të tjera",
        broken_title="Kjo lidhje nuk punon",
        broken_text="Hapeni përsëri lidhjen e SMS-së së fundit, të plotë deri në shenjën e "
        "fundit, ose "
        "pyetni koordinatorin.",
        standings={
            Standing.OPEN: ("A mund ta merrni këtë punë?", ""),
            Standing.YOURS: (
                "Puna është juaja",
                (
                    "Mbështetemi te ju. Nëse megjithatë nuk mund të vini, njoftoni menjëherë "
                    "këtu ose koordinatorin."
                ),
            ),
            Standing.HELD: (
                "E kemi përgjigjen tuaj po",
                (
                    "Për këtë punë duhet edhe një person tjetër ose një dhomë. Ju lajmërojmë sapo "
                    "gjithçka të jetë e sigurt. Nëse nuk mund të vini më, na tregoni këtu."
                ),
            ),
            Standing.GIVEN_BACK: (
                "E kthyet punën",
                (
                    "Faleminderit që na njoftuat. Do të pyesim dikë tjetër dhe nuk duhet të "
                    "bëni asgjë më."
                ),
            ),
            Standing.DECLINED: (
                "U përgjigjët jo",
                "Faleminderit për përgjigjen. Do të pyesim dikë tjetër.",
            ),
            Standing.EXPIRED: (
                "Afati për përgjigje kaloi",
                "Puna iu ofrua të tjerëve. Do t'ju pyesim përsëri për të tjera.",
            ),
            Standing.FILLED: (
                "Kjo punë është zënë",
                (
                    "Dikush tjetër ishte më i shpejtë. Faleminderit për gatishmërinë; do t'ju "
                    "pyesim përsëri për të tjera."
                ),
            ),
            Standing.WITHDRAWN: (
                "Kjo punë nuk është më e hapur",
                "Plani ka ndryshuar dhe nuk duhet të bëni asgjë. Faleminderit.",
            ),
            Standing.CANCELLED: (
                "Kjo punë është anuluar",
                "Takimi nuk mbahet. Ju lutemi mos ejani.",
            ),
            Standing.BEGUN: ("Takimi ka filluar", "Nuk mund të pranohet më."),
            Standing.NOT_VETTED: (
                "Tani nuk mund ta pranoni këtë punë",
                "Verifikimi juaj i sigurisë nuk vlen për atë ditë. Pyetni koordinatorin.",
            ),
            Standing.ABSENT: (
                "Në atë kohë jeni në pushim",
                "Nëse kjo ka ndryshuar, njoftoni koordinatorin.",
            ),
        },
        reasons={
            DeclineReason.BUSY: "Jam i zënë ose e zënë",
            DeclineReason.TOO_FAR: "Është shumë larg",
            DeclineReason.ILL: "Jam i sëmurë ose e sëmurë",
            DeclineReason.CONFLICT: "Njoh dikë ose kam konflikt tjetër interesi",
            DeclineReason.WELLBEING: "Do të ishte tepër për mua",
            DeclineReason.OTHER: "Arsye tjetër",
        },
    ),
    day=ALBANIAN_DAY,
)
