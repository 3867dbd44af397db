//! The charts of the report that no other page of the window shows.

use super::App;
use crate::{Result, scene, view};
use shuiheng_report::{loss_chart, saving_chart, use_chart};

impl App {
    /// What the water is used for, where it is lost, what measures change: the very drawings
    /// that the report prints, those that there is something to show of.
    ///
    /// # Errors
    /// As for [`App::audited`].
    pub fn report_charts(&self, id: &str) -> Result<Vec<view::Scene>> {
        let diagnosis = self.ready(id)?.diagnosis;
        let charts = [use_chart(&diagnosis), loss_chart(&diagnosis), saving_chart(&diagnosis)];
        Ok(charts.iter().flatten().map(scene::view).collect())
    }
}
