"""Which site has how much of what: residents, or weights within each country (judgement)."""

#: Residents, by which everything that happens in the centres is shared out.
CENTRES = {
    "RS-KRN": 900,
    "RS-OBR": 900,
    "RS-PRE": 600,
    "RS-ADA": 430,
    "RS-PRI": 280,
    "RS-SJE": 200,
    "RS-PIR": 190,
    "RS-DIV": 190,
    "RS-KIK": 180,
    "RS-BOG": 150,
    "RS-SUB": 150,
    "RS-SOM": 140,
    "RS-VRA": 134,
    "RS-BUJ": 92,
    "RS-BKO": 90,
    "RS-TUT": 60,
    "RS-BOS": 46,
    "MK-VIN": 140,
    "MK-VIZ": 100,
    "MK-TAB": 80,
    "MK-GBA": 40,
}
#: A mediator's presence pays from so many people on.
CROWD = 100
PRESENCE = {site: people for site, people in CENTRES.items() if people > CROWD} | {"MK-TAB": 80}
INTERVIEWS = {"RS-KRN": 60, "RS-BKO": 25, "RS-BEG-AO": 15, "MK-SA": 60, "MK-VIZ": 40}
REGISTRATIONS = {
    "RS-BEG-AO": 22,
    "RS-OBR": 14,
    "RS-PRE": 14,
    "RS-SUB": 8,
    "RS-SOM": 6,
    "RS-KIK": 6,
    "RS-ADA": 8,
    "RS-PIR": 6,
    "RS-DIM": 6,
    "RS-VRA": 6,
    "RS-GRA": 3,
    "RS-BEGAP": 1,
    "MK-TAB": 40,
    "MK-VIN": 30,
    "MK-KUM": 20,
    "MK-GBA": 8,
    "MK-SKPAP": 2,
}
POLICE = {
    "RS-PRE": 34,
    "RS-XPT": 10,
    "RS-GRA": 14,
    "RS-NIS": 12,
    "RS-BEGAP": 8,
    "RS-PSK": 10,
    "RS-SUB": 6,
    "RS-HOR": 6,
    "MK-KUM": 35,
    "MK-VIN": 30,
    "MK-TAB": 25,
    "MK-BOG": 6,
    "MK-GBA": 4,
}
CHILDREN = {
    "RS-KRN": 30,
    "RS-BOG": 28,
    "RS-OBR": 22,
    "RS-PRE": 12,
    "RS-PIR": 4,
    "MK-VIZ": 50,
    "MK-VIN": 30,
    "MK-TAB": 20,
}
RETURNS = {
    "RS-MIK": 25,
    "RS-KRN": 25,
    "RS-OBR": 20,
    "RS-PRE": 14,
    "RS-ADA": 8,
    "RS-SUB": 8,
    "MK-VIZ": 40,
    "MK-VIN": 40,
    "MK-SA": 20,
}
DETENTION = {"RS-PSK": 1, "MK-GBA": 1}
