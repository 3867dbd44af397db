//! Streams of the file, deflated one after the other with the same tables: to make those anew
//! costs as much as a small stream itself.

use super::PdfError;
use super::finish::failed;
use flate2::{Compress, Compression, FlushCompress, Status};

/// Deflates streams at one level.
pub(super) struct Deflater(Compress);

impl Deflater {
    /// From level 0, not at all, to 9.
    pub(super) fn new(level: u32) -> Self {
        Self(Compress::new(Compression::new(level), true))
    }

    /// Bytes, deflated.
    pub(super) fn deflated(&mut self, bytes: &[u8]) -> Result<Vec<u8>, PdfError> {
        self.0.reset();
        let mut out = Vec::with_capacity(bytes.len() / 2 + 64);
        loop {
            let taken = usize::try_from(self.0.total_in()).unwrap_or(usize::MAX);
            let left = bytes.get(taken..).unwrap_or_default();
            match self.0.compress_vec(left, &mut out, FlushCompress::Finish).map_err(failed)? {
                Status::StreamEnd => return Ok(out),
                Status::Ok | Status::BufError => out.reserve(out.len()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn each_stream_is_whole_whatever_came_before() {
        let mut deflater = Deflater::new(6);
        // The third has no pattern, and grows.
        let noise = (0..9_000_u32).flat_map(|at| at.wrapping_mul(0x9E37_79B9).to_be_bytes());
        for stream in [Vec::new(), vec![7; 70_000], noise.collect(), b"BT ET".to_vec()] {
            let packed = deflater.deflated(&stream).expect("deflated");
            let mut back = Vec::new();
            flate2::read::ZlibDecoder::new(&*packed).read_to_end(&mut back).expect("inflated");
            assert_eq!(back, stream);
        }
    }
}
