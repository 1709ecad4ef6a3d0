//! Names, streets and places of the invented people's countries. Regions are those of the platform's list (2.4.7).

/// A country's people and places.
#[derive(Debug)]
pub(crate) struct Locale {
    pub(crate) country: &'static str,
    /// Website, its number, store view number and name.
    pub(crate) website: &'static Website,
    pub(crate) store: (u8, &'static str),
    pub(crate) women: &'static [&'static str],
    pub(crate) men: &'static [&'static str],
    pub(crate) surnames: &'static [&'static str],
    pub(crate) streets: &'static [&'static str],
    /// The number stands before the street.
    pub(crate) number_first: bool,
    /// City, region, postcode with `#` for digits.
    pub(crate) cities: &'static [(&'static str, &'static str, &'static str)],
    /// Phone with `#` for digits.
    pub(crate) phone: &'static str,
    pub(crate) companies: &'static [&'static str],
    /// Tax number with `#` for digits.
    pub(crate) tax: &'static str,
}

/// A website as an export shows it: `_store` is its default view whatever the customer's.
#[derive(Debug)]
pub(crate) struct Website {
    pub(crate) code: &'static str,
    pub(crate) id: u8,
    pub(crate) default_store: &'static str,
}

const BASE: Website = Website { code: "base", id: 1, default_store: "default" };
const EUROPE: Website = Website { code: "eu", id: 2, default_store: "eu_fr" };
const ASIA: Website = Website { code: "asia", id: 3, default_store: "asia_ja" };

/// All countries; those named twice have twice the people.
pub(crate) const LOCALES: &[&Locale] = &[
    &FR, &FR, &FR, &DE, &DE, &US, &US, &US, &GB, &GB, &ES, &IT, &JP, &CN, &AE, &IL, &GR, &UA, &PL, &IN, &BR,
];

const FR: Locale = Locale {
    country: "FR",
    website: &EUROPE,
    store: (2, "Français"),
    women: &[
        "Camille",
        "Anne-Sophie",
        "Élodie",
        "Margaux",
        "Thérèse",
        "Chloé",
        "Inès",
        "Solène",
        "Océane",
        "Maëlle",
        "Zoé",
        "Béatrice",
    ],
    men: &[
        "Benoît",
        "Guillaume",
        "Jérôme",
        "François",
        "Loïc",
        "Théo",
        "Mathéo",
        "Rémi",
        "Gaël",
        "Étienne",
        "Hugo",
        "Clément",
    ],
    surnames: &[
        "Lefèvre",
        "Roux",
        "Aubry-Delaunay",
        "Nguyên",
        "Benkirane",
        "de la Tour d’Auvergne",
        "Martin",
        "Bernard",
        "Girard",
        "Fournier",
        "Mercier",
        "Chevalier",
        "Gauthier",
        "Perrin",
        "Moreau",
    ],
    streets: &[
        "rue de la Paix",
        "avenue Victor Hugo",
        "boulevard Voltaire",
        "rue des Écoles",
        "place du Marché",
        "impasse des Lilas",
    ],
    number_first: true,
    cities: &[
        ("Paris", "Paris", "750##"),
        ("Lyon", "Rhône", "690##"),
        ("Lille", "Nord", "59###"),
        ("Nice", "Alpes-Maritimes", "06###"),
        ("Nantes", "Loire-Atlantique", "44###"),
        ("Bourg-en-Bresse", "Ain", "01###"),
    ],
    phone: "+33 1 ## ## ## ##",
    companies: &["Atelier Lefèvre SARL", "Maison Aubry", "Papier Bleu", "Les Jardins d’Hélène"],
    tax: "FR###########",
};

const DE: Locale = Locale {
    country: "DE",
    website: &EUROPE,
    store: (3, "Deutsch"),
    women: &["Heike", "Jördis", "Käthe", "Sabine", "Ursula", "Lena", "Mia", "Greta", "Anneliese", "Frieda"],
    men: &["Jürgen", "Wolfgang", "Sönke", "Björn", "Götz", "Lukas", "Finn", "Matthias", "Uwe", "Jonas"],
    surnames: &[
        "Großkreutz",
        "Öztürk-Schäfer",
        "Brunner",
        "Müller",
        "Schröder",
        "Weiß",
        "Böhm",
        "Krüger",
        "Vogel",
        "Hofmann",
        "Jäger",
    ],
    streets: &["Hauptstraße", "Gartenweg", "Königsallee", "Am Mühlbach", "Lindenstraße", "Bahnhofstraße"],
    number_first: false,
    cities: &[
        ("München", "Bayern", "80###"),
        ("Berlin", "Berlin", "10###"),
        ("Kolbermoor", "Bayern", "83059"),
        ("Hamburg", "Hamburg", "20###"),
        ("Köln", "Nordrhein-Westfalen", "50###"),
    ],
    phone: "+49 30 #######",
    companies: &["Möbelhaus Großkreutz GmbH", "Schäfer Wohnen", "Brunner Raum AG"],
    tax: "DE#########",
};

const US: Locale = Locale {
    country: "US",
    website: &BASE,
    store: (1, "Default Store View"),
    women: &["Emily", "Sarah", "Jessica", "Ashley", "Megan", "Rachel", "Linda", "Grace", "Olivia", "Ava"],
    men: &["James", "Robert", "Michael", "William", "David", "Joseph", "Ethan", "Mason", "Logan", "Noah"],
    surnames: &[
        "Smith", "Johnson", "Williams", "Brown", "Jones", "Garcia", "Miller", "Davis", "O'Neil", "Okonkwo",
        "Will", "Nealy",
    ],
    streets: &["Main St.", "Rocky Road", "Sunset Boulevard", "Oak Avenue", "Maple Drive", "Market Street"],
    number_first: true,
    cities: &[
        ("Los Angeles", "California", "900##"),
        ("New York", "New York", "100##"),
        ("Austin", "Texas", "787##"),
        ("Phoenix", "Arizona", "850##"),
        ("Newark", "New Jersey", "071##"),
    ],
    phone: "+1 555 01##",
    companies: &["Acme Supply Co", "Blue Harbor LLC", "Oakline Design"],
    tax: "##-#######",
};

const GB: Locale = Locale {
    country: "GB",
    website: &BASE,
    store: (1, "Default Store View"),
    women: &["Siobhán", "Charlotte", "Amelia", "Isla", "Poppy", "Florence", "Freya", "Harriet"],
    men: &["Oliver", "George", "Harry", "Alfie", "Rhys", "Callum", "Arthur", "Hamish"],
    surnames: &[
        "O’Rourke",
        "Taylor",
        "Evans",
        "Thomas",
        "Wright",
        "MacDonald",
        "Ap Rhys",
        "Featherstonehaugh",
        "Hughes",
    ],
    streets: &["High Street", "Church Lane", "Moorfields", "Victoria Road", "The Green"],
    number_first: true,
    cities: &[
        ("London", "Greater London", "SW1A #AA"),
        ("Liverpool", "Merseyside", "L2 #AY"),
        ("Edinburgh", "", "EH1 #JQ"),
        ("Bristol", "", "BS1 #QT"),
    ],
    phone: "+44 20 #### ####",
    companies: &["Thames & Co", "Wright Brothers Ltd", "Moorfield Interiors"],
    tax: "GB#########",
};

const ES: Locale = Locale {
    country: "ES",
    website: &EUROPE,
    store: (4, "Español"),
    women: &["Begoña", "Lucía", "María José", "Iñaki", "Sofía", "Ángela"],
    men: &["José", "Íñigo", "Andrés", "Jesús", "Raúl", "Martín"],
    surnames: &["Muñoz García", "Ibáñez", "Peña", "Núñez", "Sánchez", "Güell"],
    streets: &["Calle Mayor", "Gran Vía", "Avenida del Sol", "Plaza de España"],
    number_first: false,
    cities: &[
        ("Madrid", "Madrid", "280##"),
        ("Barcelona", "Barcelona", "080##"),
        ("Alicante", "Alicante", "030##"),
    ],
    phone: "+34 91 ### ## ##",
    companies: &["Muebles Peña S.L.", "Casa Núñez"],
    tax: "ESB########",
};

const IT: Locale = Locale {
    country: "IT",
    website: &EUROPE,
    store: (2, "Français"),
    women: &["Giulia", "Chiara", "Nicolò", "Francesca"],
    men: &["Niccolò", "Matteo", "Lorenzo", "Davide"],
    surnames: &["D’Angelo", "Rossi", "Bianchi", "Lo Presti", "Esposito"],
    streets: &["Via Roma", "Corso Italia", "Piazza Garibaldi"],
    number_first: false,
    cities: &[
        ("Milano", "Milano", "201##"),
        ("Alessandria", "Alessandria", "151##"),
        ("Roma", "Roma", "001##"),
    ],
    phone: "+39 02 #######",
    companies: &["Arredo D’Angelo S.r.l.", "Casa Bianchi"],
    tax: "IT###########",
};

const JP: Locale = Locale {
    country: "JP",
    website: &ASIA,
    store: (5, "日本語"),
    women: &["陽子", "美咲", "さくら", "結衣", "葵"],
    men: &["翔太", "大輔", "健一", "蓮", "陽翔"],
    surnames: &["佐藤", "田中", "山田", "鈴木", "高橋", "渡辺"],
    streets: &["丸の内", "銀座", "神南", "本町"],
    number_first: false,
    cities: &[("東京", "", "100-####"), ("大阪", "", "530-####"), ("札幌", "", "060-####")],
    phone: "+81 3 #### ####",
    companies: &["佐藤インテリア", "暮らしの店"],
    tax: "",
};

const CN: Locale = Locale {
    country: "CN",
    website: &ASIA,
    store: (6, "English"),
    women: &["丽", "芳", "雪梅", "静"],
    men: &["伟", "强", "建国", "浩然"],
    surnames: &["王", "李", "张", "欧阳", "陈"],
    streets: &["人民路", "中山路", "南京路"],
    number_first: false,
    cities: &[
        ("北京", "Beijing Shi", "1000##"),
        ("厦门", "Fujian Sheng", "3610##"),
        ("重庆", "Chongqing Shi", "4000##"),
    ],
    phone: "+86 10 #### ####",
    companies: &["北京家居有限公司"],
    tax: "",
};

const AE: Locale = Locale {
    country: "AE",
    website: &ASIA,
    store: (6, "English"),
    women: &["ليلى", "فاطمة", "مريم", "نور"],
    men: &["محمد", "أحمد", "خالد", "يوسف"],
    surnames: &["المنصوري", "الشريف", "الهاشمي", "آل مكتوم"],
    streets: &["شارع الشيخ زايد", "شارع المطار", "شارع الوحدة"],
    number_first: false,
    cities: &[("دبي", "", "#####"), ("أبو ظبي", "", "#####")],
    phone: "+971 4 ### ####",
    companies: &["بيت ديكو", "دار الأثاث"],
    tax: "",
};

const IL: Locale = Locale {
    country: "IL",
    website: &ASIA,
    store: (6, "English"),
    women: &["נועה", "תמר", "יעל"],
    men: &["יוסף", "דוד", "אורי"],
    surnames: &["כהן", "לוי", "בן־דוד"],
    streets: &["רחוב הרצל", "דרך יפו"],
    number_first: false,
    cities: &[("תל אביב", "", "61#####"), ("חיפה", "", "31#####")],
    phone: "+972 3 ### ####",
    companies: &["בית העץ"],
    tax: "",
};

const GR: Locale = Locale {
    country: "GR",
    website: &EUROPE,
    store: (2, "Français"),
    women: &["Ελένη", "Μαρία", "Κατερίνα"],
    men: &["Γιώργος", "Νίκος", "Δημήτρης"],
    surnames: &["Παπαδόπουλος", "Γεωργίου", "Οικονόμου"],
    streets: &["Οδός Ερμού", "Λεωφόρος Αθηνών"],
    number_first: false,
    cities: &[("Αθήνα", "Attikí", "10# ##")],
    phone: "+30 21# ### ####",
    companies: &["Έπιπλο Α.Ε."],
    tax: "EL#########",
};

const UA: Locale = Locale {
    country: "UA",
    website: &BASE,
    store: (1, "Default Store View"),
    women: &["Оксана", "Наталія", "Ірина"],
    men: &["Олександр", "Їржі", "Сергій"],
    surnames: &["Шевченко", "Коваленко", "Бондаренко"],
    streets: &["вулиця Хрещатик", "проспект Миру"],
    number_first: false,
    cities: &[("Черкаси", "Cherkaska oblast", "180##"), ("Чернівці", "Chernivetska oblast", "580##")],
    phone: "+380 44 ### ## ##",
    companies: &["Дім і сад"],
    tax: "",
};

const PL: Locale = Locale {
    country: "PL",
    website: &EUROPE,
    store: (3, "Deutsch"),
    women: &["Małgorzata", "Żaneta", "Agnieszka", "Zofia"],
    men: &["Łukasz", "Paweł", "Stanisław", "Jędrzej"],
    surnames: &["Wiśniewski", "Kowalczyk", "Zając", "Gąsior", "Łęcki"],
    streets: &["ulica Długa", "aleja Róż", "plac Wolności"],
    number_first: false,
    cities: &[
        ("Wrocław", "dolnośląskie", "50-###"),
        ("Bydgoszcz", "kujawsko-pomorskie", "85-###"),
        ("Lublin", "lubelskie", "20-###"),
    ],
    phone: "+48 22 ### ## ##",
    companies: &["Meble Gąsior", "Dom i Wnętrze"],
    tax: "PL##########",
};

const IN: Locale = Locale {
    country: "IN",
    website: &ASIA,
    store: (6, "English"),
    women: &["Priya", "Ananya", "लक्ष्मी", "Aishwarya"],
    men: &["Rahul", "Arjun", "विजय", "Sanjay"],
    surnames: &["Sharma", "Iyer", "Patel", "Krishnamurthy", "सिंह"],
    streets: &["MG Road", "Nehru Street", "Temple Road"],
    number_first: true,
    cities: &[("Itanagar", "Arunachal Pradesh", "791###"), ("Visakhapatnam", "Andhra Pradesh", "530###")],
    phone: "+91 80 #### ####",
    companies: &["Lotus Furnishings", "Banyan Homes"],
    tax: "",
};

const BR: Locale = Locale {
    country: "BR",
    website: &BASE,
    store: (1, "Default Store View"),
    women: &["Conceição", "Luíza", "Beatriz", "Antônia"],
    men: &["João", "Antônio", "Luís", "Sebastião"],
    surnames: &["da Silva", "Gonçalves", "Araújo", "Magalhães"],
    streets: &["Rua das Flores", "Avenida Paulista", "Travessa São João"],
    number_first: false,
    cities: &[
        ("Manaus", "Amazonas", "690##-###"),
        ("Maceió", "Alagoas", "570##-###"),
        ("Macapá", "Amapá", "689##-###"),
    ],
    phone: "+55 92 ####-####",
    companies: &["Casa Conceição", "Móveis Araújo Ltda"],
    tax: "",
};
