//! Text without U+0000. A team's database takes no text with it, nothing displays it, and XML has none; a file may hide
//! some in UTF-16 or in a workbook. U+FFFD stands for it, as for what cannot be decoded.

use std::io::{self, Read};

const BLOCK_BYTES: usize = 64 << 10;

/// Decoded text on its way.
pub(crate) struct WithoutNul<R> {
    inner: R,
    block: Vec<u8>,
    /// What of the block was not given yet.
    left: usize,
}

impl<R: Read> WithoutNul<R> {
    pub(crate) fn new(inner: R) -> Self {
        Self { inner, block: Vec::new(), left: 0 }
    }

    fn refill(&mut self) -> io::Result<()> {
        self.block.resize(BLOCK_BYTES, 0);
        let read = self.inner.read(&mut self.block)?;
        self.block.truncate(read);
        if memchr::memchr(0, &self.block).is_some() {
            let clean = |byte: &u8| match byte {
                0 => "\u{fffd}".as_bytes().to_vec(),
                byte => vec![*byte],
            };
            self.block = self.block.iter().flat_map(clean).collect();
        }
        self.left = self.block.len();
        Ok(())
    }
}

impl<R: Read> Read for WithoutNul<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            self.refill()?;
        }
        let start = self.block.len() - self.left;
        let given = self.left.min(buffer.len());
        buffer[..given].copy_from_slice(&self.block[start..start + given]);
        self.left -= given;
        Ok(given)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::WithoutNul;

    #[test]
    fn every_nul_is_replaced_and_nothing_else_changes() {
        let check = |text: String| {
            let mut read = String::new();
            let mut stream = WithoutNul::new(text.as_bytes());
            stream.read_to_string(&mut read).expect("text");
            assert_eq!(read, text.replace('\0', "\u{fffd}"));
        };
        check(String::new());
        check("\0".to_owned());
        check("a\0é\0\0".to_owned());
        check("zoë\0\n".repeat(20_000));
    }
}
