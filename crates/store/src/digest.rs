//! Digests of rows on their way into the store, so that the log need not read them back.
//!
//! A million customers with as many addresses are read back and hashed in five seconds; hashed on a thread of their own
//! while they are inserted, they take none.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

use sha2::{Digest as _, Sha256};

use crate::log::Hash;
use crate::record;

/// Bytes handed over at once.
const PARCEL_BYTES: usize = 512 << 10;
/// Parcels that may wait.
const PARCELS: usize = 2;

/// Hashes rows in the order in which they come.
struct Digester {
    parcel: Parcel,
    sender: SyncSender<Parcel>,
    hashing: JoinHandle<Vec<Hash>>,
}

/// Rows, one behind the other.
#[derive(Default)]
struct Parcel {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Digester {
    fn start() -> Self {
        let (sender, receiver) = sync_channel(PARCELS);
        Self { parcel: Parcel::default(), sender, hashing: thread::spawn(move || hash(&receiver)) }
    }

    fn push(&mut self, write: impl FnOnce(&mut Vec<u8>)) {
        write(&mut self.parcel.bytes);
        self.parcel.ends.push(self.parcel.bytes.len());
        if self.parcel.bytes.len() >= PARCEL_BYTES {
            self.send();
        }
    }

    fn send(&mut self) {
        let next = Parcel {
            bytes: Vec::with_capacity(self.parcel.bytes.capacity()),
            ends: Vec::with_capacity(self.parcel.ends.capacity()),
        };
        // It ends before its sender only by a panic, which joining reports.
        let _ = self.sender.send(std::mem::replace(&mut self.parcel, next));
    }

    fn finish(mut self) -> Vec<Hash> {
        self.send();
        drop(self.sender);
        self.hashing.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    }
}

fn hash(parcels: &Receiver<Parcel>) -> Vec<Hash> {
    let mut digests = Vec::new();
    for Parcel { bytes, ends } in parcels {
        let mut start = 0;
        for end in ends {
            digests.push(Sha256::digest(&bytes[start..end]).into());
            start = end;
        }
    }
    digests
}

/// Digests of what is being inserted: keys come in ascending order.
pub(crate) struct Loading {
    customers: Digester,
    customer_ids: Vec<u32>,
    addresses: Digester,
    address_ids: Vec<u32>,
    /// The customer of each address; 0 for one that waits.
    owners: Vec<u32>,
    /// What each address is to its customer.
    relations: Vec<u8>,
}

impl Loading {
    pub(crate) fn start() -> Self {
        Self {
            customers: Digester::start(),
            customer_ids: Vec::new(),
            addresses: Digester::start(),
            address_ids: Vec::new(),
            owners: Vec::new(),
            relations: Vec::new(),
        }
    }

    /// Takes a customer.
    pub(crate) fn customer(&mut self, id: u32, write: impl FnOnce(&mut Vec<u8>)) {
        self.customer_ids.push(id);
        self.customers.push(write);
    }

    /// Takes an address: its key, its customer, and whether it is his default billing and shipping address.
    pub(crate) fn address(
        &mut self,
        id: u32,
        owner: Option<u32>,
        defaults: [bool; 2],
        write: impl FnOnce(&mut Vec<u8>),
    ) {
        self.address_ids.push(id);
        self.owners.push(owner.unwrap_or(0));
        self.relations.push(record::relation(defaults));
        self.addresses.push(write);
    }

    /// Another address became the default one in the place of this one: billing 0, shipping 1.
    pub(crate) fn give_up(&mut self, place: usize, address: u32) {
        if let Ok(index) = self.address_ids.binary_search(&address) {
            self.relations[index] &= !(1 << place);
        }
    }

    pub(crate) fn finish(self) -> Loaded {
        let owners = self.owners;
        let mut order: Vec<u32> = (0..).take(owners.len()).collect();
        order.sort_by_key(|&index| owners[index as usize]);
        Loaded {
            customers: self.customers.finish(),
            customer_ids: self.customer_ids,
            addresses: self.addresses.finish(),
            address_ids: self.address_ids,
            relations: self.relations,
            owners,
            order,
        }
    }
}

/// Digests of all that was inserted.
pub(crate) struct Loaded {
    customers: Vec<Hash>,
    customer_ids: Vec<u32>,
    addresses: Vec<Hash>,
    address_ids: Vec<u32>,
    owners: Vec<u32>,
    relations: Vec<u8>,
    /// Places of addresses, by owner, then in order of entry.
    order: Vec<u32>,
}

impl Loaded {
    /// Calls `each` with the key and the record of every customer in order.
    pub(crate) fn customers<E>(&self, mut each: impl FnMut(u32, &[u8]) -> Result<(), E>) -> Result<(), E> {
        let owner = |index: &u32| self.owners[*index as usize];
        let mut addresses = self.order.iter().skip_while(|index| owner(index) == 0).peekable();
        let mut record = Vec::new();
        for (id, digest) in self.customer_ids.iter().zip(&self.customers) {
            record.clear();
            record.extend_from_slice(digest);
            while let Some(&index) = addresses.next_if(|index| owner(index) <= *id) {
                if self.owners[index as usize] == *id {
                    let place = index as usize;
                    record::push_address(&mut record, &self.addresses[place], self.relations[place]);
                }
            }
            each(*id, &record)?;
        }
        Ok(())
    }

    /// Calls `each` with the key and the record of every address that waits.
    pub(crate) fn waiting<E>(&self, mut each: impl FnMut(u32, &[u8]) -> Result<(), E>) -> Result<(), E> {
        let waiting = self.order.iter().take_while(|index| self.owners[**index as usize] == 0);
        for &index in waiting {
            each(self.address_ids[index as usize], &self.addresses[index as usize])?;
        }
        Ok(())
    }
}
