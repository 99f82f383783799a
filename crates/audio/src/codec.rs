//! What people call a codec.

use symphonia::core::codecs::audio::{
    AudioCodecId, AudioCodecParameters, CODEC_ID_NULL_AUDIO, well_known::*,
};

/// The codec's name for a person.
pub(crate) fn name(codec: AudioCodecId) -> String {
    let known = match codec {
        CODEC_ID_NULL_AUDIO => "in a codec that the container does not name",
        CODEC_ID_PCM_U8 | CODEC_ID_PCM_S16LE | CODEC_ID_PCM_S16BE | CODEC_ID_PCM_S24LE
        | CODEC_ID_PCM_S24BE | CODEC_ID_PCM_S32LE | CODEC_ID_PCM_S32BE | CODEC_ID_PCM_F32LE
        | CODEC_ID_PCM_F32BE | CODEC_ID_PCM_F64LE | CODEC_ID_PCM_ALAW | CODEC_ID_PCM_MULAW => "PCM",
        CODEC_ID_AAC => "AAC",
        CODEC_ID_MP1 => "MPEG layer 1",
        CODEC_ID_MP2 => "MPEG layer 2",
        CODEC_ID_MP3 => "MP3",
        CODEC_ID_VORBIS => "Vorbis",
        CODEC_ID_OPUS => "Opus",
        CODEC_ID_SPEEX => "Speex",
        CODEC_ID_AC3 => "AC-3 (Dolby Digital)",
        CODEC_ID_EAC3 => "E-AC-3 (Dolby Digital Plus)",
        CODEC_ID_AC4 => "AC-4",
        CODEC_ID_DCA => "DTS",
        CODEC_ID_TRUEHD => "TrueHD",
        CODEC_ID_ALAC => "ALAC",
        CODEC_ID_FLAC => "FLAC",
        CODEC_ID_WAVPACK => "WavPack",
        CODEC_ID_TTA => "TTA",
        CODEC_ID_WMA => "Windows Media Audio",
        CODEC_ID_MUSEPACK => "Musepack",
        _ => return format!("in the codec {codec}"),
    };
    known.to_owned()
}

/// Whether AAC is of the kinds that double their rate (HE-AAC): their headers say so, and the decoder knows them not.
pub(crate) fn is_high_efficiency(params: &AudioCodecParameters) -> bool {
    // MPEG-4 audio object types 5 (SBR) and 29 (parametric stereo) stand in the first five bits.
    params.codec == CODEC_ID_AAC
        && params
            .extra_data
            .as_ref()
            .and_then(|data| data.first())
            .is_some_and(|first| matches!(first >> 3, 5 | 29))
}
