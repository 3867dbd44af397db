//! What is said of names: duplicates, and what they were taken for.

use super::super::remark::{Said, listed, listed_en};
use super::{Draft, Noticed};
use shuiheng_audit::{CellRef, DoubtCode};

impl Draft {
    /// Units of the same name in the same place.
    pub(crate) fn say_duplicates(&mut self) {
        let units = &self.site.units;
        let key = |at: &usize| (&units[*at].parent, &units[*at].name);
        self.named.sort_by_key(|at| key(at));
        let alike = self.named.chunk_by(|one, other| key(one) == key(other));
        for alike in alike.filter(|alike| alike.len() > 1) {
            let (count, name) = (alike.len(), &units[alike[0]].name);
            let places = alike.iter().filter_map(|at| units[*at].place.clone()).collect();
            self.remarks.warning(
                DoubtCode::DuplicateUnit,
                places,
                Said::new(
                    (
                        format!("同一位置有 {count} 个用水单元都叫“{name}”，均已保留并分别计入。"),
                        format!("{count} units in the same place are named “{name}”; all were kept and counted."),
                    ),
                    ("请核对是否重复填报；如为不同设备，请在名称中加以区分。", "Check whether one was entered twice; otherwise tell them apart by name."),
                ),
            );
        }
    }

    pub(super) fn say_noticed(&mut self, noticed: &mut Noticed) {
        for (category, units) in std::mem::take(&mut noticed.categories) {
            let (names, places): (Vec<_>, Vec<_>) = units.into_iter().unzip();
            self.assumed(
                places,
                &format!("按名称将{}归为{}用水。", listed(&names), category.zh()),
                &format!("By their names, {} are taken as {category:?}.", listed_en(&names)),
            );
        }
        let systems = std::mem::take(&mut noticed.systems);
        if !systems.is_empty() {
            let (names, places): (Vec<_>, Vec<_>) = systems.into_iter().unzip();
            self.assumed(
                places,
                &format!("按名称判定{}所属的用水系统（冷却、锅炉、生活等）。", listed(&names)),
                &format!("The water system of {} was taken from the name.", listed_en(&names)),
            );
        }
        let roles = std::mem::take(&mut noticed.roles);
        if !roles.is_empty() {
            let (names, places): (Vec<_>, Vec<_>) = roles.into_iter().unzip();
            self.assumed(
                places,
                &format!("按名称和水量列将{}作为水处理单元。", listed(&names)),
                &format!(
                    "By name and columns, {} are taken as treatment plants.",
                    listed_en(&names)
                ),
            );
        }
        let nameless = std::mem::take(&mut noticed.nameless);
        if !nameless.is_empty() {
            self.remarks.warning(
                DoubtCode::AssumedMeaning,
                nameless,
                Said::new(
                    ("该行有水量而没有名称，也不是其他行之和，已作为单独的用水单元计入。".into(), "The row has figures and no name and is not a sum of others; it was counted as a unit.".into()),
                    ("请补填用水单元名称，或确认该行是否为合计行。", "Fill in the unit's name, or confirm that it is a total."),
                ),
            );
        }
    }

    pub(super) fn assumed(&mut self, places: Vec<CellRef>, zh: &str, en: &str) {
        self.remarks.note(
            DoubtCode::AssumedMeaning,
            places,
            Said::new(
                (zh.to_owned(), en.to_owned()),
                (
                    "如不符合实际，可在单元属性中修改。",
                    "Change it in the unit's properties if it is wrong.",
                ),
            ),
        );
    }
}
