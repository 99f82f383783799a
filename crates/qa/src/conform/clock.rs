//! From what a list writes to frames of the picture.

use crate::shots::{Label, Moment, MomentError};
use tregua_parse::time::FrameRate;

/// A clock that runs with a picture: its rate, and what it shows at the first frame.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Clock {
    /// Frames a second.
    pub rate: FrameRate,
    /// What it shows at the picture's first frame; zero where nobody said.
    pub start: Option<Moment>,
}

impl Clock {
    /// The frame of 00:00:00:00 that a moment is.
    ///
    /// # Errors
    /// [`MomentError`] where it has no place at this rate.
    pub fn absolute(&self, moment: Moment) -> Result<i64, MomentError> {
        match moment {
            Moment::Frame(n) => Ok(n),
            // A time of day is the label that the clock shows then.
            Moment::Clock(time) => {
                let label = Label::at(time, self.rate).ok_or(MomentError::Range)?;
                self.absolute(Moment::Label(label))
            }
            Moment::Label(_) | Moment::Seconds(_) => {
                Ok(self.rate.nearest_frame(moment.time(Some(self.rate))?))
            }
        }
    }

    /// The first frame, counted from 00:00:00:00.
    ///
    /// # Errors
    /// As [`Self::absolute`].
    pub fn first(&self) -> Result<i64, MomentError> {
        self.start.map_or(Ok(0), |start| self.absolute(start))
    }

    /// The frame of the picture that a moment is. Frame numbers and seconds count from its first frame.
    ///
    /// # Errors
    /// As [`Self::absolute`].
    pub fn frame(&self, moment: Moment) -> Result<i64, MomentError> {
        let frame = self.absolute(moment)?;
        let counts = matches!(moment, Moment::Label(_) | Moment::Clock(_));
        let first = if counts { self.first()? } else { 0 };
        frame.checked_sub(first).ok_or(MomentError::Range)
    }
}
