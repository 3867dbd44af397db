//! What the binary formats have in common: numbers in bytes, and error codes.

/// Numbers in little-endian bytes; none beyond the end.
pub(crate) trait Bytes {
    /// Two bytes.
    fn u16(&self, at: usize) -> Option<u16>;
    /// Four bytes.
    fn u32(&self, at: usize) -> Option<u32>;
    /// Eight bytes.
    fn f64(&self, at: usize) -> Option<f64>;
}

impl Bytes for [u8] {
    fn u16(&self, at: usize) -> Option<u16> {
        Some(u16::from_le_bytes(self.get(at..at + 2)?.try_into().ok()?))
    }

    fn u32(&self, at: usize) -> Option<u32> {
        Some(u32::from_le_bytes(self.get(at..at + 4)?.try_into().ok()?))
    }

    fn f64(&self, at: usize) -> Option<f64> {
        Some(f64::from_le_bytes(self.get(at..at + 8)?.try_into().ok()?))
    }
}

/// A number in the short form: 30 bits, whole or a fraction, perhaps in hundredths.
pub(crate) fn rk(bits: u32) -> f64 {
    let number = if bits & 2 == 0 {
        f64::from_bits(u64::from(bits & !3) << 32)
    } else {
        f64::from((bits as i32) >> 2)
    };
    if bits & 1 == 0 { number } else { number / 100.0 }
}

/// The text of an error code.
pub(crate) fn error(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        0x2B => "#GETTING_DATA",
        _ => "#ERROR",
    }
}
