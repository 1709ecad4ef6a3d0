//! Which field a column of another program's list probably is, by its header in English, French, German, Spanish and
//! Italian, and by its cells where the header says nothing. Proposals only: a person decides.

use std::collections::HashSet;

use crate::country;
use crate::email::is_email;
use crate::fold::fold;
use crate::labels::Language;

/// Fields with the folded header cells that mean them.
#[rustfmt::skip]
const NAMES: &[(&str, &[&str])] = &[
    ("email", &["email", "e mail", "mail", "courriel", "mel", "email address", "e mail address", "adresse email", "adresse e mail",
        "adresse mail", "adresse courriel", "e mail adresse", "mailadresse", "emailadresse", "correo", "correo electronico", "e mail 1",
        "email 1", "posta elettronica", "indirizzo email", "indirizzo e mail", "customer email", "email client", "email du client"]),
    ("website", &["website", "web site", "site web", "webseite", "sitio web", "sito web", "shop", "boutique", "tienda", "negozio"]),
    ("name", &["name", "full name", "fullname", "customer name", "nom complet", "nom et prenom", "nom prenom", "prenom nom", "nom du client",
        "vollstandiger name", "kundenname", "vor und nachname", "nombre completo", "nombre y apellidos", "nome completo", "nome e cognome",
        "contact", "kontakt"]),
    ("prefix", &["prefix", "title", "salutation", "civilite", "titre", "anrede", "titel", "tratamiento", "titulo", "titolo"]),
    ("firstname", &["firstname", "first name", "given name", "forename", "prenom", "vorname", "nombre", "nome", "first"]),
    ("middlename", &["middlename", "middle name", "deuxieme prenom", "zweiter vorname", "segundo nombre", "secondo nome"]),
    ("lastname", &["lastname", "last name", "surname", "family name", "nom", "nom de famille", "nachname", "familienname", "apellido",
        "apellidos", "cognome", "last"]),
    ("suffix", &["suffix", "suffixe", "name suffix", "namenszusatz", "sufijo", "suffisso"]),
    ("group", &["group", "customer group", "groupe", "groupe de clients", "gruppe", "kundengruppe", "grupo", "grupo de clientes",
        "gruppo", "gruppo clienti", "group id"]),
    ("dob", &["dob", "date of birth", "birth date", "birthdate", "birthday", "date de naissance", "naissance", "geburtsdatum",
        "geburtstag", "fecha de nacimiento", "data di nascita"]),
    ("gender", &["gender", "sex", "sexe", "genre", "geschlecht", "genero", "sexo", "genere", "sesso"]),
    ("taxvat", &["taxvat", "tax vat number", "tax number", "tax id", "vat", "vat number", "vat id", "numero de tva", "tva",
        "n de tva", "tva intracommunautaire", "ust id", "ust idnr", "ustid", "umsatzsteuer id", "steuernummer", "nif", "cif",
        "numero de iva", "partita iva", "p iva", "codice fiscale"]),
    ("customer_since", &["customer since", "created", "created at", "created on", "creation date", "date created", "registered",
        "client depuis", "date de creation", "date d inscription", "cree le", "kunde seit", "angelegt", "angelegt am", "erstellt am",
        "registriert am", "cliente desde", "fecha de alta", "fecha de creacion", "fecha de registro", "cliente dal",
        "data di creazione", "data registrazione"]),
    ("created_in", &["created in", "account created in", "compte cree dans"]),
    ("entity_id", &["id", "entity id", "customer id", "customer number", "customer no", "identifiant", "id client", "numero client",
        "numero de client", "n client", "kundennummer", "kunden nr", "kundennr", "kd nr", "id cliente", "numero de cliente",
        "numero cliente", "codice cliente"]),
    ("billing_firstname", &["billing firstname", "billing first name", "prenom de facturation"]),
    ("billing_lastname", &["billing lastname", "billing last name", "nom de facturation"]),
    ("billing_company", &["company", "company name", "organization", "organisation", "billing company", "societe", "entreprise",
        "raison sociale", "firma", "unternehmen", "firmenname", "empresa", "razon social", "compania", "azienda", "ragione sociale",
        "societa"]),
    ("billing_street", &["street", "address", "street address", "address 1", "address line 1", "billing street", "billing address",
        "rue", "adresse", "adresse 1", "adresse postale", "strasse", "straße", "anschrift", "strasse und hausnummer", "calle", "direccion",
        "domicilio", "via", "indirizzo"]),
    ("billing_city", &["city", "town", "billing city", "ville", "commune", "localite", "stadt", "ort", "wohnort", "ciudad", "poblacion",
        "localidad", "citta", "comune", "localita"]),
    ("billing_region", &["region", "state", "province", "state province", "county", "billing state", "departement", "etat",
        "etat region", "bundesland", "kanton", "provincia", "comunidad autonoma", "regione"]),
    ("billing_country", &["country", "country code", "billing country", "pays", "code pays", "land", "landercode", "pais", "paese",
        "nazione", "stato"]),
    ("billing_postcode", &["zip", "zip code", "zipcode", "postcode", "post code", "postal code", "postalcode", "billing zip", "cp",
        "code postal", "plz", "postleitzahl", "codigo postal", "c p", "cap", "codice postale"]),
    ("billing_telephone", &["phone", "phone number", "telephone", "telephone number", "tel", "mobile", "cell phone", "billing phone",
        "numero de telephone", "portable", "telefon", "telefonnummer", "tel nr", "handy", "mobiltelefon", "telefono", "movil",
        "numero de telefono", "cellulare", "numero di telefono"]),
    ("billing_fax", &["fax", "telecopie", "telefax", "fax number"]),
    ("billing_vat_id", &["billing vat id", "vat id of address"]),
];

/// A column's cells tell it when that many in a hundred of the filled ones do.
const SHARE: usize = 80;

/// The field of each column, by its header cell and some of its cells; each field once.
pub(crate) fn fields(headers: &[String], samples: &[Vec<String>]) -> Vec<Option<&'static str>> {
    let mut taken = HashSet::new();
    let mut fields: Vec<Option<&'static str>> =
        headers.iter().map(|header| by_name(header).filter(|field| taken.insert(*field))).collect();
    for (field, cells) in fields.iter_mut().zip(samples).filter(|(field, _)| field.is_none()) {
        *field = by_cells(cells).filter(|field| taken.insert(*field));
    }
    fields
}

fn by_name(header: &str) -> Option<&'static str> {
    let folded = fold(&header.replace('_', " "));
    NAMES.iter().find(|(_, names)| names.contains(&folded.as_str())).map(|&(field, _)| field)
}

fn by_cells(cells: &[String]) -> Option<&'static str> {
    let filled: Vec<&str> = cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
    let most = |is: &dyn Fn(&str) -> bool| {
        !filled.is_empty() && filled.iter().filter(|cell| is(cell)).count() * 100 >= filled.len() * SHARE
    };
    let is_country = |cell: &str| cell.len() > 3 && country::code(cell, Language::English).is_some();
    if most(&is_email) {
        Some("email")
    } else if most(&is_country) {
        Some("billing_country")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{by_name, fields};

    #[test]
    fn headers_of_five_languages_are_known() {
        let check = |header, expected| assert_eq!(by_name(header), expected, "{header}");
        check("E-Mail", Some("email"));
        check("Courriel", Some("email"));
        check("Correo electrónico", Some("email"));
        check("Vorname", Some("firstname"));
        check("Nom", Some("lastname"));
        check("Cognome", Some("lastname"));
        check("PLZ", Some("billing_postcode"));
        check("CP", Some("billing_postcode"));
        check("Telefon", Some("billing_telephone"));
        check("Straße", Some("billing_street"));
        check("first_name", Some("firstname"));
        check("Shoe size", None);
    }

    #[test]
    fn cells_tell_what_a_header_does_not() {
        let samples =
            [["a@example.com", ""], ["Frankreich", "Suisse"], ["b@example.com", "c@example.com"], ["1", "2"]];
        let samples = samples.map(|cells| cells.map(ToOwned::to_owned).to_vec());
        let headers = ["A", "B", "C", "D"].map(ToOwned::to_owned);
        assert_eq!(fields(&headers, &samples), [Some("email"), Some("billing_country"), None, None]);
    }
}
