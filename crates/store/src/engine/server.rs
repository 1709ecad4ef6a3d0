//! Where a PostgreSQL server is, and how to sign in to it.

use std::borrow::Cow;
use std::time::Duration;

use percent_encoding::percent_decode_str;
use sqlx::postgres::{PgConnectOptions, PgSslMode};
use sqlx::{ConnectOptions as _, PgConnection};
use tokio::time::timeout;
use url::{Host, Url};

use super::Session;
use super::postgres::Link;
use crate::StoreError;

/// The schema of a workspace: whatever else is in the database stays apart from it.
pub(crate) const SCHEMA: &str = "clientele";
/// How long a server may take to let someone in.
const PATIENCE: Duration = Duration::from_secs(15);
/// A server notices within a minute that a computer went away, which may have held the lock of whoever writes.
const SETTINGS: [(&str, &str); 5] = [
    ("search_path", SCHEMA),
    ("client_min_messages", "warning"),
    ("tcp_keepalives_idle", "30"),
    ("tcp_keepalives_interval", "10"),
    ("tcp_keepalives_count", "3"),
];

/// Where a workspace is, and how to sign in. The password is in memory only and is never shown.
#[derive(Clone)]
pub(crate) struct Server {
    options: PgConnectOptions,
    shown: String,
    has_password: bool,
}

impl std::fmt::Debug for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.shown)
    }
}

impl Server {
    /// Reads `postgres://user:password@host:port/database`. A password given beside the address counts before the one in
    /// it, and that before `PGPASSWORD`. Another host is spoken to through TLS unless the address says otherwise.
    ///
    /// The address is not handed to sqlx, which logs options that it does not know with their values, and lines of a
    /// password file that it cannot read.
    pub(crate) fn parse(url: &str, password: Option<&str>) -> Result<Self, StoreError> {
        const BAD: StoreError = StoreError::ServerRefused("bad_url");
        let (address, written) = split_password(url.trim());
        let mut url = Url::parse(&address).map_err(|_| BAD)?;
        if !["postgres", "postgresql"].contains(&url.scheme()) || url.fragment().is_some() {
            return Err(BAD);
        }
        let mut options = PgConnectOptions::new_without_pgpass()
            .application_name("Clientele")
            .options(SETTINGS)
            .disable_statement_logging();
        options = match url.host() {
            Some(Host::Ipv6(host)) => options.host(&host.to_string()),
            Some(host) => at_host(options, &decoded(&host.to_string())),
            None => options,
        };
        if let Some(port) = url.port() {
            options = options.port(port);
        }
        if !url.username().is_empty() {
            options = options.username(&decoded(url.username()));
        }
        let database = url.path().trim_start_matches('/');
        if !database.is_empty() {
            options = options.database(&decoded(database));
        }
        let (mut among_options, mut mode, mut shown) = (None, None, Vec::new());
        for piece in url.query().unwrap_or_default().split('&').filter(|piece| !piece.is_empty()) {
            let (key, value) = url::form_urlencoded::parse(piece.as_bytes()).next().ok_or(BAD)?;
            options = match &*key {
                "password" => {
                    among_options = Some(value.into_owned());
                    continue;
                }
                "sslmode" => {
                    mode = Some(value.parse::<PgSslMode>().map_err(|_| BAD)?);
                    options
                }
                "sslrootcert" => options.ssl_root_cert(&*value),
                "sslcert" => options.ssl_client_cert(&*value),
                "sslkey" => options.ssl_client_key(&*value),
                "host" => at_host(options, &value),
                "port" => options.port(value.parse().map_err(|_| BAD)?),
                "user" => options.username(&value),
                "dbname" => options.database(&value),
                _ => return Err(BAD),
            };
            shown.push(piece.to_owned());
        }
        let given = password.filter(|password| !password.is_empty()).map(ToOwned::to_owned);
        let password = given.or(written).or(among_options);
        if let Some(password) = &password {
            options = options.password(password);
        }
        let has_password = password.is_some() || std::env::var_os("PGPASSWORD").is_some();
        let is_weak = !matches!(
            options.get_ssl_mode(),
            PgSslMode::Require | PgSslMode::VerifyCa | PgSslMode::VerifyFull
        );
        match mode {
            Some(mode) => options = options.ssl_mode(mode),
            None if is_weak && !is_this_computer(&options) => options = options.ssl_mode(PgSslMode::Require),
            None => {}
        }
        url.set_query(Some(shown.join("&").as_str()).filter(|query| !query.is_empty()));
        Ok(Self { options, shown: url.to_string(), has_password })
    }

    /// The address without its password.
    pub(crate) fn shown(&self) -> &str {
        &self.shown
    }

    /// The database's name.
    pub(crate) fn database(&self) -> &str {
        self.options.get_database().unwrap_or_else(|| self.options.get_username())
    }

    pub(crate) fn options(&self) -> PgConnectOptions {
        self.options.clone()
    }

    /// A connection of one's own.
    pub(crate) async fn session(&self) -> Result<Session, StoreError> {
        let connection = connect(&self.options).await.map_err(|error| match error {
            StoreError::PasswordNeeded { .. } => StoreError::PasswordNeeded { refused: self.has_password },
            other => other,
        })?;
        Ok(Session::Postgres(Link::own(connection)))
    }
}

/// An address as it may be shown: without its password, and without options where it cannot be read.
#[must_use]
pub fn without_password(url: &str) -> String {
    match Server::parse(url, None) {
        Ok(server) => server.shown,
        Err(_) => {
            let address = split_password(url.trim()).0;
            address.split(['?', '#']).next().unwrap_or_default().to_owned()
        }
    }
}

/// A new connection.
pub(super) async fn connect(options: &PgConnectOptions) -> Result<PgConnection, StoreError> {
    match timeout(PATIENCE, options.connect()).await {
        Ok(connection) => Ok(connection?),
        Err(_) => Err(StoreError::ServerGone("the server does not answer".to_owned())),
    }
}

/// The folder of a socket is a host too.
fn at_host(options: PgConnectOptions, host: &str) -> PgConnectOptions {
    if host.starts_with('/') { options.socket(host) } else { options.host(host) }
}

fn is_this_computer(options: &PgConnectOptions) -> bool {
    options.get_socket().is_some()
        || options.get_host().starts_with('/')
        || ["localhost", "127.0.0.1", "::1"].contains(&options.get_host())
}

/// Takes the password out of an address: it goes to the last `@`, for who writes one often leaves its signs as they are.
fn split_password(url: &str) -> (Cow<'_, str>, Option<String>) {
    let split = || {
        let (scheme, rest) = url.split_once("://")?;
        let (credentials, place) = rest.rsplit_once('@')?;
        let (user, password) = credentials.split_once(':')?;
        if user.contains(['/', '?', '#', '@']) {
            return None;
        }
        Some((format!("{scheme}://{user}@{place}"), decoded(password).into_owned()))
    };
    match split() {
        Some((address, password)) => (Cow::Owned(address), Some(password)),
        None => (Cow::Borrowed(url), None),
    }
}

/// What does not decode stands for itself.
fn decoded(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8().unwrap_or(Cow::Borrowed(text))
}

#[cfg(test)]
mod tests {
    use sqlx::postgres::PgSslMode;

    use super::{Server, split_password, without_password};
    use crate::StoreError;

    #[test]
    fn a_password_is_never_shown() {
        let check = |url: &str, expected: &str| {
            let server = Server::parse(url, Some("given")).expect("an address");
            assert_eq!((server.shown(), format!("{server:?}").as_str()), (expected, expected));
        };
        check("postgres://ada:s3cret@db.example:5433/shop", "postgres://ada@db.example:5433/shop");
        check(" postgres://ada:s3%3Acret@db.example/shop\n", "postgres://ada@db.example/shop");
        check(
            "postgres://ada:p@ss:/?#word@db.example/shop?sslmode=disable",
            "postgres://ada@db.example/shop?sslmode=disable",
        );
        check(
            "postgres://ada@localhost/shop?password=s3cret&sslmode=prefer",
            "postgres://ada@localhost/shop?sslmode=prefer",
        );
        check("postgres://localhost/shop?%70assword=s3cret&user=ada", "postgres://localhost/shop?user=ada");
        check("postgresql:///shop?host=/run/postgresql", "postgresql:///shop?host=/run/postgresql");
        check("postgres://ada@[::1]:5433/shop", "postgres://ada@[::1]:5433/shop");
    }

    #[test]
    fn passwords_are_taken_as_they_are_meant() {
        let check = |url: &str, expected: Option<&str>| {
            assert_eq!(split_password(url).1.as_deref(), expected, "{url}");
        };
        check("postgres://ada@host/shop", None);
        check("postgres://ada:@host/shop", Some(""));
        check("postgres://ada:s3cret@host/shop", Some("s3cret"));
        check("postgres://ada:p%40ss%3Aw%C3%B6rd@host/shop", Some("p@ss:wörd"));
        check("postgres://ada:p@ss/w?rd#@host/shop", Some("p@ss/w?rd#"));
        check("postgres://ada:100%@host/shop", Some("100%"));
        check("postgres://host:5432/shop", None);
    }

    #[test]
    fn other_hosts_are_spoken_to_through_tls() {
        let check = |url: &str, is_encrypted: bool| {
            let server = Server::parse(url, None).expect("an address");
            let mode = server.options.get_ssl_mode();
            let always = matches!(mode, PgSslMode::Require | PgSslMode::VerifyCa | PgSslMode::VerifyFull);
            assert_eq!(always, is_encrypted, "{url}");
        };
        check("postgres://ada@db.example/shop", true);
        check("postgres://ada@10.0.0.7/shop", true);
        check("postgres://ada@localhost.example/shop?dbname=sslmode=disable", true);
        check("postgres://ada@db.example/shop?sslmode=verify-full", true);
        check("postgres://ada@db.example/shop?sslmode=prefer", false);
        for here in ["localhost", "127.0.0.1", "[::1]", "%2Frun%2Fpostgresql"] {
            check(&format!("postgres://ada@{here}/shop"), false);
        }
    }

    #[test]
    fn what_is_no_address_is_refused_without_repeating_it() {
        for url in [
            "",
            "shop.clientele",
            "mysql://ada@host/shop",
            "postgres://ada@host:port/shop",
            "postgres://ada@host/shop?passwd=s3cret",
            "postgres://ada@host/shop?sslmode=maybe",
            "postgres://ada@host/shop#s3cret",
        ] {
            let refused = Server::parse(url, None).expect_err(url);
            assert!(matches!(refused, StoreError::ServerRefused("bad_url")), "{url}");
            assert!(!refused.to_string().contains("s3cret"));
            assert!(!without_password(url).contains("s3cret"), "{url}");
        }
    }
}
