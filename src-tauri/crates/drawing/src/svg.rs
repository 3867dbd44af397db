//! The painter for the window and for files: a scene as SVG.
//!
//! Colours stand in presentation attributes, which a content security policy does not
//! block and any style sheet overrides; each shape also carries a class `ink-…` by
//! meaning. There are no scripts, no references and no ids in it.

use crate::scene::number;
use crate::{Anchor, Fill, Ink, Scene, Shape, Stroke, Theme, Weight, path_data};
use std::fmt::Write;

const FACES: &str = "'Report Sans SC','Noto Sans SC','Microsoft YaHei','PingFang SC',sans-serif";

/// A scene as an SVG document.
pub fn svg(scene: &Scene, theme: Theme) -> String {
    let (width, height) = (number(scene.width), number(scene.height));
    let mut out = String::new();
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-label=\"{title}\" \
         viewBox=\"0 0 {width} {height}\" width=\"{width}pt\" height=\"{height}pt\" \
         font-family=\"{FACES}\"><title>{title}</title><desc>{description}</desc>",
        title = escaped(&scene.title),
        description = escaped(&scene.description),
    );
    if theme == Theme::Print {
        let paper = Ink::Paper.rgb(theme).css();
        let _ = write!(out, "<rect width=\"{width}\" height=\"{height}\" fill=\"{paper}\"/>");
    }
    for shape in &scene.shapes {
        paint(&mut out, shape, theme);
    }
    out.push_str("</svg>");
    out
}

fn paint(out: &mut String, shape: &Shape, theme: Theme) {
    let _ = match shape {
        Shape::Rect { x, y, width, height, radius, fill, stroke } => write!(
            out,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\"{}/>",
            number(*x),
            number(*y),
            number(*width),
            number(*height),
            number(*radius),
            look(*fill, stroke.as_ref(), theme)
        ),
        Shape::Path { segments, fill, stroke } => write!(
            out,
            "<path d=\"{}\"{}/>",
            path_data(segments),
            look(*fill, stroke.as_ref(), theme)
        ),
        Shape::Text { x, y, size, weight, anchor, ink, text } => write!(
            out,
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{}{} class=\"ink-{}\" fill=\"{}\">{}</text>",
            number(*x),
            number(*y),
            number(*size),
            match weight {
                Weight::Regular => "",
                Weight::Bold => " font-weight=\"bold\"",
            },
            match anchor {
                Anchor::Start => "",
                Anchor::Middle => " text-anchor=\"middle\"",
                Anchor::End => " text-anchor=\"end\"",
            },
            ink.name(),
            colour(*ink, theme),
            escaped(text)
        ),
        Shape::Group { id, label, shapes } => {
            let (id, label) = (escaped(id), escaped(label));
            let _ = write!(out, "<g data-id=\"{id}\"><title>{label}</title>");
            for shape in shapes {
                paint(out, shape, theme);
            }
            write!(out, "</g>")
        }
    };
}

/// The attributes of a filling and a line.
fn look(fill: Option<Fill>, stroke: Option<&Stroke>, theme: Theme) -> String {
    let mut out = String::new();
    let classes: Vec<_> = fill
        .map(|fill| format!("fill-{}", fill.ink.name()))
        .into_iter()
        .chain(stroke.map(|stroke| format!("stroke-{}", stroke.ink.name())))
        .collect();
    if !classes.is_empty() {
        let _ = write!(out, " class=\"{}\"", classes.join(" "));
    }
    match fill {
        None => out.push_str(" fill=\"none\""),
        Some(fill) => {
            let _ = write!(out, " fill=\"{}\"", colour(fill.ink, theme));
            if fill.opacity < 1.0 {
                let _ = write!(out, " fill-opacity=\"{}\"", number(fill.opacity));
            }
        }
    }
    if let Some(stroke) = stroke {
        let ink = colour(stroke.ink, theme);
        let _ = write!(out, " stroke=\"{ink}\" stroke-width=\"{}\"", number(stroke.width));
        if stroke.opacity < 1.0 {
            let _ = write!(out, " stroke-opacity=\"{}\"", number(stroke.opacity));
        }
        if !stroke.dash.is_empty() {
            let dash: Vec<_> = stroke.dash.iter().map(|part| number(*part).to_string()).collect();
            let _ = write!(out, " stroke-dasharray=\"{}\"", dash.join(" "));
        }
    }
    out
}

/// A colour; the plain text of a window takes the window's own.
fn colour(ink: Ink, theme: Theme) -> String {
    match (ink, theme) {
        (Ink::Text, Theme::Light | Theme::Dark) => "currentColor".to_owned(),
        (ink, theme) => ink.rgb(theme).css(),
    }
}

/// A text with the five characters that mean something to XML written out, and without
/// those that XML cannot hold.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
    out
}
