//! A WAV file of 16 bits, one channel.

use std::io::{self, Seek, SeekFrom, Write};

pub(crate) struct Writer<W: Write> {
    out: io::BufWriter<W>,
    bytes: u32,
}

impl<W: Write + Seek> Writer<W> {
    pub(crate) fn new(out: W, rate: u32) -> io::Result<Self> {
        let mut out = io::BufWriter::new(out);
        out.write_all(b"RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0")?;
        out.write_all(&rate.to_le_bytes())?;
        out.write_all(&(rate * 2).to_le_bytes())?;
        out.write_all(b"\x02\0\x10\0data\0\0\0\0")?;
        Ok(Self { out, bytes: 0 })
    }

    pub(crate) fn push(&mut self, samples: &[f32]) -> io::Result<()> {
        for sample in samples {
            let value = (sample * 32_767.0).clamp(-32_768.0, 32_767.0) as i16;
            self.out.write_all(&value.to_le_bytes())?;
            self.bytes += 2;
        }
        Ok(())
    }

    pub(crate) fn finish(mut self) -> io::Result<()> {
        self.out.seek(SeekFrom::Start(4))?;
        self.out.write_all(&(self.bytes + 36).to_le_bytes())?;
        self.out.seek(SeekFrom::Start(40))?;
        self.out.write_all(&self.bytes.to_le_bytes())?;
        self.out.flush()
    }
}
