//! Searching in Chinese: words, and the initials of their pinyin.

use pinyin::ToPinyinMulti;

/// What was typed, ready to be looked for: every word must be found.
pub(crate) struct Search(Vec<String>);

impl Search {
    /// Words that spaces part.
    pub(crate) fn of(typed: &str) -> Self {
        Self(typed.split_whitespace().map(str::to_lowercase).collect())
    }

    /// True where every word occurs in one of the texts: as written, or, for Latin letters
    /// and digits, as the initials of the pinyin. `yr` finds 印染, and `gbt` GB/T.
    pub(crate) fn finds<'t>(&self, texts: impl Iterator<Item = &'t str> + Clone) -> bool {
        self.0.iter().all(|word| {
            texts.clone().any(|text| {
                text.to_lowercase().contains(word.as_str()) || initials_occur(text, word)
            })
        })
    }
}

/// True where the letters and digits of `word` are, in order and without a gap, the initials
/// of characters of the text; signs between them do not count.
fn initials_occur(text: &str, word: &str) -> bool {
    let wanted: Vec<char> = word.chars().collect();
    if wanted.is_empty() || !wanted.iter().all(char::is_ascii_alphanumeric) {
        return false;
    }
    let read: Vec<Vec<char>> =
        text.chars().map(initials).filter(|initials| !initials.is_empty()).collect();
    read.windows(wanted.len()).any(|window| {
        window.iter().zip(&wanted).all(|(initials, wanted)| initials.contains(wanted))
    })
}

/// The letters that a character can be typed as: all readings of one that has several.
fn initials(c: char) -> Vec<char> {
    if c.is_ascii_alphanumeric() {
        return vec![c.to_ascii_lowercase()];
    }
    let readings = c.to_pinyin_multi().into_iter().flatten();
    readings.filter_map(|reading| reading.first_letter().chars().next()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, texts: &[&str], found: bool) {
        assert_eq!(Search::of(typed).finds(texts.iter().copied()), found, "{typed} in {texts:?}");
    }

    #[test]
    fn initials_words_and_numbers_find_a_row() {
        let row = ["GB/T 18916.4-2022", "棉印染精加工", "印染布", "m³/100m", "1713"];
        check("", &row, true);
        check("yr", &row, true);
        check("YRB", &row, true);
        check("印染 18916", &row, true);
        check("yr 18916.4", &row, true);
        check("gbt18916", &row, true);
        check("1713", &row, true);
        check("myrjjg", &row, true);
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        let row = ["GB/T 18916.4-2022", "棉印染精加工", "印染布"];
        check("zz", &row, false);
        check("yr 造纸", &row, false);
        check("yrz", &row, false);
        // Initials do not reach from one text into the next.
        check("gyr", &row, false);
    }

    #[test]
    fn a_character_with_several_readings_is_found_by_each() {
        check("cq", &["重庆"], true);
        check("zq", &["重庆"], true);
        check("hy", &["行业"], true);
        check("xy", &["行业"], true);
    }
}
