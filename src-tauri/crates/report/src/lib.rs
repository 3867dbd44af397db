//! The report of a diagnosis: composed, laid out, written as PDF.
//!
//! Each step is a pure function. [`compose`] decides what is said and gives a
//! [`Document`]; [`layout`] decides where it stands and gives pages of items at fixed
//! places; [`pdf`] translates the pages and decides nothing. Only here: printpdf; and tiny-skia,
//! which paints a drawing as a PNG.

#[cfg(feature = "bench")]
pub mod bare;
mod bitmap;
mod charts;
mod compose;
mod display;
mod document;
mod docx;
mod drawings;
mod file;
mod firm;
mod forms;
mod layout;
mod linebreak;
mod meters;
mod network;
mod number;
mod outline;
mod paint;
mod paragraph;
mod pdf;
mod picture;
mod preview;
mod rollup;
mod run;
mod sentence;
mod style;
mod typeface;

pub use bitmap::{Bitmap, BitmapError, BitmapKind};
pub use charts::{loss_chart, month_chart, saving_chart, use_chart};
pub use compose::{
    BoundFigure, Change, ContentFault, Issue, ReportMeta, ReportPhoto, Responsible, Signed, Since,
    SourceFile, SourceSheet, bound_figures, compose, content_faults, quota_bullet, trend_columns,
};
pub use display::*;
pub use document::*;
pub use docx::{DocxError, WordReport, docx};
pub use drawings::{block_front, block_sheets, block_workshops, flow_diagram, meter_diagram};
pub use file::{WriteError, write_file};
pub use firm::{Accent, Template, TemplateError};
pub use forms::{
    ANALYSED, BalanceColumn, BalanceForm, BalanceLine, Form, FormCell, FormHead, FormHolds,
    FormRow, analysis, equipment, in_column, measured, meters, sources, years,
};
pub use layout::layout;
pub use network::balance_network;
pub use number::number_in;
pub use outline::{Part, PartChoice, Place, ReportContent, plan};
pub use pdf::{PdfError, Progress, pdf};
pub use picture::{Picture, PngError, picture_pdf, picture_png};
pub use preview::{page_key, page_label, page_png, preview};
pub use rollup::{RollupMeta, rollup_charts, rollup_document, rollup_report};
pub use run::{Report, report};
pub use sentence::{Slots, sentence, sentence_patterns};
pub use typeface::{Face, MISSING, RareFace, Typefaces};
