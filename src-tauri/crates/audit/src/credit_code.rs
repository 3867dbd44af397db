//! The unified social credit code (统一社会信用代码) by GB 32100-2015.

/// Why a text is no such code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CreditFault {
    /// Not 18 digits and capital letters without I, O, S, V and Z.
    Shape,
    /// The last character is not the one that the others lead to (校验位不符).
    Check,
}

/// The characters of the code, each with its place as its value.
const CHARACTERS: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// What is wrong with a code; none where nothing is, and of an empty text. Blanks, hyphens and
/// small letters are how people type, and no fault.
///
/// The check character is `31 − Σ Cᵢ·3ⁱ mod 31` over the first 17, `i` from 0 (GB 32100-2015).
///
/// ```
/// use shuiheng_audit::{CreditFault, credit_fault};
/// assert_eq!(credit_fault("91350100M000100Y43"), None);
/// assert_eq!(credit_fault("91350100M000100Y44"), Some(CreditFault::Check));
/// assert_eq!(credit_fault("91350100"), Some(CreditFault::Shape));
/// ```
pub fn credit_fault(text: &str) -> Option<CreditFault> {
    let code: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .map(half_width)
        .map(|c| c.to_ascii_uppercase())
        .collect();
    if code.is_empty() {
        return None;
    }
    let values: Option<Vec<usize>> = code.chars().map(|c| CHARACTERS.find(c)).collect();
    let Some([first @ .., last]) = values.as_deref().filter(|values| values.len() == 18) else {
        return Some(CreditFault::Shape);
    };
    let weights = std::iter::successors(Some(1_usize), |weight| Some(weight * 3 % 31));
    let sum: usize = first.iter().zip(weights).map(|(value, weight)| value * weight).sum();
    ((31 - sum % 31) % 31 != *last).then_some(CreditFault::Check)
}

/// A letter or digit as it stands in a code, where a Chinese keyboard wrote it wide.
fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => {
            u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(c)
        }
        c => c,
    }
}
