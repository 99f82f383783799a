//! A low mark of what is around each frame, in time that does not grow with the width of "around".

/// Counts of values, and the quantile among them, which moves a little whenever a value comes or goes.
struct Marked {
    counts: [usize; 256],
    inside: usize,
    mark: usize,
    below: usize,
    share: usize,
}

impl Marked {
    fn add(&mut self, value: u8) {
        if let Some(count) = self.counts.get_mut(usize::from(value)) {
            *count += 1;
        }
        self.inside += 1;
        self.below += usize::from(usize::from(value) < self.mark);
    }

    fn remove(&mut self, value: u8) {
        if let Some(count) = self.counts.get_mut(usize::from(value)) {
            *count = count.saturating_sub(1);
        }
        self.inside = self.inside.saturating_sub(1);
        self.below = self.below.saturating_sub(usize::from(usize::from(value) < self.mark));
    }

    fn count(&self, mark: usize) -> usize {
        self.counts.get(mark).copied().unwrap_or(0)
    }

    /// The value that `share` per cent lie below.
    fn quantile(&mut self) -> u8 {
        let wanted = self.inside * self.share / 100;
        while self.mark > 0 && self.below > wanted {
            self.mark -= 1;
            self.below -= self.count(self.mark);
        }
        while self.mark < 255 && self.below + self.count(self.mark) <= wanted {
            self.below += self.count(self.mark);
            self.mark += 1;
        }
        u8::try_from(self.mark).unwrap_or(u8::MAX)
    }
}

/// For each value the `share` per cent quantile of the values up to `reach` before and after it.
pub(crate) fn quantile(values: impl Iterator<Item = u8> + Clone, reach: usize, share: usize) -> Vec<u8> {
    let mut marked = Marked { counts: [0; 256], inside: 0, mark: 0, below: 0, share };
    let (mut ahead, mut behind) = (values.clone(), values.clone());
    ahead.by_ref().take(reach).for_each(|value| marked.add(value));
    values
        .enumerate()
        .map(|(at, _)| {
            if let Some(value) = ahead.next() {
                marked.add(value);
            }
            if at > reach
                && let Some(value) = behind.next()
            {
                marked.remove(value);
            }
            marked.quantile()
        })
        .collect()
}

/// The mean of the values up to `reach` before and after each.
pub(crate) fn smooth(values: &[f32], reach: usize) -> Vec<f32> {
    let mut sum: f64 = values.iter().take(reach).map(|value| f64::from(*value)).sum();
    let mut count = values.len().min(reach);
    (0..values.len())
        .map(|at| {
            if let Some(value) = values.get(at + reach) {
                sum += f64::from(*value);
                count += 1;
            }
            if let Some(value) = at.checked_sub(reach + 1).and_then(|gone| values.get(gone)) {
                sum -= f64::from(*value);
                count -= 1;
            }
            (sum / count.max(1) as f64) as f32
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_moving_quantile_is_the_sorted_one(
            values in prop::collection::vec(any::<u8>(), 0..120), reach in 1_usize..30, share in 0_usize..100,
        ) {
            let found = quantile(values.iter().copied(), reach, share);
            for (at, found) in found.iter().enumerate() {
                let from = at.saturating_sub(reach);
                let to = (at + reach + 1).min(values.len());
                let mut near = values[from..to].to_vec();
                near.sort_unstable();
                prop_assert_eq!(*found, near[near.len() * share / 100]);
            }
        }
    }

    #[test]
    fn means_are_of_what_is_there() {
        assert_eq!(smooth(&[3.0, 0.0, 0.0, 9.0], 1), [1.5, 1.0, 3.0, 4.5]);
    }
}
