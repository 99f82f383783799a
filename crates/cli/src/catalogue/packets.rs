//! Items by the handful, for work that several of them share: waiting for the disk.

/// The most items of a packet.
const MOST: usize = 32;

/// No item joins a packet of so many bytes.
pub(crate) const FULL: u64 = 2 << 20;

/// How large packets may be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    /// No item joins a packet of so many bytes.
    pub(super) bytes: u64,
    /// The most items of a packet.
    pub(super) items: usize,
}

impl Bounds {
    /// For so many packets in hand at once, where all of them may take so many bytes and hold so many files open: two for
    /// each item, as its folder is held open, too.
    pub(super) fn new(jobs: usize, memory: u64, files: usize) -> Self {
        // Others are open for what is read, for reports, for the system's own ends.
        let each = files.saturating_sub(64) / jobs.saturating_mul(4).max(1);
        Self { bytes: FULL.min(memory / 4), items: each.clamp(1, MOST) }
    }
}

/// Packets of items, in their order. `weight` is what an item takes, in bytes. The first packets of a run hold one item each, so
/// that a run over few files keeps all threads busy; later ones grow.
pub(super) fn packets<I: Iterator>(
    mut items: I,
    jobs: usize,
    bounds: Bounds,
    weight: impl Fn(&I::Item) -> u64,
) -> impl Iterator<Item = Vec<I::Item>> {
    let mut taken = 0_usize;
    std::iter::from_fn(move || {
        let most = (taken / jobs.saturating_mul(4).max(1)).clamp(1, bounds.items);
        let mut packet = Vec::with_capacity(most);
        let mut bytes = 0_u64;
        // An item that is taken is in the packet: none is lost when no more are wanted.
        while packet.len() < most && bytes < bounds.bytes {
            let Some(item) = items.next() else { break };
            bytes = bytes.saturating_add(weight(&item));
            packet.push(item);
        }
        taken = taken.saturating_add(packet.len());
        (!packet.is_empty()).then_some(packet)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packets_keep_the_order_grow_and_are_bounded() {
        let of = |jobs, weight: u64| {
            packets(0..2000_usize, jobs, Bounds::new(jobs, 64 << 20, 20_000), move |_| weight)
                .collect::<Vec<_>>()
        };
        for jobs in [0, 1, 2, 8] {
            let all = of(jobs, 1);
            assert_eq!(all.concat(), (0..2000).collect::<Vec<_>>(), "{jobs}");
            let sizes: Vec<usize> = all.iter().map(Vec::len).collect();
            let (last, grown) = sizes.split_last().unwrap();
            assert!(*last > 0 && grown.is_sorted() && grown.first() == Some(&1), "{jobs}: {sizes:?}");
            assert!(sizes.iter().all(|size| *size <= MOST), "{jobs}: {sizes:?}");
            assert!(sizes.contains(&MOST), "{jobs}: {sizes:?}");
            // So many files on as many threads are so many packets.
            assert!(sizes.iter().take(jobs * 8).all(|size| *size == 1), "{jobs}: {sizes:?}");
        }
        assert!(of(2, FULL).iter().all(|packet| packet.len() == 1));
        assert!(of(2, FULL / 2).iter().all(|packet| packet.len() <= 2));
        assert!(of(2, u64::MAX).iter().all(|packet| packet.len() == 1));
        // Little memory, and few files that may be open, make them smaller.
        let small = |jobs, memory, files| {
            let all = packets(0..2000_usize, jobs, Bounds::new(jobs, memory, files), |_| 100 << 10);
            all.map(|packet| packet.len()).max().unwrap()
        };
        assert_eq!([small(1, 64 << 20, 20_000), small(1, 1 << 20, 20_000)], [21, 3]);
        assert_eq!([small(1, 64 << 20, 16), small(2, 64 << 20, 128), small(32, 64 << 20, 1024)], [1, 8, 7]);
    }
}
