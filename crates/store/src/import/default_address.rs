//! The default addresses of customers: one that a file makes the default takes the place of another.

use serde_json::json;

use super::Import;
use super::address::Addresses;
use super::change::{Origin, Values};
use super::matching::Here;
use crate::StoreError;
use crate::record::ADDRESS;

/// What an address can be to its customer, by the store's columns: billing, shipping.
pub(super) const FLAGS: [&str; 2] = ["is_billing", "is_shipping"];

/// The default addresses that this import made, by customer: the last row whose flag is 1 (data-formats.md 6.3).
#[derive(Default)]
pub(super) struct Defaults {
    holders: [Vec<u32>; 2],
    /// Addresses that came here and gave way to another one that did: billing 0, shipping 1.
    pub(super) gave_up: Vec<(usize, u32)>,
}

impl Defaults {
    pub(super) fn holder(&self, place: usize, customer: u32) -> Option<u32> {
        self.holders[place].get(customer as usize).copied().filter(|holder| *holder != 0)
    }

    fn set(&mut self, place: usize, customer: u32, address: u32) {
        let (holders, index) = (&mut self.holders[place], customer as usize);
        if holders.len() <= index {
            holders.resize(index + 1, 0);
        }
        holders[index] = address;
    }
}

impl Import {
    /// Makes an address the default of its customer, where a flag says so. One that comes here carries its own flags.
    pub(super) fn make_default(
        &mut self,
        addresses: &Addresses,
        (customer, address): (u32, u32),
        wanted: [bool; 2],
        here: &Here,
        origin: Origin,
    ) -> Result<(), StoreError> {
        let first = self.next.first_address;
        let came_here = |address: u32| address >= first;
        for place in (0..2).filter(|place| wanted[*place]) {
            let made = self.address_seen.defaults.holder(place, customer);
            let holder = made.or_else(|| here.default_of(addresses, customer, place));
            self.address_seen.defaults.set(place, customer, address);
            if holder == Some(address) {
                continue;
            }
            if let Some(holder) = holder {
                if came_here(holder) {
                    self.address_seen.defaults.gave_up.push((place, holder));
                } else {
                    self.flag(holder, place, false, origin)?;
                }
            }
            if !came_here(address) {
                self.flag(address, place, true, origin)?;
            }
        }
        Ok(())
    }

    fn flag(&mut self, address: u32, place: usize, is: bool, origin: Origin) -> Result<(), StoreError> {
        let flag = |is: bool| Values::from_iter([(FLAGS[place].to_owned(), json!(u8::from(is)))]);
        self.changes.add((ADDRESS, address), origin, Some(flag(!is)), Some(flag(is)))
    }
}
