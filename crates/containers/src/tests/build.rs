//! Small films built byte by byte, for what no program at hand writes.

/// An EBML element with a size of eight bytes.
pub(super) fn element(id: u32, body: &[u8]) -> Vec<u8> {
    let id = id.to_be_bytes();
    let id = &id[id.iter().take_while(|b| **b == 0).count()..];
    let size = (body.len() as u64 | 1 << 56).to_be_bytes();
    [id, &size, body].concat()
}

/// An element that holds a number.
pub(super) fn number(id: u32, value: u64) -> Vec<u8> {
    element(id, &value.to_be_bytes())
}

/// A Matroska file: the tracks' entries, and what stands behind them.
pub(super) fn matroska(entries: &[Vec<u8>], rest: &[Vec<u8>]) -> Vec<u8> {
    let header = [element(0x4282, b"matroska"), number(0x4287, 4), number(0x4285, 2)];
    let info = element(0x1549_a966, &[element(0x4d80, b"t"), element(0x5741, b"t")].concat());
    let tracks = element(0x1654_ae6b, &entries.concat());
    let segment = element(0x1853_8067, &[info, tracks, rest.concat()].concat());
    [element(0x1a45_dfa3, &header.concat()), segment].concat()
}

/// An entry of a text track, with further elements.
pub(super) fn entry(id: u64, codec: &str, more: &[Vec<u8>]) -> Vec<u8> {
    let parts = [number(0xd7, id), number(0x73c5, id), number(0x83, 17), element(0x86, codec.as_bytes())];
    element(0xae, &[parts.concat(), more.concat()].concat())
}

/// A cluster with its blocks.
pub(super) fn cluster(time: u64, blocks: &[Vec<u8>]) -> Vec<u8> {
    element(0x1f43_b675, &[number(0xe7, time), blocks.concat()].concat())
}

/// A block's content: track, time, flags, frame.
pub(super) fn block(track: u8, time: i16, data: &[u8]) -> Vec<u8> {
    [&[0x80 | track][..], &time.to_be_bytes(), &[0], data].concat()
}

/// A block with a duration, in a group.
pub(super) fn group(track: u8, time: i16, duration: u64, data: &[u8]) -> Vec<u8> {
    element(0xa0, &[element(0xa1, &block(track, time, data)), number(0x9b, duration)].concat())
}

/// A box.
pub(super) fn boxed(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
    [&(body.len() as u32 + 8).to_be_bytes()[..], kind, body].concat()
}

/// 32-bit words.
pub(super) fn words(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_be_bytes()).collect()
}

/// A sample description: four letters, six zeros, a reference, and what follows.
pub(super) fn description(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
    boxed(kind, &[&[0, 0, 0, 0, 0, 0, 0, 1][..], body].concat())
}

/// A text track of an MP4 file; scale 1000 in the film, `scale` in the track.
pub(super) struct Mp4<'a> {
    pub(super) handler: &'a [u8; 4],
    pub(super) description: Vec<u8>,
    pub(super) scale: u32,
    /// Length and bytes of each sample.
    pub(super) samples: Vec<(u32, Vec<u8>)>,
    /// `elst` rows of version 0: length, start.
    pub(super) edits: Vec<(u32, i32)>,
    /// Further boxes of the track.
    pub(super) more: Vec<u8>,
}

impl Mp4<'_> {
    /// The file, with its samples before its headers.
    pub(super) fn build(&self) -> Vec<u8> {
        let ftyp = boxed(b"ftyp", b"isom\0\0\0\0isom");
        let data: Vec<u8> = self.samples.iter().flat_map(|(_, data)| data.clone()).collect();
        let mut place = ftyp.len() as u32 + 8;
        let n = self.samples.len() as u32;
        let (mut stts, mut stsz, mut stco) = (words(&[0, n]), words(&[0, 0, n]), words(&[0, n]));
        for (length, data) in &self.samples {
            stts.extend(words(&[1, *length]));
            stsz.extend(words(&[data.len() as u32]));
            stco.extend(words(&[place]));
            place += data.len() as u32;
        }
        let stbl = boxed(
            b"stbl",
            &[
                boxed(b"stsd", &[words(&[0, 1]), self.description.clone()].concat()),
                boxed(b"stts", &stts),
                boxed(b"stsc", &words(&[0, 1, 1, 1, 1])),
                boxed(b"stsz", &stsz),
                boxed(b"stco", &stco),
            ]
            .concat(),
        );
        let kaz = "kaz".bytes().fold(0u32, |n, b| n << 5 | u32::from(b - 0x60));
        let mdhd = boxed(b"mdhd", &words(&[0, 0, 0, self.scale, 0, kaz << 16]));
        let hdlr = boxed(b"hdlr", &[&words(&[0, 0])[..], self.handler, &[0; 12], b"Subtitles\0"].concat());
        let mdia = boxed(b"mdia", &[mdhd, hdlr, boxed(b"minf", &stbl)].concat());
        let rows =
            self.edits.iter().map(|(length, from)| words(&[*length, from.cast_unsigned(), 0x0001_0000]));
        let elst = boxed(
            b"elst",
            &[words(&[0, self.edits.len() as u32]), rows.collect::<Vec<_>>().concat()].concat(),
        );
        let edts = if self.edits.is_empty() { Vec::new() } else { boxed(b"edts", &elst) };
        let tkhd = boxed(b"tkhd", &words(&[1, 0, 0, 1, 0]));
        let trak = boxed(b"trak", &[tkhd, edts, mdia, self.more.clone()].concat());
        let moov = boxed(b"moov", &[boxed(b"mvhd", &words(&[0, 0, 0, 1000, 0])), trak].concat());
        [ftyp, boxed(b"mdat", &data), moov].concat()
    }
}
