//! The drawings of a diagnosis: as the window shows them, and as files.

use crate::report::{RARE, today};
use crate::{Error, Result, file, scene, view};
use shuiheng_audit::{Diagnosis, Lang, Text};
use shuiheng_drawing::{BlockLayout, Scene, Theme, svg};
use shuiheng_report::{
    Picture, PngError, Properties, RareFace, Typefaces, block_front, flow_diagram, meter_diagram,
    picture_pdf, picture_png,
};
use std::collections::BTreeSet;
use std::path::Path;

/// Pixels for each pt of a PNG where nothing else is asked for: 216 to the inch.
const SCALE: f64 = 3.0;
/// The pixels for each pt that may be asked for.
const SCALES: std::ops::RangeInclusive<f64> = 0.5..=10.0;

/// What is drawn of a diagnosis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiagramKind {
    /// The block diagram of the balance (水平衡方框图).
    Block,
    /// Where the water flows, bands as wide as their flow (桑基图).
    Sankey,
    /// The network of meters (计量网络图).
    Meters,
}

impl DiagramKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Block, Self::Sankey, Self::Meters];

    /// The code: block, sankey, meters.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Block => "block",
            Self::Sankey => "sankey",
            Self::Meters => "meters",
        }
    }

    /// The name on screen and in names of files.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Block => "水平衡方框图",
            Self::Sankey => "水流向桑基图",
            Self::Meters => "计量网络图",
        }
    }

    /// The same in English.
    pub const fn en(self) -> &'static str {
        match self {
            Self::Block => "Water balance block diagram",
            Self::Sankey => "Sankey diagram of water",
            Self::Meters => "Network of water meters",
        }
    }

    /// The kind of a code.
    ///
    /// # Errors
    /// There is no such code.
    pub fn from_code(code: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code).ok_or_else(|| {
            Error::not_found(
                format!("没有“{code}”这种图。"),
                format!("there is no diagram {code}: block, sankey or meters"),
            )
        })
    }
}

/// The drawing of a diagnosis; none where there is nothing to draw.
fn drawn(
    diagnosis: &Diagnosis,
    layout: &BlockLayout,
    kind: DiagramKind,
    lang: Lang,
) -> Option<Scene> {
    let has_units = !diagnosis.case.site.units.is_empty();
    match kind {
        DiagramKind::Block => has_units.then(|| block_front(diagnosis, layout, lang).diagram.scene),
        DiagramKind::Sankey => has_units.then(|| flow_diagram(diagnosis, layout, lang)),
        DiagramKind::Meters => meter_diagram(diagnosis, lang),
    }
}

/// The drawing as the window shows it.
pub(crate) fn shown(
    diagnosis: &Diagnosis,
    layout: &BlockLayout,
    kind: DiagramKind,
    lang: Lang,
) -> view::Diagram {
    let plain = |scene: &Scene| view::Diagram {
        scene: scene::view(scene),
        boxes: Vec::new(),
        folds: Vec::new(),
        arranged: false,
    };
    if kind != DiagramKind::Block || diagnosis.case.site.units.is_empty() {
        let none = Scene {
            width: 1.0,
            height: 1.0,
            title: lang.pick(kind.zh(), kind.en()).into(),
            description: String::new(),
            shapes: Vec::new(),
        };
        return plain(&drawn(diagnosis, layout, kind, lang).unwrap_or(none));
    }
    let diagram = block_front(diagnosis, layout, lang).diagram;
    let boxes = diagram.boxes.iter().filter(|placed| placed.slot.is_some());
    let fold = |fold: &shuiheng_drawing::Fold| view::DiagramFold {
        id: fold.id.clone(),
        name: fold.name.clone(),
        folded: fold.folded,
        x: fold.x,
        y: fold.y,
    };
    view::Diagram {
        boxes: boxes
            .map(|placed| view::DiagramBox {
                id: placed.id.clone(),
                x: placed.x,
                y: placed.y,
                width: placed.width,
                height: placed.height,
            })
            .collect(),
        folds: diagram.folds.iter().map(fold).collect(),
        arranged: *layout != BlockLayout::default(),
        ..plain(&diagram.scene)
    }
}

/// Draws a diagnosis and writes the drawing to a file: SVG, PDF or PNG by the ending of its
/// name. `scale` is the pixels for each pt of a PNG; none: 3.
///
/// # Errors
/// There is nothing to draw, the ending or the scale is none of those, or the file cannot
/// be written; an older one stays whole then.
pub fn write_diagram(
    diagnosis: &Diagnosis,
    kind: DiagramKind,
    (path, scale): (&Path, Option<f64>),
) -> Result<view::PictureFile> {
    written(diagnosis, &BlockLayout::default(), kind, (path, scale))
}

pub(crate) fn written(
    diagnosis: &Diagnosis,
    layout: &BlockLayout,
    kind: DiagramKind,
    (path, scale): (&Path, Option<f64>),
) -> Result<view::PictureFile> {
    let scene = drawn(diagnosis, layout, kind, Lang::Zh).ok_or_else(|| nothing(kind))?;
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let faces = Typefaces::new(RareFace::Bytes(RARE));
    let picture = match ending.to_ascii_lowercase().as_str() {
        "svg" => {
            Picture { bytes: svg(&scene, Theme::Print).into_bytes(), missing: BTreeSet::new() }
        }
        "pdf" => picture_pdf(std::slice::from_ref(&scene), &properties(diagnosis, &scene), &faces)
            .map_err(|cause| Error::internal("写出 PDF", cause))?,
        "png" => picture_png(&scene, checked(scale)?, &faces).map_err(refused)?,
        _ => return Err(unknown_ending(path)),
    };
    file::write_whole(path, &picture.bytes)?;
    Ok(view::PictureFile {
        path: path.display().to_string(),
        bytes: u32::try_from(picture.bytes.len())
            .map_err(|cause| Error::internal("the size of the picture", cause))?,
        missing_characters: picture.missing.iter().collect(),
    })
}

fn properties(diagnosis: &Diagnosis, scene: &Scene) -> Properties {
    Properties {
        title: scene.title.clone(),
        author: diagnosis.case.profile.auditor.trim().to_owned(),
        subject: scene.description.clone(),
        keywords: Vec::new(),
        creator: format!("水衡 {}", env!("CARGO_PKG_VERSION")),
        date: today(),
    }
}

fn checked(scale: Option<f64>) -> Result<f64> {
    let scale = scale.unwrap_or(SCALE);
    if SCALES.contains(&scale) {
        return Ok(scale);
    }
    Err(Error::refused(
        Text::new(
            format!("图片倍率 {scale} 不在 0.5～10 之间。"),
            format!("a scale of {scale} is not between 0.5 and 10"),
        ),
        Text::new("倍率为每磅（1/72 英寸）的像素数，一般取 3。", "pixels for each pt, usually 3"),
    ))
}

fn refused(cause: PngError) -> Error {
    match cause {
        PngError::TooLarge { width, height } => Error::refused(
            Text::new(
                format!("图片将有 {width}×{height} 像素，过大，未写出。"),
                format!("the picture would have {width}×{height} pixels and was not written"),
            ),
            Text::new(
                "减小倍率，或导出为 SVG、PDF（矢量，不受大小限制）。",
                "take a smaller scale, or SVG or PDF, which have no pixels",
            ),
        ),
        PngError::Write(cause) => Error::internal("写出 PNG", cause),
    }
}

fn nothing(kind: DiagramKind) -> Error {
    match kind {
        DiagramKind::Block | DiagramKind::Sankey => Error::refused(
            Text::new("没有可绘制的水平衡数据。", "there is no balance to draw"),
            Text::new("先导入水平衡表。", "import a balance table first"),
        ),
        DiagramKind::Meters => Error::refused(
            Text::new(
                "没有水计量器具台账，无法绘制计量网络图。",
                "there is no register of meters to draw",
            ),
            Text::new("导入或录入计量器具台账后重试。", "import or enter the register first"),
        ),
    }
}

fn unknown_ending(path: &Path) -> Error {
    Error::refused(
        Text::new(
            format!("文件名“{}”的扩展名不是 svg、pdf 或 png。", path.display()),
            format!("{} does not end with svg, pdf or png", path.display()),
        ),
        Text::new("文件格式由扩展名决定，请更正文件名。", "the ending tells the format"),
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::source::{Given, recognised};
    use crate::{SAMPLES, Sample, library};
    use shuiheng_audit::diagnose;
    use shuiheng_import::read;
    use shuiheng_report::{Block, ReportMeta, compose};

    fn diagnosed(sample: &Sample) -> Diagnosis {
        let book = read(sample.workbook, sample.file, &Default::default()).unwrap();
        let file = sample.profile().unwrap();
        let (source, recognition) = recognised(&book, &Default::default());
        let mut given = Given::default();
        given.add(source, recognition);
        diagnose(given.case(file.profile), &library::shipped().unwrap())
    }

    /// The drawings of the report as the window would show them.
    fn printed(diagnosis: &Diagnosis, layout: &BlockLayout) -> Vec<view::Scene> {
        let meta = ReportMeta { layout: layout.clone(), ..ReportMeta::default() };
        let blocks = compose(diagnosis, &meta).body.into_iter();
        let figures = blocks.filter_map(|block| match block {
            Block::Figure(figure) => Some(scene::view(&figure.scene)),
            _ => None,
        });
        figures.collect()
    }

    #[test]
    fn the_window_and_the_report_show_the_same_drawing_of_every_sample() {
        for sample in &SAMPLES {
            let diagnosis = diagnosed(sample);
            let all = shuiheng_report::block_workshops(&diagnosis);
            let folded = BlockLayout { folded: Some(all), ..BlockLayout::default() };
            for layout in [&BlockLayout::default(), &folded] {
                let printed = printed(&diagnosis, layout);
                for kind in DiagramKind::ALL {
                    let window = shown(&diagnosis, layout, kind, Lang::Zh).scene;
                    let is_empty = window.shapes.is_empty();
                    assert_eq!(
                        is_empty,
                        kind == DiagramKind::Meters && diagnosis.case.meters.is_empty(),
                        "{} {}",
                        sample.file,
                        kind.code()
                    );
                    assert!(
                        is_empty || printed.contains(&window),
                        "{} {}",
                        sample.file,
                        kind.code()
                    );
                }
            }
        }
    }
}
