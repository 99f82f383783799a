//! The same input gives the same report: run after run, and on any number of threads.

use tregua_qa::par;
use tregua_tests::corpus::{RuleBook, Sample, everything, hold};

#[test]
fn two_runs_say_the_same() {
    let samples = everything("two runs");
    let book = RuleBook::new(&samples);
    hold(&samples, |sample| {
        let run = || sample.check(&sample.raw, book.of(sample));
        let (first, second) = (run(), run());
        if first != second {
            return Err("the second run says something else".to_owned());
        }
        if !first.is_sorted_by_key(|d| (d.span, d.rule)) {
            return Err("the findings are not in the order of place and rule".to_owned());
        }
        Ok(())
    });
}

/// However the work is spread, results come in the order of the files, as if done one by one. That is all a
/// report depends on, so `RAYON_NUM_THREADS` cannot show in it.
#[test]
fn threads_do_not_show() {
    let samples = everything("threads");
    let book = RuleBook::new(&samples);
    let look = |sample: &Sample| (sample.name.clone(), sample.check(&sample.raw, book.of(sample)));
    let spread = par::map(&samples, look);
    let one_by_one: Vec<_> = samples.iter().map(look).collect();
    assert!(spread == one_by_one, "spread over threads, the results differ or come in another order");
}
