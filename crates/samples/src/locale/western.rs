//! France and Great Britain.

use super::{BASE, BASE_DEFAULT, EUROPE, EUROPE_FRENCH, Locale};

#[rustfmt::skip]
pub(super) const FR: Locale = Locale {
    country: "FR",
    website: &EUROPE,
    store: &EUROPE_FRENCH,
    women: &[
        "Marie", "Camille", "Chloé", "Léa", "Manon", "Inès", "Zoé", "Élodie", "Margaux", "Océane", "Solène", "Maëlle",
        "Nathalie", "Béatrice", "Thérèse", "Anne-Sophie", "Marie-Hélène", "Fatoumata", "Aïssatou", "Clémence",
        "Héloïse", "Philippine", "Mahaut",
    ],
    men: &[
        "Jean", "Nicolas", "Hugo", "Lucas", "Théo", "François", "Jérôme", "Benoît", "Guillaume", "Clément", "Rémi",
        "Loïc", "Étienne", "Mathéo", "Gaël", "Stéphane", "Jean-Baptiste", "Mamadou", "Karim", "Gaspard", "Hervé",
        "Maël", "Côme",
    ],
    surnames: &[
        "Martin", "Bernard", "Dubois", "Thomas", "Robert", "Petit", "Moreau", "Lefèvre", "Roux", "Fournier", "Girard",
        "Mercier", "Chevalier", "Gauthier", "Perrin", "Boyer", "Nguyên", "Benkirane", "Diallo", "Aubry-Delaunay",
        "Le Goff", "Kerguélen", "d’Ormesson", "de la Tour d’Auvergne",
    ],
    rare_surnames: (
        &[
            "Beau", "Bon", "Mont", "Grand", "Clair", "Roche", "Ville", "Font", "Champ", "Bois", "Val", "Pont",
            "Chante", "Haute", "Neuf", "Château", "Belle", "Franc",
        ],
        &[
            "fort", "regard", "marchand", "court", "fond", "mont", "pré", "lieu", "homme", "clair", "bourg",
            "rivière", "épine", "voisin", "merle", "grain", "noyer",
        ],
    ),
    joint: Some("-"),
    streets: &[
        "rue de la Paix", "avenue Victor Hugo", "boulevard Voltaire", "rue des Écoles", "place du Marché",
        "impasse des Lilas", "rue du Général de Gaulle", "chemin des Vignes", "quai de la Loire",
        "allée des Tilleuls", "rue de l’Église", "route de Saint-Étienne", "cours Gambetta", "passage du Génie",
    ],
    number_first: true,
    cities: &[
        ("Paris", "Paris", "750##"), ("Lyon", "Rhône", "690##"), ("Lille", "Nord", "59###"),
        ("Nice", "Alpes-Maritimes", "06###"), ("Nantes", "Loire-Atlantique", "44###"),
        ("Bourg-en-Bresse", "Ain", "01###"), ("Marseille", "Bouches-du-Rhône", "130##"),
        ("Toulouse", "Haute-Garonne", "31###"), ("Rennes", "Ille-et-Vilaine", "35###"),
        ("Saint-Étienne", "Loire", "42###"), ("Besançon", "Doubs", "25###"), ("Évreux", "Eure", "27###"),
        ("L’Haÿ-les-Roses", "Val-de-Marne", "942##"),
    ],
    phone: ("+33", "0", "# ## ## ## ##"),
    companies: &[
        "Atelier Lefèvre SARL", "Maison Aubry", "Papier Bleu", "Les Jardins d’Hélène", "Bois & Lumière SAS",
        "Boulangerie \"Au Bon Pain\"", "Perrin, Roux et Fils", "Librairie du Génie",
    ],
    tax: "FR###########",
};

#[rustfmt::skip]
pub(super) const GB: Locale = Locale {
    country: "GB",
    website: &BASE,
    store: &BASE_DEFAULT,
    women: &[
        "Olivia", "Amelia", "Charlotte", "Isla", "Poppy", "Florence", "Freya", "Harriet", "Siobhán", "Imogen",
        "Cerys", "Ottilie", "Ngozi", "Aisling",
    ],
    men: &[
        "Oliver", "George", "Harry", "Jack", "Alfie", "Arthur", "Callum", "Rhys", "Hamish", "Rupert", "Seán",
        "Llewellyn", "Imran", "Crispin",
    ],
    surnames: &[
        "Smith", "Jones", "Taylor", "Evans", "Thomas", "Wright", "Hughes", "Patel", "MacDonald", "O’Rourke", "Begum",
        "Llewellyn", "Ap Rhys", "Featherstonehaugh",
    ],
    rare_surnames: (
        &[
            "Ash", "Black", "Brad", "Cold", "Far", "Green", "Hart", "Kings", "Lang", "Mar", "Nor", "Oak", "Pen",
            "Red", "Stan", "Thorn", "Whit", "Wool",
        ],
        &[
            "bury", "combe", "croft", "dale", "field", "ford", "ham", "hurst", "ley", "mere", "ridge", "stead",
            "thorpe", "ton", "wick", "worth",
        ],
    ),
    joint: Some("-"),
    streets: &[
        "High Street", "Church Lane", "Moorfields", "Victoria Road", "The Green", "Station Road", "Mill Lane",
        "Queen’s Crescent", "Albert Mews", "Gloucester Terrace",
    ],
    number_first: true,
    cities: &[
        ("London", "Greater London", "SW1A #@@"), ("London", "Greater London", "E# #@@"),
        ("Liverpool", "Merseyside", "L2 #@@"), ("Edinburgh", "", "EH1 #@@"), ("Bristol", "", "BS1 #@@"),
        ("Cardiff", "South Glamorgan", "CF10 #@@"), ("Newcastle upon Tyne", "Tyne and Wear", "NE1 #@@"),
        ("Belfast", "", "BT1 #@@"),
    ],
    phone: ("+44", "0", "20 #### ####"),
    companies: &[
        "Thames & Co", "Wright Brothers Ltd", "Moorfield Interiors", "Harcourt, Jones & Daughters",
        "The \"Old Mill\" Bakery",
    ],
    tax: "GB#########",
};
