//! What measures the work of a check, where somebody wants to know. This library asks no clock: whoever wants times brings
//! one.

/// Measures pieces of work that are done one after another. Those of several threads may be measured at once.
pub trait Meter: Sync {
    /// Does the work. `what` is a rule's id, or one of [`TEXT`] and [`LANGUAGE`].
    fn measure<T>(&self, what: &'static str, work: impl FnOnce() -> T) -> T;

    /// Whether work that several rules share is to be done before them, so that no rule is charged with what the others
    /// use too.
    fn is_on(&self) -> bool;

    /// Whether the time is over that the work may take: no further rule is begun then.
    #[inline]
    fn is_over(&self) -> bool {
        false
    }
}

/// The part in which lines are made as a viewer reads them.
pub const TEXT: &str = "text";

/// The part in which languages are told.
pub const LANGUAGE: &str = "language";

/// Nothing is measured, and nothing is paid for it.
impl Meter for () {
    #[inline]
    fn measure<T>(&self, _: &'static str, work: impl FnOnce() -> T) -> T {
        work()
    }

    #[inline]
    fn is_on(&self) -> bool {
        false
    }
}
