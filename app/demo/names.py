"""Invented names, each in its bearer's script. No list is taken from real people."""

from random import Random

from app.domain.vocabulary import Gender

F, M = Gender.FEMALE, Gender.MALE

#: (women's first names, men's first names, family names) by script.
NAMES: dict[str, tuple[str, str, str]] = {
    "arabic": (
        "سلمى رنا هبة ليلى نور دعاء سمر آلاء منى رشا",
        "عمر سامر حسام زياد كريم وليد طارق ياسر مازن أنس فراس باسل",
        "الحلبي الشامي الخطيب العبيدي الجبوري النجار الصباغ الدليمي الحمصي الساعدي المصري الطائي",
    ),
    "farsi": (
        "مریم نرگس شیرین پروانه لیلا سارا نیلوفر آزاده",
        "رضا بهرام کاوه سهراب آرش مهران داریوش فرهاد",
        "رستمی کریمی موسوی تهرانی شیرازی احمدی نوری صادقی",
    ),
    "dari": (
        "فرشته شکیبا زهره مینا نازنین هما",
        "نوید جاوید حمید فرید مصطفی یوسف نجیب امید سلیم",
        "رحیمی حیدری صدیقی هروی کابلی نوابی رضایی سلطانی",
    ),
    "pashto": (
        "زرغونه پلوشه شکریه ملالۍ",
        "زلمی خوشحال ایمل بریالی هیواد تورن سباوون",
        "احمدزی ستانکزی وردک یوسفزی شینواری اڅکزی",
    ),
    "urdu": ("عائشہ صائمہ فوزیہ", "عدنان شاہد عمران کامران", "بھٹی چوہدری اعوان ملک"),
    "kurdish": ("Berîvan Rojîn Şîlan", "Azad Serwan Dilşad Rêbaz", "Amêdî Botanî Hewramî Zaxoyî"),
    "serbian": ("Jovana Milica Tijana", "Miloš Nemanja Stefan", "Đorđević Šuvaković Tasić"),
    "macedonian": ("Елена Ивана Билјана", "Горан Никола Дарко", "Крстевски Ѓорѓиев Шумански"),
    "albanian": ("Arbnora Teuta Vjosa", "Driton Besnik Ilir", "Shabani Rexhepi Aliu"),
}


class NameBook:
    """Full names by script and gender, none given twice."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._given: set[str] = set()

    def take(self, script: str, gender: Gender) -> str:
        women, men, families = NAMES[script]
        firsts = (women if gender is F else men).split()
        free = [
            f"{first} {family}"
            for first in firsts
            for family in families.split()
            if f"{first} {family}" not in self._given
        ]
        name = self._rng.choice(free)
        self._given.add(name)
        return name
