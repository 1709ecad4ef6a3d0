//! A row of the newsletter subscribers' export (data-formats.md 11.1).

use std::io::{self, Write};

use crate::email::visitor;
use crate::person::Person;
use crate::random::Random;
use crate::row::Row;

pub(crate) const HEADER: &str =
    "ID,Email,Type,\"Customer First Name\",\"Customer Last Name\",Status,\"Web Site\",Store,\"Store View\"\n";

/// One in so many subscribers has no account.
const GUESTS: u64 = 8;

/// The list of subscribers under construction.
#[derive(Debug, Default)]
pub(crate) struct Newsletter {
    row: Row,
    /// Subscriptions so far.
    written: u64,
}

impl Newsletter {
    /// The subscription of that person, if there is one, and of a guest who came along.
    pub(crate) fn add(
        &mut self,
        random: &mut Random,
        person: &Person,
        out: &mut impl Write,
    ) -> io::Result<()> {
        if random.one_in(3) {
            let names = ("Customer", person.first.as_str(), person.last.as_str());
            self.write(random, person, &person.email, names, out)?;
        }
        if random.one_in(3 * GUESTS) {
            let address = visitor(random, self.written);
            self.write(random, person, &address, ("Guest", "", ""), out)?;
        }
        Ok(())
    }

    fn write(
        &mut self,
        random: &mut Random,
        person: &Person,
        address: &str,
        names: (&str, &str, &str),
        out: &mut impl Write,
    ) -> io::Result<()> {
        self.written += 1;
        let (kind, first, last) = names;
        let (website, store) = (person.locale.website, person.locale.store);
        let row = self.row.start().cell(self.written).cell(address).cell(kind).cell(first).cell(last);
        row.cell(status(random))
            .cell(website.name)
            .cell(website.store_name.replace('&', "&amp;"))
            .cell(store.name);
        out.write_all(row.end())
    }
}

fn status(random: &mut Random) -> &'static str {
    random.pick(&[
        "Subscribed",
        "Subscribed",
        "Subscribed",
        "Subscribed",
        "Unsubscribed",
        "Unsubscribed",
        "Unconfirmed",
        "Not Activated",
    ])
}
