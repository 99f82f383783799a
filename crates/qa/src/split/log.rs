//! Logarithms without floating point, so that every machine judges alike.

/// The natural logarithm in hundredths, within three of them; 0 of 0.
pub(super) fn ln(number: u64) -> i32 {
    /// Hundredths of a nat for each doubling, times 1024.
    const DOUBLING: i64 = 70_978;
    let Some(whole) = number.checked_ilog2() else { return 0 };
    // Between two powers of two the logarithm is nearly a straight line, and a bit above it.
    let rest = u128::from(number) * 1024 / (1u128 << whole) - 1024;
    let rest = i64::try_from(rest).unwrap_or(0);
    let bend = rest * (1024 - rest) / 1024 * 351 / 1024;
    let log2 = i64::from(whole) * 1024 + rest + bend;
    i32::try_from(log2 * DOUBLING / (1024 * 1024)).unwrap_or(0)
}

/// The logarithm of `some / all` with one half more in each of two drawers, so that nothing is impossible.
pub(super) fn chance(some: u64, all: u64) -> i32 {
    let (some, all) = (some.min(all).min(1 << 40), all.min(1 << 40));
    ln(some * 2 + 1) - ln(all * 2 + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_values() {
        let want = [(1, 0), (2, 69), (3, 110), (10, 230), (1000, 691), (1_000_000, 1382), (u64::MAX, 4436)];
        for (number, hundredths) in want {
            assert!((ln(number) - hundredths).abs() <= 3, "{number}: {}", ln(number));
        }
        assert!((chance(0, 9) + 300).abs() <= 5, "{}", chance(0, 9));
        assert!((chance(u64::MAX, u64::MAX)).abs() <= 3);
    }
}
