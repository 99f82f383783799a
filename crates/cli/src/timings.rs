//! `--timings`: what a check spends its time on.

use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Mutex;
use std::time::Duration;
use tregua_qa::check::Meter;

/// Processor time by parts of the work. Where it is off no clock is asked.
pub(crate) struct Timings(Option<Mutex<BTreeMap<&'static str, Spent>>>);

#[derive(Clone, Copy, Default)]
struct Spent {
    runs: u32,
    time: Duration,
}

/// What is not a rule, in the order it is done; [`tregua_qa::check`] has two more.
pub(crate) mod part {
    pub(crate) const START: &str = "start";
    pub(crate) const PROFILES: &str = "profiles";
    pub(crate) const READING: &str = "reading";
    pub(crate) const DECODING: &str = "decoding";
    pub(crate) const FORMAT: &str = "format";
    pub(crate) const PARSING: &str = "parsing";
    pub(crate) const LOWERING: &str = "lowering";
    pub(crate) const REPORTING: &str = "reporting";
}

/// The table, in the order of cost.
#[derive(Serialize, Debug)]
pub(crate) struct Table {
    /// The whole process so far, in nanoseconds; the parts are most of it.
    pub(crate) cpu_ns: u64,
    pub(crate) parts: Vec<Row>,
}

/// A part of the work.
#[derive(Serialize, Clone, Debug)]
pub(crate) struct Row {
    /// A rule's id, or what is done for all of them.
    pub(crate) part: &'static str,
    /// How many times it was done.
    pub(crate) runs: u32,
    pub(crate) cpu_ns: u64,
    /// Its share of the whole in thousandths.
    pub(crate) per_mille: u64,
}

impl Timings {
    /// Begins to measure, if anybody wants to know.
    pub(crate) fn new(on: bool) -> Self {
        let start = || Spent { runs: 1, time: process() };
        Self(on.then(|| Mutex::new(BTreeMap::from([(part::START, start())]))))
    }

    /// What was measured until now.
    pub(crate) fn table(&self) -> Option<Table> {
        let spent = self.0.as_ref()?.lock().map(|it| it.clone()).unwrap_or_default();
        let ns = |time: Duration| u64::try_from(time.as_nanos()).unwrap_or(u64::MAX);
        let whole = ns(process());
        let mut parts: Vec<Row> = spent
            .into_iter()
            .map(|(part, Spent { runs, time })| {
                let per_mille = ns(time).saturating_mul(1000).checked_div(whole).unwrap_or_default();
                Row { part, runs, cpu_ns: ns(time), per_mille }
            })
            .collect();
        parts.sort_by_key(|row| std::cmp::Reverse(row.cpu_ns));
        Some(Table { cpu_ns: whole, parts })
    }
}

impl Meter for Timings {
    fn measure<T>(&self, what: &'static str, work: impl FnOnce() -> T) -> T {
        let Some(spent) = &self.0 else { return work() };
        let before = thread();
        let done = work();
        let took = thread().saturating_sub(before);
        if let Ok(mut spent) = spent.lock() {
            let it = spent.entry(what).or_default();
            it.runs = it.runs.saturating_add(1);
            it.time += took;
        }
        done
    }

    fn is_on(&self) -> bool {
        self.0.is_some()
    }
}

impl Table {
    /// For people.
    pub(crate) fn lines(&self) -> String {
        let mut out = String::from("   share        ms   runs  part\n");
        let mut rest = self.cpu_ns;
        for row in &self.parts {
            rest = rest.saturating_sub(row.cpu_ns);
            line(row.per_mille, row.cpu_ns, &row.runs.to_string(), row.part, &mut out);
        }
        let of_whole = |ns: u64| ns.saturating_mul(1000).checked_div(self.cpu_ns).unwrap_or_default();
        line(of_whole(rest), rest, "", "everything else", &mut out);
        line(1000, self.cpu_ns, "", "processor time of the whole process", &mut out);
        out
    }
}

fn line(per_mille: u64, ns: u64, runs: &str, what: &str, out: &mut String) {
    let us = ns / 1000;
    let (percent, tenth) = (per_mille / 10, per_mille % 10);
    let _ = writeln!(out, "{percent:>4}.{tenth} %  {:>4}.{:03}  {runs:>5}  {what}", us / 1000, us % 1000);
}

/// The processor time of this thread; what others do in the meantime is not counted.
fn thread() -> Duration {
    clock(rustix::time::ClockId::ThreadCPUTime)
}

/// The processor time of this process, from its very beginning.
fn process() -> Duration {
    clock(rustix::time::ClockId::ProcessCPUTime)
}

fn clock(which: rustix::time::ClockId) -> Duration {
    let now = rustix::time::clock_gettime(which);
    let seconds = u64::try_from(now.tv_sec).unwrap_or_default();
    Duration::new(seconds, u32::try_from(now.tv_nsec).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn busy(ms: u64) {
        let end = thread() + Duration::from_millis(ms);
        while thread() < end {}
    }

    #[test]
    fn work_of_all_threads_is_added_up() {
        let timings = Timings::new(true);
        std::thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| timings.measure("timing/overlap", || busy(4)));
            }
        });
        assert_eq!(timings.measure("text/markup", || 7), 7);
        let table = timings.table().unwrap();
        let row = |part| table.parts.iter().find(|row| row.part == part).unwrap().clone();
        assert_eq!(row("timing/overlap").runs, 2);
        assert!(row("timing/overlap").cpu_ns >= 8_000_000, "{table:?}");
        assert!(row("text/markup").cpu_ns < 4_000_000, "{table:?}");
        assert!(table.parts.is_sorted_by_key(|row| std::cmp::Reverse(row.cpu_ns)), "{table:?}");
        assert!(table.parts.iter().map(|row| row.cpu_ns).sum::<u64>() <= table.cpu_ns, "{table:?}");
        assert!(table.lines().contains(" 2  timing/overlap\n"), "{}", table.lines());
    }

    #[test]
    fn what_is_off_measures_nothing() {
        let timings = Timings::new(false);
        assert_eq!(timings.measure("text/markup", || 7), 7);
        assert!(timings.table().is_none() && !timings.is_on());
    }
}
