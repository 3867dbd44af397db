//! Two readers of one file at a time: the second never comes to bytes that the first has not
//! gone through, so what the first refuses, the second never unpacks.

use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// How far the first reader has come.
#[derive(Debug, Default)]
pub(crate) struct Trail {
    way: Mutex<Way>,
    moved: Condvar,
}

/// How far the second reader may go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Way {
    /// Anywhere.
    #[default]
    Free,
    /// Up to a place in the file.
    UpTo(u64),
    /// Nowhere any more.
    Closed,
}

/// The bytes of a file for the first reader.
pub(crate) struct Ahead<'a> {
    bytes: Cursor<&'a [u8]>,
    trail: Arc<Trail>,
}

/// The bytes of a file for the second reader.
pub(crate) struct Behind<'a> {
    bytes: Cursor<&'a [u8]>,
    trail: Arc<Trail>,
}

/// Closes the way where the first reader ends early.
pub(crate) struct Lead<'t> {
    trail: &'t Trail,
}

impl Trail {
    fn way(&self) -> MutexGuard<'_, Way> {
        self.way.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, way: Way) {
        *self.way() = way;
        self.moved.notify_all();
    }

    /// From here on the second reader waits for the first.
    pub(crate) fn follow(&self) {
        self.set(Way::UpTo(0));
    }

    /// From here on the second reader need not wait.
    pub(crate) fn free(&self) {
        self.set(Way::Free);
    }

    /// The first reader sets out; unless it ends well, the second goes no further.
    pub(crate) const fn lead(&self) -> Lead<'_> {
        Lead { trail: self }
    }

    /// The first reader asks for the bytes from a place on: it has gone through all before.
    fn reached(&self, place: u64) {
        let mut way = self.way();
        if matches!(*way, Way::UpTo(before) if before < place) {
            *way = Way::UpTo(place);
            self.moved.notify_all();
        }
    }

    /// Waits until the second reader may read up to a place.
    fn wait(&self, place: u64) -> io::Result<()> {
        let waits = |way: &mut Way| matches!(*way, Way::UpTo(reached) if reached < place);
        let way = self.moved.wait_while(self.way(), waits);
        match *way.unwrap_or_else(PoisonError::into_inner) {
            Way::Free | Way::UpTo(_) => Ok(()),
            Way::Closed => Err(io::Error::other("前面的检查没有通过")),
        }
    }
}

impl Lead<'_> {
    /// The first reader has come to a good end.
    pub(crate) fn ends_well(self) {
        self.trail.free();
    }
}

impl Drop for Lead<'_> {
    fn drop(&mut self) {
        if *self.trail.way() != Way::Free {
            self.trail.set(Way::Closed);
        }
    }
}

impl<'a> Ahead<'a> {
    /// A file from its start.
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes: Cursor::new(bytes), trail: Arc::default() }
    }

    /// What tells a second reader how far this one has come.
    pub(crate) fn trail(&self) -> Arc<Trail> {
        Arc::clone(&self.trail)
    }
}

impl<'a> Behind<'a> {
    /// The same file from its start.
    pub(crate) const fn new(bytes: &'a [u8], trail: Arc<Trail>) -> Self {
        Self { bytes: Cursor::new(bytes), trail }
    }
}

impl Read for Ahead<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.trail.reached(self.bytes.position());
        self.bytes.read(buffer)
    }
}

impl Seek for Ahead<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.bytes.seek(to)
    }
}

impl Read for Behind<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.trail.wait(self.bytes.position().saturating_add(buffer.len() as u64))?;
        self.bytes.read(buffer)
    }
}

impl Seek for Behind<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.bytes.seek(to)
    }
}

#[cfg(test)]
mod tests {
    use super::{Ahead, Behind};
    use std::io::Read;
    use std::sync::mpsc::channel;

    #[test]
    fn the_second_reader_gets_only_what_the_first_has_gone_through() {
        let bytes: Vec<u8> = (0..100).collect();
        let mut ahead = Ahead::new(&bytes);
        let trail = ahead.trail();
        let mut behind = Behind::new(&bytes, ahead.trail());
        trail.follow();
        let (sender, receiver) = channel();
        std::thread::scope(|scope| {
            scope.spawn(move || {
                let mut piece = [0; 10];
                while let Ok(count @ 1..) = behind.read(&mut piece) {
                    sender.send(piece[..count].to_vec()).unwrap();
                }
            });
            let lead = trail.lead();
            let mut piece = [0; 10];
            ahead.read_exact(&mut piece).unwrap();
            assert!(receiver.try_recv().is_err(), "it may still be at work on the first ten");
            ahead.read_exact(&mut piece).unwrap();
            assert_eq!(receiver.recv().unwrap(), &bytes[..10]);
            drop(lead);
            assert!(receiver.recv().is_err(), "the first ended early");
        });
    }

    #[test]
    fn the_second_reader_gets_the_rest_once_the_first_has_ended_well() {
        let bytes = [7; 40];
        let mut ahead = Ahead::new(&bytes);
        let trail = ahead.trail();
        let mut behind = Behind::new(&bytes, ahead.trail());
        trail.follow();
        let lead = trail.lead();
        ahead.read_exact(&mut [0; 40]).unwrap();
        lead.ends_well();
        let mut all = Vec::new();
        behind.read_to_end(&mut all).unwrap();
        assert_eq!(all, bytes);
    }
}
