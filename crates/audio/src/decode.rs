//! Packets to samples in their places.

use crate::codec;
use crate::edits::{self, Edits};
use crate::error::{AudioError, Result};
use crate::mono::{Decimator, weights};
use crate::source::Watched;
use crate::thrift::Thrift;
use crate::timeline::Timeline;
use crate::track::AudioTrack;
use crate::{Damage, Progress};
use std::io::{Read, Seek};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use symphonia::core::audio::{Audio, Channels, GenericAudioBufferRef};
use symphonia::core::codecs::CodecParameters;
use symphonia::core::codecs::audio::{AudioCodecParameters, AudioDecoder, AudioDecoderOptions};
use symphonia::core::errors::Error;
use symphonia::core::formats::probe::Hint;
use symphonia::core::formats::{FormatOptions, FormatReader, Track, TrackFlags};
use symphonia::core::io::{MediaSourceStream, MediaSourceStreamOptions};
use symphonia::core::meta::MetadataOptions;
use symphonia::core::packet::Packet;

/// Rates that sound has: what a header says beyond them is damage.
const RATES: std::ops::RangeInclusive<u32> = 4_000..=384_000;
/// Errors of the container in a row after which the rest is given up.
const MOST_ERRORS: u32 = 100;
/// Packets between two calls of the progress function.
const PACKETS_A_STEP: u64 = 256;

/// What is heard of a track, in the order of time.
pub(crate) enum Heard<'a> {
    /// One channel, every `step`-th sample of `rate` a second.
    Samples {
        /// Samples of the track in a second.
        rate: u32,
        /// Samples of the track to one of these.
        step: usize,
        /// These.
        samples: &'a [f32],
    },
    /// Samples of the track that were left out.
    LeftOut {
        /// Those of the track before them that were not.
        at: u64,
        /// How many they are.
        count: u64,
    },
}

/// A film whose headers have been read.
pub(crate) struct Film<'s> {
    format: Box<dyn FormatReader + 's>,
    edits: Vec<Edits>,
    seen: Arc<AtomicU64>,
    length: u64,
}

fn reading(error: Error) -> AudioError {
    match error {
        Error::IoError(error) if error.kind() != std::io::ErrorKind::UnexpectedEof => AudioError::Read(error),
        Error::IoError(_) => AudioError::NotAudio("it ends within its headers".to_owned()),
        Error::Unsupported(_) => AudioError::NotAudio("no kind of file that is known here".to_owned()),
        other => AudioError::NotAudio(other.to_string()),
    }
}

impl<'s> Film<'s> {
    pub(crate) fn open<R: Read + Seek + Send + Sync + 's>(mut reader: R) -> Result<Self> {
        let edits = edits::read(&mut reader).map_err(AudioError::Read)?;
        let (source, seen, length) = Watched::new(reader).map_err(AudioError::Read)?;
        let stream = MediaSourceStream::new(Box::new(source), MediaSourceStreamOptions::default());
        let probe = symphonia::default::get_probe();
        let format = probe
            .probe(&Hint::new(), stream, FormatOptions::default(), MetadataOptions::default())
            .map_err(reading)?;
        Ok(Self { format, edits, seen, length })
    }

    /// The audio tracks in the order of the file.
    pub(crate) fn tracks(&self) -> Vec<AudioTrack> {
        let codecs = symphonia::default::get_codecs();
        let audio = self.format.tracks().iter().filter_map(|track| Some((track, params(track)?)));
        audio
            .enumerate()
            .map(|(index, (track, params))| AudioTrack {
                index,
                codec: codec::name(params.codec),
                language: track.language.clone().filter(|language| !language.is_empty() && language != "und"),
                is_default: track.flags.contains(TrackFlags::DEFAULT),
                rate: params.sample_rate,
                channels: params.channels.as_ref().map(Channels::count),
                is_decodable: codecs.get_audio_decoder(params.codec).is_some()
                    && !codec::is_high_efficiency(params),
            })
            .collect()
    }

    /// Decodes one track, counted from 0 among audio tracks, into `hear`; all of the first `whole_ms` milliseconds, and
    /// of what follows as much as it takes. Gives what was damaged, and how many packets were left out.
    pub(crate) fn decode(
        mut self,
        index: usize,
        whole_ms: u64,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
        hear: &mut dyn FnMut(Heard<'_>),
    ) -> Result<(Damage, u64)> {
        let count = self.format.tracks().iter().filter(|track| params(track).is_some()).count();
        let chosen = self.format.tracks().iter().filter(|track| params(track).is_some()).nth(index);
        let track = chosen.ok_or(AudioError::NoSuchTrack { index, count })?.clone();
        let params = params(&track).ok_or(AudioError::NoTrack)?;
        let unread = || AudioError::Codec { codec: codec::name(params.codec), index };
        if codec::is_high_efficiency(params) {
            return Err(AudioError::Codec { codec: "HE-AAC".to_owned(), index });
        }
        let options = AudioDecoderOptions::default().gapless(false);
        let decoder =
            symphonia::default::get_codecs().make_audio_decoder(params, &options).map_err(|_| unread())?;
        let edits = edits::of(&self.edits, track.id).cloned();
        let mut ear = Ear {
            decoder,
            track: &track,
            edits,
            thrift: Thrift::new(params.codec, whole_ms),
            left_out: 0,
            frames: 0,
            out: None,
            damage: Damage::default(),
            why: String::new(),
        };
        let mut errors = 0;
        let mut last = 0;
        loop {
            if ear.damage.packets.is_multiple_of(PACKETS_A_STEP) {
                let position = self.seen.load(Ordering::Relaxed).max(last).min(self.length);
                last = position;
                if progress(Progress { position, total: self.length, heard_ms: ear.heard_ms() }).is_break() {
                    return Err(AudioError::Stopped);
                }
            }
            match self.format.next_packet() {
                Ok(Some(packet)) => {
                    errors = 0;
                    if packet.track_id == track.id {
                        ear.take(&packet, hear);
                    }
                }
                Ok(None) => break,
                Err(Error::IoError(error)) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
                    ear.damage.is_cut_short = true;
                    break;
                }
                Err(Error::IoError(error)) => return Err(AudioError::Read(error)),
                // A chained Ogg file: another programme begins, with other tracks.
                Err(Error::ResetRequired) => break,
                Err(error) => {
                    errors += 1;
                    ear.damage.undecodable += 1;
                    ear.why = error.to_string();
                    if errors >= MOST_ERRORS {
                        ear.damage.is_cut_short = true;
                        break;
                    }
                }
            }
            if ear.is_full() {
                break;
            }
        }
        progress(Progress { position: self.length, total: self.length, heard_ms: ear.heard_ms() }).is_break();
        ear.finish()
    }
}

impl Damage {
    fn note_silence(&mut self, samples: u64, rate: u32) {
        self.silence_ms =
            self.silence_ms.saturating_add(samples.saturating_mul(1000) / u64::from(rate.max(1)));
    }
}

/// The sample of the programme at which a packet is heard, where that is known; `None` where it is not heard at all.
fn heard(track: &Track, edits: Option<&Edits>, packet: &Packet, rate: u32) -> Option<Option<i128>> {
    let base = track.time_base.map(|base| (i128::from(base.numer.get()), i128::from(base.denom.get())));
    let at = base.map(|(numer, denom)| {
        let ticks = i128::from(packet.pts.get()) * numer * i128::from(rate);
        // Round to nearest.
        (2 * ticks + denom).div_euclid(2 * denom)
    });
    match (edits, at) {
        (Some(edits), Some(at)) => edits.place(at, rate).map(Some),
        (_, at) => Some(at),
    }
}

fn params(track: &Track) -> Option<&AudioCodecParameters> {
    match &track.codec_params {
        Some(CodecParameters::Audio(params)) => Some(params),
        _ => None,
    }
}

/// What the first packet has settled: the rate, and with it the time line.
struct Out {
    rate: u32,
    timeline: Timeline,
    decimator: Decimator,
    channels: Channels,
    weights: Vec<f32>,
    mixed: Vec<f32>,
    planes: Vec<Vec<f32>>,
    made: Vec<f32>,
    /// Samples of the track that went on.
    sent: u64,
}

/// One track while it is decoded.
struct Ear<'a> {
    decoder: Box<dyn AudioDecoder>,
    track: &'a Track,
    edits: Option<Edits>,
    thrift: Thrift,
    left_out: u64,
    /// Samples of the last packet.
    frames: usize,
    out: Option<Out>,
    damage: Damage,
    why: String,
}

impl Ear<'_> {
    fn heard_ms(&self) -> u64 {
        self.out
            .as_ref()
            .map_or(0, |out| out.timeline.written().saturating_mul(1000) / u64::from(out.rate.max(1)))
    }

    fn is_full(&self) -> bool {
        self.out.as_ref().is_some_and(|out| out.timeline.is_full())
    }

    fn take(&mut self, packet: &Packet, hear: &mut dyn FnMut(Heard<'_>)) {
        self.damage.packets += 1;
        if self.leaves_out(packet, hear) {
            return;
        }
        let decoded = self.decoder.decode(packet);
        self.thrift.decoded(decoded.is_ok());
        let buffer = match decoded {
            Ok(buffer) => buffer,
            Err(error) => {
                // The next packet's time leaves a gap where this one was, and the time line fills it.
                self.damage.undecodable += 1;
                self.why = error.to_string();
                return;
            }
        };
        let (rate, channels, frames) = (buffer.spec().rate(), buffer.spec().channels(), buffer.frames());
        if !RATES.contains(&rate) || channels.count() == 0 || channels.count() > 64 {
            self.damage.undecodable += 1;
            self.why = format!("a rate of {rate} Hz with {} channels", channels.count());
            return;
        }
        let out = self.out.get_or_insert_with(|| Out::new(rate, channels.clone()));
        if out.rate != rate {
            self.damage.undecodable += 1;
            self.why = format!("the rate changes from {} to {rate} Hz", out.rate);
            return;
        }
        if out.channels != *channels {
            out.channels = channels.clone();
            out.weights = weights(channels);
        }
        self.frames = frames;
        let Some(heard) = heard(self.track, self.edits.as_ref(), packet, rate) else { return };
        let place = out.timeline.place(heard, frames);
        self.damage.note_silence(place.silence, rate);
        out.silence(place.silence, hear);
        out.mix(&buffer, place.skip, place.take);
        out.send(hear);
    }

    /// Leaves a packet out where that is done: whether it was.
    fn leaves_out(&mut self, packet: &Packet, hear: &mut dyn FnMut(Heard<'_>)) -> bool {
        let (heard_ms, frames) = (self.heard_ms(), self.frames);
        let Some(out) = &mut self.out else { return false };
        if !self.thrift.leaves_out(heard_ms, frames, out.rate) {
            return false;
        }
        self.left_out += 1;
        let Some(heard) = heard(self.track, self.edits.as_ref(), packet, out.rate) else { return true };
        let place = out.timeline.place(heard, frames);
        self.damage.note_silence(place.silence, out.rate);
        out.silence(place.silence, hear);
        hear(Heard::LeftOut { at: out.sent, count: place.take as u64 });
        true
    }

    fn finish(self) -> Result<(Damage, u64)> {
        if self.out.is_none() && self.damage.packets > 0 {
            return Err(AudioError::Undecodable { packets: self.damage.packets, why: self.why });
        }
        Ok((self.damage, self.left_out))
    }
}

impl Out {
    fn new(rate: u32, channels: Channels) -> Self {
        Self {
            rate,
            timeline: Timeline::new(rate),
            decimator: Decimator::new(rate),
            weights: weights(&channels),
            channels,
            mixed: Vec::new(),
            planes: Vec::new(),
            made: Vec::new(),
            sent: 0,
        }
    }

    /// Puts `count` samples of silence into the stream, a piece at a time.
    fn silence(&mut self, mut count: u64, hear: &mut dyn FnMut(Heard<'_>)) {
        while count > 0 {
            let piece = count.min(8192);
            self.mixed.clear();
            self.mixed.resize(piece as usize, 0.0);
            self.send(hear);
            count -= piece;
        }
    }

    /// Mixes `take` samples, from the one at `skip` on, into one channel.
    fn mix(&mut self, buffer: &GenericAudioBufferRef<'_>, skip: usize, take: usize) {
        self.mixed.clear();
        self.mixed.resize(take, 0.0);
        if let GenericAudioBufferRef::F32(buffer) = buffer {
            // What AAC, MP3 and Vorbis give: no copy is needed.
            for (plane, weight) in buffer.iter_planes().zip(&self.weights) {
                add(&mut self.mixed, plane.get(skip..).unwrap_or_default(), *weight);
            }
            return;
        }
        buffer.copy_to_vecs_planar::<f32>(&mut self.planes);
        for (plane, weight) in self.planes.iter().zip(&self.weights) {
            add(&mut self.mixed, plane.get(skip..).unwrap_or_default(), *weight);
        }
    }

    fn send(&mut self, hear: &mut dyn FnMut(Heard<'_>)) {
        self.made.clear();
        self.decimator.push(&self.mixed, &mut self.made);
        self.sent = self.sent.saturating_add(self.mixed.len() as u64);
        hear(Heard::Samples { rate: self.rate, step: self.decimator.step(), samples: &self.made });
    }
}

fn add(into: &mut [f32], plane: &[f32], weight: f32) {
    if weight == 0.0 {
        return;
    }
    for (sum, sample) in into.iter_mut().zip(plane) {
        *sum += sample * weight;
    }
}
