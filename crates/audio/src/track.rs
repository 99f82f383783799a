//! What there is to listen to.

/// One audio track of a film.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AudioTrack {
    /// Its number among the audio tracks, from 0, as in ffmpeg's `0:a:0`.
    pub index: usize,
    /// Its codec as people call it.
    pub codec: String,
    /// Its language as the container spells it; `None` where it is not said.
    pub language: Option<String>,
    /// Whether the container marks it as the one to play.
    pub is_default: bool,
    /// Samples a second, as the header says.
    pub rate: Option<u32>,
    /// How many channels, as the header says.
    pub channels: Option<usize>,
    /// Whether [`listen`](crate::listen) can decode it.
    pub is_decodable: bool,
}

/// The track that is heard when nobody says which: the first that is marked as default, else the first.
///
/// It need not be decodable: another one is often a commentary, so it is better to be told.
pub(crate) fn choose(tracks: &[AudioTrack]) -> Option<&AudioTrack> {
    tracks.iter().find(|track| track.is_default).or(tracks.first())
}
