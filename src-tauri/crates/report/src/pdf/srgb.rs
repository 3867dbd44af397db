//! The colour profile sRGB (IEC 61966-2-1), written from its published numbers: what the
//! colours of the file mean.

/// Colorants and white point, adapted to D50, and the adaptation from D65.
const WHITE: [f64; 3] = [0.964_202_88, 1.0, 0.824_905_4];
const RED: [f64; 3] = [0.436_065_67, 0.222_488_4, 0.013_916_02];
const GREEN: [f64; 3] = [0.385_147_1, 0.716_873_2, 0.097_076_42];
const BLUE: [f64; 3] = [0.143_066_4, 0.060_607_91, 0.714_096_1];
const ADAPTATION: [f64; 9] = [
    1.047_836_3,
    0.022_872_9,
    -0.050_155_6,
    0.029_560_1,
    0.990_478_5,
    -0.017_059_3,
    -0.009_231_6,
    0.015_075_7,
    0.751_678_5,
];
/// `((x + 0.055) / 1.055)^2.4` above 0.04045, `x / 12.92` below.
const CURVE: [f64; 5] = [2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.040_45];

/// The profile, ICC version 4.2.
pub(super) fn profile() -> Vec<u8> {
    let curve = tag(*b"para", &[&[0, 3, 0, 0], &numbers(&CURVE)]);
    let tags: [([u8; 4], Vec<u8>); 10] = [
        (*b"desc", words("sRGB IEC61966-2.1")),
        (*b"cprt", words("No copyright, use freely")),
        (*b"wtpt", tag(*b"XYZ ", &[&numbers(&WHITE)])),
        (*b"chad", tag(*b"sf32", &[&numbers(&ADAPTATION)])),
        (*b"rXYZ", tag(*b"XYZ ", &[&numbers(&RED)])),
        (*b"gXYZ", tag(*b"XYZ ", &[&numbers(&GREEN)])),
        (*b"bXYZ", tag(*b"XYZ ", &[&numbers(&BLUE)])),
        (*b"rTRC", curve.clone()),
        (*b"gTRC", curve.clone()),
        (*b"bTRC", curve),
    ];
    let start = 128 + 4 + 12 * tags.len();
    let (mut table, mut data) = (whole(tags.len()), Vec::new());
    for (name, content) in &tags {
        table.extend_from_slice(name);
        table.extend(whole(start + data.len()));
        table.extend(whole(content.len()));
        data.extend_from_slice(content);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    let mut profile = header(start + data.len());
    profile.extend(table);
    profile.extend(data);
    profile
}

fn header(size: usize) -> Vec<u8> {
    let mut header = whole(size);
    header.extend([0; 4]);
    header.extend([4, 0x20, 0, 0]);
    header.extend(b"mntrRGB XYZ ");
    // When the profile was made: the day on which the standard took effect.
    for part in [1999_u16, 10, 18, 0, 0, 0] {
        header.extend(part.to_be_bytes());
    }
    header.extend(b"acsp");
    header.extend([0; 28]);
    header.extend(numbers(&WHITE));
    header.resize(128, 0);
    header
}

fn whole(value: usize) -> Vec<u8> {
    u32::try_from(value).unwrap_or(u32::MAX).to_be_bytes().to_vec()
}

/// Numbers with 16 bits before and after the point.
fn numbers(values: &[f64]) -> Vec<u8> {
    values.iter().flat_map(|value| ((value * 65536.0).round() as i32).to_be_bytes()).collect()
}

fn tag(kind: [u8; 4], parts: &[&[u8]]) -> Vec<u8> {
    let mut tag = kind.to_vec();
    tag.extend([0; 4]);
    tag.extend(parts.concat());
    tag
}

fn words(text: &str) -> Vec<u8> {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let parts = [whole(1), whole(12), b"enUS".to_vec(), whole(units.len()), whole(28), units];
    tag(*b"mluc", &[&parts.concat()])
}
