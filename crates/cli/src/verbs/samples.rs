//! `clientele samples`.

use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::ops::ControlFlow;
use std::process::ExitCode;

use clientele_samples::Options;
use clientele_wire::{ErrorCode, Failure};

use crate::arguments::Samples;

pub fn run(arguments: &Samples) -> Result<ExitCode, Failure> {
    write(arguments).map_err(|error| {
        let code = if error.kind() == io::ErrorKind::StorageFull {
            ErrorCode::DiskFull
        } else {
            ErrorCode::ReadOnly
        };
        Failure::new(code).with("path", &arguments.out.display())
    })?;
    Ok(ExitCode::SUCCESS)
}

fn write(arguments: &Samples) -> io::Result<()> {
    fs::create_dir_all(&arguments.out)?;
    let create = |name: &str| File::create(arguments.out.join(name)).map(BufWriter::new);
    let (mut customers, mut addresses) = (create("customer.csv")?, create("customer_address.csv")?);
    let (mut subscribers, mut orders) = (create("subscribers.csv")?, create("orders.csv")?);
    let options = Options { customers: arguments.customers, seed: arguments.seed, ..Options::default() };
    clientele_samples::write(&options, &mut customers, &mut addresses, &mut |_| ControlFlow::Continue(()))?;
    clientele_samples::write_subscribers(&options, &mut subscribers)?;
    clientele_samples::write_orders(&options, &mut orders)?;
    [customers, addresses, subscribers, orders].iter_mut().try_for_each(io::Write::flush)
}
