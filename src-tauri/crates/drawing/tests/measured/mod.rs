//! Measures a drawn diagram by its shapes alone, without knowing how it was laid out.
#![allow(dead_code, reason = "each test uses some of it")]

use quick_xml::Reader;
use quick_xml::events::Event;
use shuiheng_drawing::{Anchor, BlockDiagram, Estimate, Measure, Point, Scene, Segment, Shape};

/// Left, top, right, bottom.
#[derive(Clone, Copy, Debug)]
struct Area(f64, f64, f64, f64);

impl Area {
    fn overlaps(&self, other: &Self, slack: f64) -> bool {
        self.0 + slack < other.2
            && other.0 + slack < self.2
            && self.1 + slack < other.3
            && other.1 + slack < self.3
    }
}

/// What a scene is made of.
#[derive(Default)]
pub(crate) struct Measured {
    width: f64,
    height: f64,
    nodes: Vec<(String, Area)>,
    labels: Vec<(String, Area)>,
    lines: Vec<(String, Point, Point)>,
    links: usize,
}

/// What touches by less than this is not seen to touch, pt.
const SLACK: f64 = 0.3;

impl Measured {
    pub(crate) fn of(drawing: &BlockDiagram) -> Self {
        let mut measured =
            Self { width: drawing.scene.width, height: drawing.scene.height, ..Self::default() };
        for shape in &drawing.scene.shapes {
            if let Shape::Group { id, shapes, .. } = shape {
                measured.take(id, shapes);
            }
        }
        assert_eq!(drawing.boxes.len(), measured.nodes.len());
        measured
    }

    fn take(&mut self, id: &str, shapes: &[Shape]) {
        let is_link = id.starts_with("link/");
        self.links += usize::from(is_link);
        for shape in shapes {
            match shape {
                Shape::Rect { x, y, width, height, .. } if id.starts_with("node/") => {
                    let inside_a_box = self.nodes.last().is_some_and(|(last, _)| last == id);
                    if !inside_a_box {
                        self.nodes.push((id.to_owned(), Area(*x, *y, x + width, y + height)));
                    }
                }
                Shape::Path { segments, stroke: Some(_), .. }
                    if is_link || id.starts_with("bus/") =>
                {
                    self.lines.extend(straight(segments).map(|(a, b)| (id.to_owned(), a, b)));
                }
                Shape::Text { text, .. } => {
                    let area = text_area(shape);
                    if !id.starts_with("node/") {
                        self.labels.push((format!("{id}: {text}"), area));
                    }
                }
                Shape::Rect { .. } | Shape::Path { .. } | Shape::Group { .. } => {}
            }
        }
    }

    pub(crate) fn boxes(&self) -> usize {
        self.nodes.len()
    }

    /// Links that can be seen.
    pub(crate) fn links(&self) -> usize {
        self.links
    }

    /// Everything that a reader would stumble over.
    pub(crate) fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for (at, (a, area)) in self.nodes.iter().enumerate() {
            for (b, other) in &self.nodes[at + 1..] {
                if area.overlaps(other, SLACK) {
                    faults.push(format!("{a} lies on {b}"));
                }
            }
        }
        for (at, (a, area)) in self.labels.iter().enumerate() {
            for (b, other) in &self.labels[at + 1..] {
                if area.overlaps(other, SLACK) {
                    faults.push(format!("figure {a} lies on figure {b}"));
                }
            }
            for (b, other) in &self.nodes {
                if area.overlaps(other, SLACK) {
                    faults.push(format!("figure {a} lies on {b}"));
                }
            }
        }
        for (id, a, b) in &self.lines {
            let line = Area(a.x.min(b.x), a.y.min(b.y), a.x.max(b.x), a.y.max(b.y));
            for (node, area) in &self.nodes {
                let node_id = node.trim_start_matches("node/");
                let ends = id.split_once('/').map_or(id.as_str(), |(_, ends)| ends);
                let own = ends.split('→').any(|end| end == node_id);
                let inside = Area(area.0 + 1.0, area.1 + 1.0, area.2 - 1.0, area.3 - 1.0);
                if !own && thick(line).overlaps(&inside, 0.0) {
                    faults.push(format!("{id} runs through {node}"));
                }
            }
            for (label, area) in &self.labels {
                let foreign = !label.starts_with(&format!("{id}:"));
                if foreign && thick(line).overlaps(area, SLACK) {
                    faults.push(format!("{id} runs through figure {label}"));
                }
            }
        }
        faults.extend(self.outside());
        faults.extend(self.confused());
        faults
    }

    /// Lines of flows that have no end in common and run on one another.
    fn confused(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for (at, (a, a1, a2)) in self.lines.iter().enumerate() {
            for (b, b1, b2) in &self.lines[at + 1..] {
                let together = |x: [f64; 4], y: [f64; 4]| {
                    let (low, high) =
                        (x[0].min(x[1]).max(x[2].min(x[3])), x[0].max(x[1]).min(x[2].max(x[3])));
                    let near = y.iter().all(|y0| y.iter().all(|y1| (y0 - y1).abs() < 0.8));
                    near && high - low > 1.5
                };
                let (xs, ys) = ([a1.x, a2.x, b1.x, b2.x], [a1.y, a2.y, b1.y, b2.y]);
                if (together(xs, ys) || together(ys, xs)) && !related(a, b) {
                    faults.push(format!("{a} runs on {b}"));
                }
            }
        }
        faults
    }

    fn outside(&self) -> Vec<String> {
        let areas = self.nodes.iter().chain(&self.labels).map(|(id, area)| (id.clone(), *area));
        let lines = self.lines.iter().map(|(id, a, b)| {
            (id.clone(), Area(a.x.min(b.x), a.y.min(b.y), a.x.max(b.x), a.y.max(b.y)))
        });
        areas
            .chain(lines)
            .filter(|(_, area)| {
                area.0 < 0.0 || area.1 < 0.0 || area.2 > self.width || area.3 > self.height
            })
            .map(|(id, _)| format!("{id} lies outside"))
            .collect()
    }

    /// Places where a line across meets a line up and down of another net, inside both.
    pub(crate) fn crossings(&self) -> usize {
        let level = |a: &Point, b: &Point| (a.y - b.y).abs() < 0.01;
        let across: Vec<_> = self.lines.iter().filter(|(_, a, b)| level(a, b)).collect();
        let upright = self.lines.iter().filter(|(_, a, b)| !level(a, b));
        upright
            .map(|(_, a, b)| {
                let (low, high) = (a.y.min(b.y) + 0.1, a.y.max(b.y) - 0.1);
                let meets = |c: &Point, d: &Point| {
                    c.y > low && c.y < high && a.x > c.x.min(d.x) + 0.1 && a.x < c.x.max(d.x) - 0.1
                };
                across.iter().filter(|(_, c, d)| meets(c, d)).count()
            })
            .sum()
    }
}

/// Whether two groups of lines have an end in common.
fn related(a: &str, b: &str) -> bool {
    let ends = |id: &str| -> Vec<String> {
        let ends = id.split_once('/').map_or(id, |(_, ends)| ends);
        ends.split('→').filter(|end| !end.is_empty()).map(str::to_owned).collect()
    };
    ends(a).iter().any(|end| ends(b).contains(end))
}

fn thick(line: Area) -> Area {
    Area(line.0 - 0.2, line.1 - 0.2, line.2 + 0.2, line.3 + 0.2)
}

fn straight(segments: &[Segment]) -> impl Iterator<Item = (Point, Point)> + '_ {
    segments.windows(2).filter_map(|pair| match pair {
        [Segment::Move(a) | Segment::Line(a) | Segment::Cubic(_, _, a), Segment::Line(b)] => {
            Some((*a, *b))
        }
        _ => None,
    })
}

/// The box of a text's ink: capitals and digits, and a little below for Chinese.
fn text_area(shape: &Shape) -> Area {
    let Shape::Text { x, y, size, weight, anchor, text, .. } = shape else {
        return Area(0.0, 0.0, 0.0, 0.0);
    };
    let width = Estimate.width(text, *size, *weight);
    let left = match anchor {
        Anchor::Start => *x,
        Anchor::Middle => x - width / 2.0,
        Anchor::End => x - width,
    };
    let digits = text.chars().all(|c| c.is_ascii() || c == '−' || c == '—');
    let below = if digits { 0.0 } else { 0.1 * size };
    Area(left, y - 0.75 * size, left + width, y + below)
}

/// Reads a picture as XML; every start has its end.
#[track_caller]
pub(crate) fn assert_well_formed(svg: &str) {
    let mut reader = Reader::from_str(svg);
    reader.config_mut().check_end_names = true;
    let mut depth = 0_i64;
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                depth += 1;
                let broken = start.attributes().find_map(Result::err);
                assert!(broken.is_none(), "{broken:?}");
            }
            Ok(Event::End(_)) => depth -= 1,
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => panic!("{error}"),
        }
    }
    assert_eq!(depth, 0);
}

/// All texts of a scene that lie on one another.
pub(crate) fn texts_that_touch(scene: &Scene) -> Vec<String> {
    let texts = texts_of(scene);
    let mut touching = Vec::new();
    for (at, (a, area)) in texts.iter().enumerate() {
        let others = texts[at + 1..].iter().filter(|(_, other)| area.overlaps(other, SLACK));
        touching.extend(others.map(|(b, _)| format!("{a} lies on {b}")));
    }
    touching
}

/// All texts of a scene with their boxes: left, top, right, bottom.
pub(crate) fn texts(scene: &Scene) -> Vec<(String, [f64; 4])> {
    let boxes = texts_of(scene).into_iter();
    boxes.map(|(text, area)| (text, [area.0, area.1, area.2, area.3])).collect()
}

fn texts_of(scene: &Scene) -> Vec<(String, Area)> {
    fn gather(shapes: &[Shape], texts: &mut Vec<(String, Area)>) {
        for shape in shapes {
            match shape {
                Shape::Text { text, .. } => texts.push((text.clone(), text_area(shape))),
                Shape::Group { shapes, .. } => gather(shapes, texts),
                Shape::Rect { .. } | Shape::Path { .. } => {}
            }
        }
    }
    let mut texts = Vec::new();
    gather(&scene.shapes, &mut texts);
    texts
}

/// Everything of a scene lies inside it.
#[track_caller]
pub(crate) fn assert_inside(scene: &Scene) {
    fn check(scene: &Scene, shape: &Shape) {
        let inside = |x: f64, y: f64| {
            assert!(
                x >= -0.01 && y >= -0.01 && x <= scene.width + 0.01 && y <= scene.height + 0.01,
                "{shape:?} lies outside {} × {}",
                scene.width,
                scene.height
            );
        };
        match shape {
            Shape::Rect { x, y, width, height, .. } => {
                inside(*x, *y);
                inside(x + width, y + height);
            }
            Shape::Path { segments, .. } => {
                for segment in segments {
                    match segment {
                        Segment::Move(p) | Segment::Line(p) | Segment::Cubic(_, _, p) => {
                            inside(p.x, p.y);
                        }
                        Segment::Close => {}
                    }
                }
            }
            Shape::Text { .. } => {
                let area = text_area(shape);
                inside(area.0, area.1);
                inside(area.2, area.3);
            }
            Shape::Group { shapes, .. } => shapes.iter().for_each(|shape| check(scene, shape)),
        }
    }
    scene.shapes.iter().for_each(|shape| check(scene, shape));
}
