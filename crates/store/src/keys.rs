//! Which customer an e-mail of a website is: the join of files, in 45 bytes a customer.

use hashbrown::HashTable;
use hashbrown::hash_table::Entry as Slot;
use std::hash::{BuildHasher as _, Hasher as _};

/// Customers by website and e-mail, trimmed and without ASCII case (data-formats.md 4.2).
#[derive(Default)]
pub(crate) struct Keys {
    hasher: hashbrown::DefaultHashBuilder,
    table: HashTable<u32>,
    entries: Vec<Entry>,
    emails: Vec<u8>,
}

struct Entry {
    customer: u32,
    website: u32,
    end: u32,
}

/// What was found under a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    /// The customer.
    pub(crate) customer: u32,
    /// Whether the e-mail is the same to the letter.
    pub(crate) same_case: bool,
}

impl Keys {
    /// The customer of a key.
    pub(crate) fn find(&self, website: i64, email: &str) -> Option<Found> {
        let (website, email) = (website_key(website), email.as_bytes());
        let hash = self.hash(website, email);
        let index = *self.table.find(hash, |&index| self.is(index, website, email))?;
        Some(Found { customer: self.entries[index as usize].customer, same_case: self.email(index) == email })
    }

    /// Adds a customer; a key that is there already keeps its customer.
    pub(crate) fn add(&mut self, website: i64, email: &str, customer: u32) {
        let (website, email) = (website_key(website), email.as_bytes());
        let hash = self.hash(website, email);
        let Self { hasher, table, entries, emails } = self;
        let email_of = |index: u32| slice(entries, emails, index);
        let slot = table.entry(
            hash,
            |&index| {
                entries[index as usize].website == website && email_of(index).eq_ignore_ascii_case(email)
            },
            |&index| hash_of(hasher, entries[index as usize].website, email_of(index)),
        );
        if let Slot::Vacant(slot) = slot {
            slot.insert(u32::try_from(entries.len()).unwrap_or(u32::MAX));
            emails.extend_from_slice(email);
            entries.push(Entry { customer, website, end: u32::try_from(emails.len()).unwrap_or(u32::MAX) });
        }
    }

    fn is(&self, index: u32, website: u32, email: &[u8]) -> bool {
        self.entries[index as usize].website == website && self.email(index).eq_ignore_ascii_case(email)
    }

    fn email(&self, index: u32) -> &[u8] {
        slice(&self.entries, &self.emails, index)
    }

    fn hash(&self, website: u32, email: &[u8]) -> u64 {
        hash_of(&self.hasher, website, email)
    }
}

fn slice<'a>(entries: &[Entry], emails: &'a [u8], index: u32) -> &'a [u8] {
    let index = index as usize;
    let start = index.checked_sub(1).map_or(0, |before| entries[before].end as usize);
    &emails[start..entries[index].end as usize]
}

fn hash_of(builder: &hashbrown::DefaultHashBuilder, website: u32, email: &[u8]) -> u64 {
    let mut hasher = builder.build_hasher();
    hasher.write_u32(website);
    let mut folded = [0; 64];
    for part in email.chunks(64) {
        let folded = &mut folded[..part.len()];
        folded.copy_from_slice(part);
        folded.make_ascii_lowercase();
        hasher.write(folded);
    }
    hasher.finish()
}

fn website_key(website: i64) -> u32 {
    u32::try_from(website).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::{Found, Keys};

    #[test]
    fn emails_are_compared_without_ascii_case_within_a_website() {
        let mut keys = Keys::default();
        keys.add(1, "Anna@Example.com", 7);
        keys.add(1, "anna@example.com", 8);
        keys.add(2, "anna@example.com", 9);
        let check = |website, email, expected: Option<(u32, bool)>| {
            let expected = expected.map(|(customer, same_case)| Found { customer, same_case });
            assert_eq!(keys.find(website, email), expected, "{website} {email}");
        };
        check(1, "ANNA@example.com", Some((7, false)));
        check(1, "Anna@Example.com", Some((7, true)));
        check(2, "anna@example.com", Some((9, true)));
        check(3, "anna@example.com", None);
        check(1, "änna@example.com", None);
    }
}
