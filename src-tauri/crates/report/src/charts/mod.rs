//! The charts of a diagnosis: what they show. The window and the report draw the same.

mod losses;
mod months;
mod saved;
mod uses;

pub use losses::loss_chart;
pub use months::month_chart;
pub use saved::saving_chart;
pub use uses::use_chart;
