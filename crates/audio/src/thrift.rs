//! Which packets are not decoded, because those around them tell enough.
//!
//! Nearly all the work of listening to a film is decoding AAC. A packet of AAC-LC stands by itself: only its first half is
//! mixed with the second half of the packet before. So behind each packet that was decoded one is left out; the decoder
//! then mixes the halves on both sides of it, without a click, and what lacks is 21 ms of sound at 48 kHz. An MP3's packets
//! borrow bits from one another, and other codecs cost little. What it costs the aligner stands in docs/audio.md.

use symphonia::core::codecs::audio::AudioCodecId;
use symphonia::core::codecs::audio::well_known::CODEC_ID_AAC;

/// Milliseconds of sound of which everything is decoded: 20 minutes are two seconds of work, and cues of a clip are few,
/// so that each of them counts.
pub(crate) const WHOLE_MS: u64 = 20 * 60 * 1000;
/// Packets in a row that are decoded well before one is left out.
const KEEP: u32 = 1;
/// The longest packet that may be left out, in milliseconds: one at 44.1 kHz. Those of lower rates are longer, and less work.
const LONGEST_MS: u64 = 24;

/// Says of each packet whether it is decoded.
#[derive(Debug)]
pub(crate) struct Thrift {
    /// How much is decoded whole, from the beginning; `None` for all of it.
    whole_ms: Option<u64>,
    /// Packets decoded well since one was not.
    run: u32,
}

impl Thrift {
    /// For a codec; all of the first `whole_ms` milliseconds is decoded.
    pub(crate) fn new(codec: AudioCodecId, whole_ms: u64) -> Self {
        Self { whole_ms: (codec == CODEC_ID_AAC).then_some(whole_ms), run: 0 }
    }

    /// Whether the next packet is left out, where `heard_ms` are heard and the last packet had `frames` samples of `rate` a
    /// second.
    pub(crate) fn leaves_out(&mut self, heard_ms: u64, frames: usize, rate: u32) -> bool {
        let is_late = self.whole_ms.is_some_and(|whole| heard_ms >= whole);
        let length = (frames as u64).saturating_mul(1000) / u64::from(rate.max(1));
        if !is_late || self.run < KEEP || length == 0 || length > LONGEST_MS {
            return false;
        }
        self.run = 0;
        true
    }

    /// A packet was decoded, well or not.
    pub(crate) fn decoded(&mut self, well: bool) {
        self.run = if well { self.run.saturating_add(1) } else { 0 };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use symphonia::core::codecs::audio::well_known::CODEC_ID_MP3;

    /// Which of some packets are left out, `bad` ones among them.
    fn left_out(mut thrift: Thrift, rate: u32, bad: &[usize]) -> Vec<usize> {
        let mut out = Vec::new();
        for packet in 0..12 {
            if thrift.leaves_out(packet as u64 * 21, 1024, rate) {
                out.push(packet);
            } else {
                thrift.decoded(!bad.contains(&packet));
            }
        }
        out
    }

    #[test]
    fn every_second_packet_is_left_out_where_all_goes_well() {
        assert_eq!(left_out(Thrift::new(CODEC_ID_AAC, 0), 48_000, &[]), [1, 3, 5, 7, 9, 11]);
        assert_eq!(
            left_out(Thrift::new(CODEC_ID_AAC, 100), 44_100, &[]),
            [5, 7, 9, 11],
            "the beginning is heard"
        );
        assert_eq!(
            left_out(Thrift::new(CODEC_ID_AAC, 0), 48_000, &[0, 3]),
            [2, 5, 7, 9, 11],
            "damage is heard around"
        );
        assert!(left_out(Thrift::new(CODEC_ID_AAC, 0), 24_000, &[]).is_empty(), "43 ms are too long");
        assert!(left_out(Thrift::new(CODEC_ID_MP3, 0), 48_000, &[]).is_empty());
        assert!(left_out(Thrift::new(CODEC_ID_AAC, WHOLE_MS), 48_000, &[]).is_empty());
    }
}
