//! A connection to a server that breaks when a test wants it to.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

/// What a client asks for with its last word.
const COMMIT: &[u8] = b"COMMIT\0";

/// Where a connection breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Cut {
    /// Nowhere.
    #[default]
    Nowhere,
    /// The next commit does not arrive.
    BeforeCommit,
    /// The next commit arrives, its answer does not.
    AfterCommit,
    /// As [`Self::AfterCommit`], and nobody gets through any more.
    ForGood,
    /// Nobody gets through.
    Dead,
}

/// A port of this computer that leads to another one.
#[derive(Debug)]
pub struct Wire {
    port: u16,
    cut: Arc<Mutex<Cut>>,
}

impl Wire {
    /// Leads to that port.
    #[must_use]
    pub fn to(target: u16) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port is free");
        let port = listener.local_addr().expect("an address").port();
        let cut = Arc::new(Mutex::new(Cut::Nowhere));
        let shared = Arc::clone(&cut);
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                if *lock(&shared) == Cut::Dead {
                    continue;
                }
                let Ok(server) = TcpStream::connect(("127.0.0.1", target)) else { continue };
                join(client, server, &shared);
            }
        });
        Self { port, cut }
    }

    /// The port that leads there.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Breaks, or mends.
    pub fn cut(&self, cut: Cut) {
        *lock(&self.cut) = cut;
    }
}

fn lock(cut: &Mutex<Cut>) -> MutexGuard<'_, Cut> {
    cut.lock().unwrap_or_else(PoisonError::into_inner)
}

fn join(client: TcpStream, server: TcpStream, cut: &Arc<Mutex<Cut>>) {
    // Whether the answer to a commit is what comes next.
    let waits = Arc::new(Mutex::new(false));
    let copy = |of: &TcpStream| of.try_clone().expect("a handle");
    let (up, down) = ((copy(&client), copy(&server)), (server, client));
    let (cut, asked) = (Arc::clone(cut), Arc::clone(&waits));
    thread::spawn(move || {
        pass(&up.0, &up.1, |bytes| {
            let commits = bytes.windows(COMMIT.len()).any(|window| window == COMMIT);
            let mut cut = lock(&cut);
            match *cut {
                Cut::BeforeCommit if commits => {
                    *cut = Cut::Nowhere;
                    false
                }
                Cut::AfterCommit | Cut::ForGood if commits => {
                    *cut = if *cut == Cut::ForGood { Cut::Dead } else { Cut::Nowhere };
                    *asked.lock().unwrap_or_else(PoisonError::into_inner) = true;
                    true
                }
                _ => true,
            }
        });
    });
    thread::spawn(move || {
        pass(&down.0, &down.1, |_| !*waits.lock().unwrap_or_else(PoisonError::into_inner));
    });
}

/// Passes bytes on until either end closes, or `may` says that the connection breaks before these.
fn pass(mut from: &TcpStream, mut to: &TcpStream, mut may: impl FnMut(&[u8]) -> bool) {
    let mut buffer = vec![0; 1 << 16];
    while let Ok(read @ 1..) = from.read(&mut buffer) {
        if !may(&buffer[..read]) || to.write_all(&buffer[..read]).is_err() {
            break;
        }
    }
    let _ = (from.shutdown(Shutdown::Both), to.shutdown(Shutdown::Both));
}
