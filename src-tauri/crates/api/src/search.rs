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

/// Which of several things a person may mean by what was typed, the likeliest first: those
/// whose first text begins with it, then those whose first text holds it, then the others.
/// A thing is the texts it can be found by. Within one degree the order given stays.
///
/// Gives positions in `things`.
pub fn find(typed: &str, things: &[Vec<String>]) -> Vec<u32> {
    let search = Search::of(typed);
    let whole: String = typed.split_whitespace().collect::<String>().to_lowercase();
    let mut found: Vec<(u8, u32)> = (0..)
        .zip(things)
        .filter(|(_, texts)| search.finds(texts.iter().map(String::as_str)))
        .map(|(at, texts)| (degree(&whole, texts.first().map_or("", String::as_str)), at))
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, at)| at).collect()
}

/// How far a name is from what was typed: 0 begins with it, 1 holds it, 2 neither.
fn degree(typed: &str, name: &str) -> u8 {
    let length = typed.chars().count();
    let beginning: String = name.chars().take(length).collect();
    if name.to_lowercase().starts_with(typed) || initials_occur(&beginning, typed) {
        return 0;
    }
    let within = name.to_lowercase().contains(typed) || initials_occur(name, typed);
    if within { 1 } else { 2 }
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
    fn what_begins_with_the_words_comes_first() {
        let things: Vec<Vec<String>> = ["水洗工序", "余热回收", "热水槽", "软化水站"]
            .map(|name| vec![name.to_owned(), "水平衡".to_owned()])
            .to_vec();
        assert_eq!(find("rs", &things), [2]);
        assert_eq!(find("水", &things), [0, 2, 3, 1]);
        assert_eq!(find("", &things), [0, 1, 2, 3]);
        assert_eq!(find("电", &things), [] as [u32; 0]);
    }

    #[test]
    fn a_character_with_several_readings_is_found_by_each() {
        check("cq", &["重庆"], true);
        check("zq", &["重庆"], true);
        check("hy", &["行业"], true);
        check("xy", &["行业"], true);
    }
}
