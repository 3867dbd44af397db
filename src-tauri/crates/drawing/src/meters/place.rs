//! Where meters stand: levels from left to right, what hangs on a meter to the right of it
//! in a band of its own, so that no line crosses another.

use super::cells::{ABOVE, Cells, RADIUS};
use super::tree::{Tree, ZONES};
use crate::Point;

/// Between two zones, where lines run up and down, pt.
const GUTTER: f64 = 18.0;
/// Around the picture, pt.
const MARGIN: f64 = 8.0;
/// Height of the heads of the zones, pt.
pub(super) const HEAD: f64 = 18.0;
/// Width of the box of the sources, pt.
pub(super) const SOURCE: f64 = 66.0;
/// Room for the words at a line that begins nowhere, pt.
pub(super) const LOOSE: f64 = 11.0;
/// No level has more meters beside each other than this.
const MOST: usize = 8;

/// Positions, pt.
pub(super) struct Placed {
    /// Left edge and width of each zone; of no width where it has no meters.
    pub(super) zones: [(f64, f64); ZONES],
    /// Upper left corner of the symbol of each meter.
    pub(super) corners: Vec<Point>,
    pub(super) lines: Vec<Line>,
    /// Where it is to be said that the meters above are not told: left end, baseline.
    pub(super) loose: Vec<Point>,
    /// The middle of the box of the sources.
    pub(super) source: Option<f64>,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// A line between meters.
pub(super) struct Line {
    /// The meter on whose lines it is; none: the sources, or nothing that is told.
    pub(super) of: Option<usize>,
    pub(super) points: Vec<Point>,
    /// Whether the register tells it.
    pub(super) told: bool,
}

/// Places all meters in the way that is largest on a sheet.
pub(super) fn place(tree: &Tree<'_>, cells: &Cells, sheet: (f64, f64)) -> Placed {
    let mut best: Option<(f64, Placed)> = None;
    for ways in ways(tree) {
        let placed = Placer::new(tree, cells, ways).run();
        let scale = (sheet.0 / placed.width).min(sheet.1 / (placed.height + 20.0)).min(1.0);
        if best.as_ref().is_none_or(|(other, _)| scale > *other + 0.005) {
            best = Some((scale, placed));
        }
    }
    match best {
        Some((_, placed)) => placed,
        None => Placer::new(tree, cells, [1; ZONES]).run(),
    }
}

/// How many meters stand beside each other at each level: all that may suit.
fn ways(tree: &Tree<'_>) -> Vec<[usize; ZONES]> {
    let mut ways = vec![[1; ZONES]];
    for zone in 1..ZONES {
        let count = tree.zone.iter().filter(|at| **at == zone).count();
        ways = (1..=MOST.min(count.max(1)))
            .flat_map(|beside| {
                ways.iter().map(move |way| {
                    let mut way = *way;
                    way[zone] = beside;
                    way
                })
            })
            .collect();
    }
    ways.sort_by_key(|way| way.iter().sum::<usize>());
    ways
}

struct Placer<'a> {
    tree: &'a Tree<'a>,
    cells: &'a Cells,
    beside: [usize; ZONES],
    placed: Placed,
}

/// What a run of meters hangs on.
#[derive(Clone, Copy)]
struct Trunk {
    x: f64,
    of: Option<usize>,
    told: bool,
}

impl<'a> Placer<'a> {
    fn new(tree: &'a Tree<'a>, cells: &'a Cells, beside: [usize; ZONES]) -> Self {
        let mut zones = [(0.0, 0.0); ZONES];
        let mut x = MARGIN;
        for (zone, beside) in beside.iter().enumerate() {
            let has_any = match zone {
                0 => !tree.network.sources.is_empty(),
                zone => tree.zone.contains(&zone),
            };
            let width = match zone {
                _ if !has_any => 0.0,
                0 => SOURCE,
                _ => cells.pitch * *beside as f64,
            };
            zones[zone] = (x, width);
            // The room before a zone is there though nothing stands before it: lines to
            // meters whose meter above is not told begin there.
            x += width + if has_any || zone == 0 { GUTTER } else { 0.0 };
        }
        let width = x - GUTTER + MARGIN;
        let corners = vec![Point::default(); tree.zone.len()];
        let placed = Placed {
            zones,
            corners,
            lines: Vec::new(),
            loose: Vec::new(),
            source: None,
            width,
            height: 0.0,
        };
        Self { tree, cells, beside, placed }
    }

    fn run(mut self) -> Placed {
        // How far down each zone is taken: groups of which none reaches into the zone of
        // another stand beside each other.
        let mut taken = [MARGIN + HEAD; ZONES];
        for zone in 1..ZONES {
            let roots = self.tree.roots(zone);
            if roots.is_empty() {
                continue;
            }
            let x = self.placed.zones[zone].0 - GUTTER / 2.0;
            let deepest = roots.iter().map(|at| self.tree.deepest(*at)).max().unwrap_or(zone);
            let reach = zone..=deepest;
            let mut y = taken[reach.clone()].iter().copied().fold(0.0, f64::max);
            let loose = zone > 1;
            if loose {
                y += LOOSE;
            }
            let (left, width) = self.placed.zones[0];
            let fed = !loose && width > 0.0;
            let (end, ys) = self.band(&roots, Trunk { x, of: None, told: false }, y, loose || fed);
            if loose {
                self.placed.loose.push(Point::new(x + 3.0, y - 3.0));
                self.upright(x, &ys, (y - 1.0, None, false));
            } else if let (true, Some(middle)) = (fed, middle(&ys)) {
                self.placed.source = Some(middle);
                let from = Point::new(left + width, middle);
                self.line(vec![from, Point::new(x, middle)], None, false);
                self.upright(x, &ys, (middle, None, false));
            }
            taken[reach].fill(end);
        }
        let mut y = taken.into_iter().fold(0.0, f64::max);
        if self.placed.source.is_none() && self.placed.zones[0].1 > 0.0 {
            self.placed.source = Some(MARGIN + HEAD + ABOVE + RADIUS);
            y = y.max(MARGIN + HEAD + 2.0 * (ABOVE + RADIUS));
        }
        let sources = self.tree.network.sources.len() as f64 * super::cells::LINE + 16.0;
        let foot = self.placed.source.map_or(0.0, |middle| middle + sources / 2.0);
        self.placed.height = y.max(foot) + 2.0;
        self.placed
    }

    /// Meters from `y` down: those with meters below them each in a band, then the others
    /// in rows. The end, and where they meet the trunk.
    fn band(&mut self, meters: &[usize], trunk: Trunk, mut y: f64, tied: bool) -> (f64, Vec<f64>) {
        let tree = self.tree;
        let mut ys = Vec::new();
        let (parents, ends): (Vec<usize>, Vec<usize>) =
            meters.iter().partition(|at| !tree.below[**at].is_empty());
        for at in parents {
            let zone = tree.zone[at];
            let middle = self.stand(at, (self.placed.zones[zone].0, y));
            self.enter(at, trunk, (middle, tied));
            ys.push(middle);
            let x = self.placed.zones[zone].0 + self.placed.zones[zone].1 + GUTTER / 2.0;
            let from = Point::new(self.placed.corners[at].x + self.cells.symbol, middle);
            self.line(vec![from, Point::new(x, middle)], Some(at), true);
            let below = Trunk { x, of: Some(at), told: true };
            let (end, joints) = self.band(&tree.below[at], below, y, true);
            self.upright(x, &joints, (middle, Some(at), true));
            y = end.max(y + self.cells.cells[at].height);
        }
        for zone in 1..ZONES {
            let ends: Vec<usize> =
                ends.iter().copied().filter(|at| tree.zone[*at] == zone).collect();
            for row in ends.chunks(self.beside[zone]) {
                let left = self.placed.zones[zone].0;
                for (place, &at) in row.iter().enumerate() {
                    self.stand(at, (left + self.cells.pitch * place as f64, y));
                }
                ys.push(self.tie(row, trunk, (y, tied)));
                let height = |at: &usize| self.cells.cells[*at].height;
                y += row.iter().map(height).fold(0.0, f64::max);
            }
        }
        (y, ys)
    }

    /// Gives a meter its place in a field; the y of its middle.
    fn stand(&mut self, at: usize, (x, y): (f64, f64)) -> f64 {
        let inset = (self.cells.pitch - self.cells.symbol) / 2.0;
        self.placed.corners[at] = Point::new(x + inset, y + ABOVE);
        y + ABOVE + RADIUS
    }

    /// The line from the trunk into the left side of a meter.
    fn enter(&mut self, at: usize, trunk: Trunk, (y, tied): (f64, bool)) {
        if tied {
            let to = Point::new(self.placed.corners[at].x, y);
            self.line(vec![Point::new(trunk.x, y), to], trunk.of, trunk.told);
        }
    }

    /// The lines from the trunk to a row; where they meet the trunk.
    fn tie(&mut self, row: &[usize], trunk: Trunk, (y, tied): (f64, bool)) -> f64 {
        let middle = y + ABOVE + RADIUS;
        if let [one] = row {
            self.enter(*one, trunk, (middle, tied));
            return middle;
        }
        let bus = y + 3.0;
        if !tied {
            return middle;
        }
        let mut right = trunk.x;
        for &at in row {
            let corner = self.placed.corners[at];
            right = corner.x + self.cells.symbol / 2.0;
            let drop = vec![Point::new(right, bus), Point::new(right, corner.y)];
            self.line(drop, trunk.of, trunk.told);
        }
        let along = vec![Point::new(trunk.x, bus), Point::new(right, bus)];
        self.line(along, trunk.of, trunk.told);
        bus
    }

    /// The line up and down at which meters hang, from where it begins.
    fn upright(&mut self, x: f64, ys: &[f64], (from, of, told): (f64, Option<usize>, bool)) {
        let low = ys.iter().copied().fold(from, f64::min);
        let high = ys.iter().copied().fold(from, f64::max);
        if high > low {
            self.line(vec![Point::new(x, low), Point::new(x, high)], of, told);
        }
    }

    fn line(&mut self, points: Vec<Point>, of: Option<usize>, told: bool) {
        self.placed.lines.push(Line { of, points, told });
    }
}

fn middle(ys: &[f64]) -> Option<f64> {
    let (first, last) = (ys.first()?, ys.last()?);
    Some((first + last) / 2.0)
}
