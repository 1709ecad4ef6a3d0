//! The United States and Brazil.

use super::{BASE, BASE_DEFAULT, Locale};

#[rustfmt::skip]
pub(super) const US: Locale = Locale {
    country: "US",
    website: &BASE,
    store: &BASE_DEFAULT,
    women: &[
        "Emily", "Sarah", "Jessica", "Ashley", "Megan", "Rachel", "Linda", "Grace", "Ava", "Zoë", "LaToya", "Guadalupe",
        "Mei-Ling", "Keziah",
    ],
    men: &[
        "James", "Robert", "Michael", "William", "David", "Joseph", "Ethan", "Mason", "Logan", "Noah", "DeShawn",
        "José", "Thaddeus", "Ignatius",
    ],
    surnames: &[
        "Smith", "Johnson", "Williams", "Brown", "Jones", "Garcia", "Miller", "Davis", "Will", "Nealy", "O'Neil",
        "Okonkwo", "Van Der Berg", "Nguyen", "St. Clair", "Yellowhorse",
    ],
    rare_surnames: (
        &[
            "Abern", "Bram", "Crane", "Dunn", "Elling", "Fair", "Gold", "Hal", "Lock", "Mead", "Pres", "Rock", "Sher",
            "Stone", "Wake", "Win", "York", "Zim",
        ],
        &[
            "athy", "brook", "burn", "cott", "den", "ers", "field", "gate", "land", "man", "more", "ridge", "son",
            "stone", "ville", "well", "wood",
        ],
    ),
    joint: Some("-"),
    streets: &[
        "Main St.", "Rocky Road", "Sunset Boulevard", "Oak Avenue", "Maple Drive", "Market Street", "Martin Luther King Jr. Way",
        "N 5th St", "Old Mill Rd", "Cañon Drive",
    ],
    number_first: true,
    cities: &[
        ("New York", "New York", "100##"), ("Los Angeles", "California", "900##"), ("Chicago", "Illinois", "606##"),
        ("Austin", "Texas", "787##"), ("Phoenix", "Arizona", "850##"), ("Newark", "New Jersey", "071##"),
        ("Boston", "Massachusetts", "021##"), ("Seattle", "Washington", "981##-####"), ("San José", "California", "951##"),
        ("Coeur d’Alene", "Idaho", "83814"),
    ],
    phone: ("+1", "", "555 01##"),
    companies: &["Acme Supply Co", "Blue Harbor LLC", "Oakline Design", "Smith, Jones & Nealy", "Joe's \"Best\" Diner"],
    tax: "##-#######",
};

#[rustfmt::skip]
pub(super) const BR: Locale = Locale {
    country: "BR",
    website: &BASE,
    store: &BASE_DEFAULT,
    women: &["Beatriz", "Luíza", "Antônia", "Conceição", "Thaís", "Iracema"],
    men: &["João", "Luís", "Antônio", "Sebastião", "Caetano", "Ubirajara"],
    surnames: &["da Silva", "Santos", "Gonçalves", "Araújo", "Magalhães", "Simões", "do Nascimento"],
    rare_surnames: (
        &["Carval", "Mour", "Pinh", "Figueir", "Nogueir", "Cerq", "Olive"],
        &["ão", "edo", "ares", "eiro", "ueira", "osa", "inho"],
    ),
    joint: Some(" "),
    streets: &["Rua das Flores", "Avenida Paulista", "Travessa São João", "Praça da Sé"],
    number_first: false,
    cities: &[
        ("São Paulo", "São Paulo", "010##-###"), ("Manaus", "Amazonas", "690##-###"), ("Maceió", "Alagoas", "570##-###"),
        ("Macapá", "Amapá", "689##-###"), ("Florianópolis", "Santa Catarina", "880##-###"),
    ],
    phone: ("+55", "0", "92 ####-####"),
    companies: &["Casa Conceição", "Móveis Araújo Ltda"],
    tax: "",
};
