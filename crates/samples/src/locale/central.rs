//! Germany, Poland, Ukraine.

use super::{BASE, BASE_DEFAULT, EUROPE, EUROPE_ENGLISH, EUROPE_GERMAN, Locale};

#[rustfmt::skip]
pub(super) const DE: Locale = Locale {
    country: "DE",
    website: &EUROPE,
    store: &EUROPE_GERMAN,
    women: &[
        "Lena", "Mia", "Sabine", "Ursula", "Heike", "Greta", "Anneliese", "Frieda", "Käthe", "Jördis", "Gül",
        "Marie-Luise", "Lieselotte", "Änne",
    ],
    men: &[
        "Lukas", "Finn", "Jonas", "Wolfgang", "Matthias", "Uwe", "Jürgen", "Björn", "Götz", "Sönke", "Mehmet",
        "Karl-Heinz", "Ömer", "Friedhelm",
    ],
    surnames: &[
        "Müller", "Schmidt", "Schneider", "Weber", "Hofmann", "Krüger", "Vogel", "Schröder", "Weiß", "Böhm", "Jäger",
        "Brunner", "Yılmaz", "von der Heide", "Öztürk-Schäfer", "Großkreutz",
    ],
    rare_surnames: (
        &[
            "Linden", "Rosen", "Buchen", "Eich", "Stein", "Hoch", "Nieder", "Ober", "Grün", "Schön", "König", "Birk",
            "Wester", "Mühl", "Löwen", "Falken", "Hasel", "Silber",
        ],
        &[
            "berg", "bach", "feld", "hofer", "mann", "stein", "thal", "wald", "hauser", "meier", "brück", "au",
            "schläger", "kamp", "roth", "müller",
        ],
    ),
    joint: Some("-"),
    streets: &[
        "Hauptstraße", "Gartenweg", "Königsallee", "Am Mühlbach", "Lindenstraße", "Bahnhofstraße", "Kirchplatz",
        "An der Alten Försterei", "Goethestraße", "Fährgasse",
    ],
    number_first: false,
    cities: &[
        ("Berlin", "Berlin", "10###"), ("München", "Bayern", "80###"), ("Hamburg", "Hamburg", "20###"),
        ("Köln", "Nordrhein-Westfalen", "50###"), ("Dresden", "Sachsen", "01###"), ("Kolbermoor", "Bayern", "83059"),
        ("Tübingen", "Baden-Württemberg", "720##"), ("Gießen", "Hessen", "353##"),
    ],
    phone: ("+49", "0", "30 #######"),
    companies: &[
        "Möbelhaus Großkreutz GmbH", "Schäfer Wohnen", "Brunner Raum AG", "Bäckerei Krüger & Söhne",
        "Fahrrad-Kontor Löwenberg", "Kaffeerösterei \"Zur Mühle\" e.K.",
    ],
    tax: "DE#########",
};

#[rustfmt::skip]
pub(super) const PL: Locale = Locale {
    country: "PL",
    website: &EUROPE,
    store: &EUROPE_ENGLISH,
    women: &["Anna", "Zofia", "Agnieszka", "Małgorzata", "Elżbieta", "Żaneta", "Jagoda", "Świętosława"],
    men: &["Piotr", "Paweł", "Łukasz", "Stanisław", "Krzysztof", "Jędrzej", "Wojciech", "Bożydar"],
    surnames: &[
        "Nowak", "Kowalczyk", "Wójcik", "Wiśniewski", "Zając", "Gąsior", "Łęcki", "Szczęsny", "Brzęczyszczykiewicz",
    ],
    rare_surnames: (
        &["Dąbr", "Koz", "Jasi", "Wit", "Zaw", "Grab", "Lip", "Sosn", "Kamin", "Bor"],
        &["owski", "iński", "owicz", "icki", "ecki", "owiak", "ak"],
    ),
    joint: Some("-"),
    streets: &[
        "ulica Długa", "aleja Róż", "plac Wolności", "ulica Świętego Marcina", "ulica Mickiewicza", "osiedle Słoneczne",
    ],
    number_first: false,
    cities: &[
        ("Warszawa", "mazowieckie", "00-###"), ("Wrocław", "dolnośląskie", "50-###"), ("Łódź", "łódzkie", "90-###"),
        ("Bydgoszcz", "kujawsko-pomorskie", "85-###"), ("Lublin", "lubelskie", "20-###"),
        ("Kraków", "małopolskie", "30-###"),
    ],
    phone: ("+48", "", "22 ### ## ##"),
    companies: &["Meble Gąsior", "Dom i Wnętrze", "Księgarnia Łęckich Sp. z o.o."],
    tax: "PL##########",
};

#[rustfmt::skip]
pub(super) const UA: Locale = Locale {
    country: "UA",
    website: &BASE,
    store: &BASE_DEFAULT,
    women: &["Оксана", "Наталія", "Ірина", "Юлія", "Соломія", "Їванна", "Ярослава"],
    men: &["Олександр", "Сергій", "Андрій", "Тарас", "Богдан", "Захар", "Єгор"],
    surnames: &["Шевченко", "Коваленко", "Бондаренко", "Ткачук", "Лисенко", "Ґудзь", "Мар’яненко"],
    rare_surnames: (
        &["Гнат", "Марч", "Роман", "Степан", "Яким", "Федор", "Кирил", "Данил"],
        &["енко", "юк", "ишин", "ців", "івський", "чук"],
    ),
    joint: None,
    streets: &["вулиця Хрещатик", "проспект Миру", "вулиця Шевченка", "площа Ринок"],
    number_first: false,
    cities: &[
        ("Київ", "Kyiv", "010##"), ("Львів", "Lvivska oblast", "790##"), ("Одеса", "Odeska oblast", "650##"),
        ("Черкаси", "Cherkaska oblast", "180##"), ("Чернівці", "Chernivetska oblast", "580##"),
    ],
    phone: ("+380", "0", "44 ### ## ##"),
    companies: &["Дім і сад", "Книгарня «Є що читати»"],
    tax: "",
};
