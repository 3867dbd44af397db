//! What a word of a header stands for, before its neighbours settle its meaning.

use shuiheng_audit::Source;

/// What a word of a header stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Word {
    /// Intake as a whole, or a group over its sources.
    Withdrawal,
    /// The sum of the sources, said so.
    WithdrawalTotal,
    /// One source.
    Source(Source),
    /// 中水 without a parent: bought from outside, or the site's own.
    MaybeReclaimed,
    DistributedIn,
    CarriedIn,
    Recirculated,
    /// The recirculated water once more, on the side of the outflow.
    RecirculatedOut,
    /// 串联水量: received, unless what stands beside it says otherwise.
    Series,
    SeriesIn,
    SeriesOut,
    Reuse,
    Condensate,
    TreatmentIn,
    ReuseOut,
    DistributedOut,
    Consumption,
    /// 蒸发, 产品带走: one of several parts of the consumption.
    ConsumptionPart,
    Discharge,
    DischargePart,
    /// 总排水量: perhaps with what is handed on.
    DischargeGross,
    /// 含串联: what stands beside it contains the water handed on.
    GrossMark,
    Leakage,
    Supplied,
    Storage,
    Recycled,
    RecycledTotal,
    TotalUse,
    Subtotal,
    Input,
    Output,
    SumIn,
    SumOut,
    Imbalance,
    OfWhich,
    Mean,
    Reading,
    /// 生产, 生活 below 取水量: a division by purpose.
    Purpose,
    Name,
    Parent,
    Category,
    Number,
    Basis,
    Remark,
    Rate,
    /// A known word that is no flow: 水温, 型号.
    Known,
    Period,
    ProductName,
    OutputAmount,
    OutputUnit,
    Rinses,
    /// 定额编号 of a product.
    Quota,
    /// 分摊比例: the share of the intake that is a product's.
    Share,
    /// 分摊依据: how the share was set.
    ShareRule,
    MeterNumber,
    MeterLevel,
    /// 上级水表编号: the meter above, whose sum a meter is part of.
    MeterParent,
    MeterLocation,
    MeterMeasures,
    MeterAccuracy,
    MeterValid,
    MeterOnline,
    MeterState,
}

impl Word {
    /// The word of a code of the vocabulary.
    pub(crate) fn parse(code: &str) -> Option<Self> {
        Some(match code {
            "withdrawal" => Self::Withdrawal,
            "withdrawal_total" => Self::WithdrawalTotal,
            "tap" => Self::Source(Source::Tap),
            "surface" => Self::Source(Source::Surface),
            "ground" => Self::Source(Source::Ground),
            "steam" => Self::Source(Source::Steam),
            "reclaimed" => Self::Source(Source::Reclaimed),
            "rain" => Self::Source(Source::Rain),
            "other_source" => Self::Source(Source::Other),
            "maybe_reclaimed" => Self::MaybeReclaimed,
            "distributed_in" => Self::DistributedIn,
            "carried_in" => Self::CarriedIn,
            "recirculated" => Self::Recirculated,
            "recirculated_out" => Self::RecirculatedOut,
            "series" => Self::Series,
            "series_in" => Self::SeriesIn,
            "series_out" => Self::SeriesOut,
            "reuse" => Self::Reuse,
            "condensate" => Self::Condensate,
            "treatment_in" => Self::TreatmentIn,
            "reuse_out" => Self::ReuseOut,
            "distributed_out" => Self::DistributedOut,
            "consumption" => Self::Consumption,
            "consumption_part" => Self::ConsumptionPart,
            "discharge" => Self::Discharge,
            "discharge_part" => Self::DischargePart,
            "discharge_gross" => Self::DischargeGross,
            "gross_mark" => Self::GrossMark,
            "leakage" => Self::Leakage,
            "supplied" => Self::Supplied,
            "storage" => Self::Storage,
            "recycled" => Self::Recycled,
            "recycled_total" => Self::RecycledTotal,
            "total_use" => Self::TotalUse,
            "subtotal" => Self::Subtotal,
            "input" => Self::Input,
            "output" => Self::Output,
            "sum_in" => Self::SumIn,
            "sum_out" => Self::SumOut,
            "imbalance" => Self::Imbalance,
            "of_which" => Self::OfWhich,
            "mean" => Self::Mean,
            "reading" => Self::Reading,
            "purpose" => Self::Purpose,
            other => return Self::parse_text(other),
        })
    }

    /// The words of columns that hold no flow.
    fn parse_text(code: &str) -> Option<Self> {
        Some(match code {
            "name" => Self::Name,
            "parent" => Self::Parent,
            "category" => Self::Category,
            "number" => Self::Number,
            "basis" => Self::Basis,
            "remark" => Self::Remark,
            "rate" => Self::Rate,
            "known" => Self::Known,
            "period" => Self::Period,
            "product_name" => Self::ProductName,
            "output_amount" => Self::OutputAmount,
            "output_unit" => Self::OutputUnit,
            "rinses" => Self::Rinses,
            "quota" => Self::Quota,
            "share" => Self::Share,
            "share_rule" => Self::ShareRule,
            "meter_number" => Self::MeterNumber,
            "meter_level" => Self::MeterLevel,
            "meter_parent" => Self::MeterParent,
            "meter_location" => Self::MeterLocation,
            "meter_measures" => Self::MeterMeasures,
            "meter_accuracy" => Self::MeterAccuracy,
            "meter_valid" => Self::MeterValid,
            "meter_online" => Self::MeterOnline,
            "meter_state" => Self::MeterState,
            _ => return None,
        })
    }

    /// True where a parent of this word satisfies one that a term asks for.
    pub(crate) fn is(self, asked: Self) -> bool {
        self == asked
            || match asked {
                Self::Discharge => matches!(self, Self::DischargeGross | Self::DischargePart),
                Self::Recycled => self == Self::RecycledTotal,
                Self::Withdrawal => self == Self::WithdrawalTotal,
                Self::Consumption => self == Self::ConsumptionPart,
                _ => false,
            }
    }

    /// True for words of water flows and of groups of them.
    pub(crate) fn is_flow(self) -> bool {
        !self.is_text()
            && !matches!(
                self,
                Self::Subtotal
                    | Self::OfWhich
                    | Self::Mean
                    | Self::Reading
                    | Self::GrossMark
                    | Self::Purpose
            )
    }

    /// True for words that name what a row is about.
    pub(crate) fn names_rows(self) -> bool {
        matches!(self, Self::Name | Self::Parent | Self::ProductName | Self::MeterNumber)
    }

    /// True for words of columns that hold no flow.
    pub(crate) fn is_text(self) -> bool {
        matches!(
            self,
            Self::Name
                | Self::Parent
                | Self::Category
                | Self::Number
                | Self::Basis
                | Self::Remark
                | Self::Rate
                | Self::Known
                | Self::Period
                | Self::ProductName
                | Self::OutputAmount
                | Self::OutputUnit
                | Self::Rinses
                | Self::Quota
                | Self::Share
                | Self::ShareRule
                | Self::MeterNumber
                | Self::MeterLevel
                | Self::MeterParent
                | Self::MeterLocation
                | Self::MeterMeasures
                | Self::MeterAccuracy
                | Self::MeterValid
                | Self::MeterOnline
                | Self::MeterState
        )
    }
}
