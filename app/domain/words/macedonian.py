"""Macedonian."""

from app.domain.offers import Standing
from app.domain.procedures import ProcedureCode
from app.domain.vocabulary import DeclineReason, Modality
from app.domain.words.day.macedonian import MACEDONIAN_DAY
from app.domain.words.model import PageWords, SmsWords, Words

MACEDONIAN = Words(
    tag="mk",
    cldr="mk",
    direction="ltr",
    own_name="Македонски",
    comma=", ",
    weekdays=("пон", "вто", "сре", "чет", "пет", "саб", "нед"),
    modalities={
        Modality.ON_SITE: "на самото место",
        Modality.VIDEO: "преку видео",
        Modality.PHONE: "по телефон",
    },
    procedures={
        ProcedureCode.REG: "регистрација",
        ProcedureCode.APP: "поднесување барање за азил",
        ProcedureCode.INT: "сослушување за азил",
        ProcedureCode.RBK: "читање на записник",
        ProcedureCode.APL: "жалба или суд",
        ProcedureCode.DEL: "врачување одлука",
        ProcedureCode.MED: "лекар или психосоцијална поддршка",
        ProcedureCode.LEG: "правен совет",
        ProcedureCode.BIA: "разговор со дете и старател",
        ProcedureCode.POL: "изјава во полиција",
        ProcedureCode.AVR: "совет за доброволно враќање",
        ProcedureCode.MON: "надзорна посета",
        ProcedureCode.MDS: "смена на медијатор",
        ProcedureCode.ONC: "дежурство",
        ProcedureCode.INF: "групно информирање",
        ProcedureCode.AGE: "утврдување јазик",
        ProcedureCode.TRN: "обука или состанок",
    },
    dialects={
        "pes": "фарси",
        "prs": "дари",
        "haz": "хазараги",
        "kmr": "курманџи",
        "ckb": "сорани",
    },
    belgrade="Белград",
    sms=SmsWords(
        job="Работа {number}",
        answer_by="Одговор до {deadline}",
        caution="Важи дури кога ќе потврдиме",
        confirmed="{job} е Ваша: {details}. Детали",
        received="{job}: го забележавме Вашето не. Фала за одговорот.",
        filled="{job}, {when}, веќе не е отворена. Не треба одговор. Фала.",
        expired="{job}, {when}: рокот за одговор помина. Фала.",
        changed="{job} е изменета: {details}. Детали",
        cancelled="{job}, {details}, е откажана. Ве молиме не доаѓајте.",
        reminder="{job}, потсетник: {details}",
        passport="Понесете пасош",
        if_not="Ако не можете, јавете тука",
        handshake='{job}, {details}: на поаѓање допрете "На пат сум"',
        handshake_remote='{job}, {details}: допрете "Подготвено е"',
        urgent="{job}, ИТНО",
        held="{job}: го имаме Вашето да и чекаме уште едно лице. Важи дури кога ќе потврдиме.",
        released="{job}, {when}, веќе не е Ваша: планот е изменет. Ве молиме не доаѓајте.",
        late="{job}, {when}: почна. Каде сте? Јавете тука",
        thanks="{job}: фала што дојдовте. Внесете ги времињата тука",
        leave_approved="Отсуството {days} е одобрено. Тие денови не Ве прашуваме.",
        leave_refused="Отсуството {days} не е одобрено. Јавете се кај координаторот.",
        help="Не разбравме; ќе прочита координатор. За одговор пратете 1 и број на работа за да, "
        "2 и број за не. Пример: 1 47",
    ),
    page=PageWords(
        question="Можете ли да ја преземете оваа работа?",
        answer_until="Одговорете до {deadline}.",
        caution="Работата е Ваша дури кога тоа го пишува на следната страница.",
        accept="Да, можам",
        decline="Не можам",
        labels={
            "what": "За што",
            "when": "Кога",
            "where": "Каде",
            "language": "Јазик",
            "how": "Како",
            "travel": "Пат",
            "request": "Барање",
        },
        map="Мапа",
        place_later="Точното место се гледа кога работата ќе биде Ваша.",
        place_by_coordinator="Местото ќе Ви го каже координаторот.",
        host_room="Седите во просторија: {site}",
        from_anywhere="Учествувате од таму каде што сте, на мирно и заштитено место.",
        travel="околу {minutes} мин, {kilometres} км",
        passport="Ја преминувате границата: понесете пасош.",
        why="Зошто не можете?",
        why_hint="Не морате да кажете. Судир на интереси или Вашето здравје никому не му се "
        "земаат за "
        "зло.",
        send="Прати го моето не",
        back="Назад кон работата",
        calendar="Додај во календар",
        cannot_come="Не можам да дојдам",
        why_not_come="Зошто не можете да дојдете?",
        give_back="Ја враќам работата",
        on_my_way="На пат сум",
        ready="Подготвено е",
        on_my_way_noted="Знаеме дека сте на пат. Фала.",
        ready_noted="Знаеме дека е подготвено. Фала.",
        my_jobs="Моите работи",
        jobs_theirs="Ваши потврдени работи",
        jobs_open="Се чека Вашиот одговор",
        no_jobs="Немате претстојни работи.",
        still_free="Сè уште никој не ја презел. Ако сепак можете да дојдете, кажете: веднаш "
        "повторно ќе ве прашаме.",
        other_languages="Други јазици",
        broken_title="Оваа врска не работи",
        broken_text="Отворете ја повторно врската од последниот SMS, цела до последниот знак, или "
        "прашајте го координаторот.",
        standings={
            Standing.OPEN: ("Можете ли да ја преземете оваа работа?", ""),
            Standing.YOURS: (
                "Работата е Ваша",
                (
                    "Сметаме на Вас. Ако сепак не можете да дојдете, веднаш јавете тука или "
                    "на координаторот."
                ),
            ),
            Standing.HELD: (
                "Вашето „да“ е примено",
                (
                    "За оваа работа е потребно уште едно лице или просторија. Ќе ви јавиме веднаш "
                    "штом сè се среди. Ако сепак не можете да дојдете, кажете го тоа овде."
                ),
            ),
            Standing.GIVEN_BACK: (
                "Ја вративте работата",
                "Фала што јавивте. Ќе прашаме некој друг и не треба повеќе ништо да правите.",
            ),
            Standing.DECLINED: ("Одговоривте не", "Фала за одговорот. Ќе прашаме некој друг."),
            Standing.EXPIRED: (
                "Рокот за одговор помина",
                "Работата е понудена понатаму. Пак ќе Ве прашаме за други.",
            ),
            Standing.FILLED: (
                "Оваа работа е веќе пополнета",
                "Некој друг беше побрз. Фала за подготвеноста; пак ќе Ве прашаме за други.",
            ),
            Standing.WITHDRAWN: (
                "Оваа работа веќе не е отворена",
                "Планот е сменет и не треба ништо да правите. Фала.",
            ),
            Standing.CANCELLED: (
                "Оваа работа е откажана",
                "Разговорот не се одржува. Ве молиме не доаѓајте.",
            ),
            Standing.BEGUN: ("Разговорот веќе почна", "Повеќе не може да се прифати."),
            Standing.NOT_VETTED: (
                "Сега не можете да ја прифатите оваа работа",
                "Вашата безбедносна проверка не важи за тој ден. Прашајте го координаторот.",
            ),
            Standing.ABSENT: (
                "Во тоа време сте на отсуство",
                "Ако тоа се сменило, јавете му на координаторот.",
            ),
        },
        reasons={
            DeclineReason.BUSY: "Зафатен сум или зафатена",
            DeclineReason.TOO_FAR: "Предалеку е",
            DeclineReason.ILL: "Болен сум или болна",
            DeclineReason.CONFLICT: "Познавам некого или имам друг судир на интереси",
            DeclineReason.WELLBEING: "Би ми било премногу",
            DeclineReason.OTHER: "Друга причина",
        },
    ),
    day=MACEDONIAN_DAY,
)
