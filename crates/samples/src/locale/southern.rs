//! Spain, Italy, Greece.

use super::{EUROPE, EUROPE_ENGLISH, EUROPE_SPANISH, Locale};

#[rustfmt::skip]
pub(super) const ES: Locale = Locale {
    country: "ES",
    website: &EUROPE,
    store: &EUROPE_SPANISH,
    women: &["Lucía", "Sofía", "Carmen", "María José", "Begoña", "Ángela", "Nuria", "Itziar", "Montserrat", "Xiomara"],
    men: &["José", "Antonio", "Andrés", "Jesús", "Raúl", "Martín", "Iñaki", "Íñigo", "Jordi", "Óscar"],
    surnames: &[
        "García", "López", "Sánchez", "Muñoz", "Núñez", "Ibáñez", "Peña", "Güell", "de la Fuente", "Etxeberria",
    ],
    rare_surnames: (
        &["Villa", "Casa", "Monte", "Torre", "Peña", "Campo", "Fuen", "Vall", "Riba", "Mata"],
        &["nueva", "franca", "hermosa", "verde", "blanca", "mayor", "seca", "alta", "longa", "rrubia"],
    ),
    joint: Some(" "),
    streets: &[
        "Calle Mayor", "Gran Vía", "Avenida del Sol", "Plaza de España", "Paseo de la Castellana", "Calle Ñuño Gómez",
        "Carrer d’Aragó",
    ],
    number_first: false,
    cities: &[
        ("Madrid", "Madrid", "280##"), ("Barcelona", "Barcelona", "080##"), ("Valencia", "Valencia", "460##"),
        ("Sevilla", "Sevilla", "410##"), ("Alicante", "Alicante", "030##"), ("A Coruña", "A Coruña", "150##"),
        ("Logroño", "La Rioja", "260##"),
    ],
    phone: ("+34", "", "91 ### ## ##"),
    companies: &["Muebles Peña S.L.", "Casa Núñez", "Panadería \"La Española\"", "García, Muñoz y Cía."],
    tax: "ESB########",
};

#[rustfmt::skip]
pub(super) const IT: Locale = Locale {
    country: "IT",
    website: &EUROPE,
    store: &EUROPE_ENGLISH,
    women: &["Giulia", "Chiara", "Francesca", "Alessia", "Elena", "Ludovica", "Zoè", "Fiammetta"],
    men: &["Matteo", "Lorenzo", "Davide", "Andrea", "Niccolò", "Gianluca", "Donato", "Ezechiele"],
    surnames: &["Rossi", "Russo", "Bianchi", "Esposito", "Conti", "D’Angelo", "Lo Presti", "Cantù", "Dell’Acqua"],
    rare_surnames: (
        &["Bel", "Monte", "Casa", "Ponte", "Campo", "Fonte", "Acqua", "Torre", "Capo"],
        &["verde", "leone", "grande", "nera", "fiore", "secco", "dolce", "bianca", "rossa"],
    ),
    joint: None,
    streets: &["Via Roma", "Corso Italia", "Piazza Garibaldi", "Viale dell’Università", "Vicolo Cieco", "Via XX Settembre"],
    number_first: false,
    cities: &[
        ("Milano", "Milano", "201##"), ("Roma", "Roma", "001##"), ("Torino", "Torino", "101##"),
        ("Napoli", "Napoli", "801##"), ("Alessandria", "Alessandria", "151##"), ("L’Aquila", "L'Aquila", "67100"),
        ("Forlì", "Forli-Cesena", "471##"),
    ],
    phone: ("+39", "", "02 #######"),
    companies: &["Arredo D’Angelo S.r.l.", "Casa Bianchi", "Caffè Conti", "Fratelli Rossi & C."],
    tax: "IT###########",
};

#[rustfmt::skip]
pub(super) const GR: Locale = Locale {
    country: "GR",
    website: &EUROPE,
    store: &EUROPE_ENGLISH,
    women: &["Μαρία", "Ελένη", "Κατερίνα", "Άννα", "Ευαγγελία", "Ιφιγένεια"],
    men: &["Γιώργος", "Νίκος", "Δημήτρης", "Ιωάννης", "Αχιλλέας", "Οδυσσέας"],
    surnames: &["Παπαδόπουλος", "Γεωργίου", "Οικονόμου", "Καραγιάννης", "Βασιλείου", "Ζαχαριάδης"],
    rare_surnames: (
        &["Αγγελ", "Θεοδωρ", "Κωνσταντιν", "Μιχαηλ", "Νικολα", "Χριστοδουλ"],
        &["ίδης", "άκης", "όπουλος", "έας", "άτος"],
    ),
    joint: None,
    streets: &["Οδός Ερμού", "Λεωφόρος Αθηνών", "Πλατεία Ελευθερίας", "Οδός Αγίου Δημητρίου"],
    number_first: false,
    cities: &[
        ("Αθήνα", "Attikí", "10# ##"), ("Θεσσαλονίκη", "Kentrikí Makedonía", "54# ##"), ("Ηράκλειο", "Kríti", "71# ##"),
    ],
    phone: ("+30", "", "21# ### ####"),
    companies: &["Έπιπλο Α.Ε.", "Βιβλιοπωλείο «Η Αθηνά»"],
    tax: "EL#########",
};
