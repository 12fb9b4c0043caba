//! The container of a language model: named sections behind one checksum.
//!
//! Layout, little-endian: magic (8 bytes), version (u32), BLAKE3 of all that follows (32 bytes), section count
//! (u32), then the table and the data. A table row is: name length (u8), name, element type (u8), number of
//! dimensions (u8), dimensions (u32 each), offset of the data from the start of the file (u64), its length (u64).

use std::collections::BTreeMap;
use std::ops::Range;

const MAGIC: &[u8; 8] = b"LEGPACK\0";
const VERSION: u32 = 1;
/// Magic, version and checksum.
const HEAD: usize = 8 + 4 + 32;

/// Why a pack cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PackError {
    /// Not a pack.
    #[error("this is no language pack")]
    Magic,
    /// Made by another version of the program.
    #[error("language pack of version {0}, this program reads {VERSION}")]
    Version(u32),
    /// The bytes are not those that were written.
    #[error("language pack is damaged: the checksum differs")]
    Checksum,
    /// The table leads outside the file.
    #[error("language pack is damaged: the table of sections is broken")]
    Table,
    /// A section is missing or of another shape.
    #[error("language pack has no section {0} as expected")]
    Section(String),
}

/// Type of a section's elements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum DType {
    /// Bytes or text.
    U8 = 0,
    /// 32-bit unsigned integers.
    U32 = 1,
    /// Single-precision numbers.
    F32 = 2,
    /// 64-bit unsigned integers.
    U64 = 3,
    /// 16-bit steps, to be multiplied by the column's number in the section `NAME.scale`.
    I16 = 4,
}

impl DType {
    const fn size(self) -> usize {
        match self {
            DType::U8 => 1,
            DType::I16 => 2,
            DType::U32 | DType::F32 => 4,
            DType::U64 => 8,
        }
    }

    const fn read(code: u8) -> Option<Self> {
        match code {
            0 => Some(DType::U8),
            1 => Some(DType::U32),
            2 => Some(DType::F32),
            3 => Some(DType::U64),
            4 => Some(DType::I16),
            _ => None,
        }
    }
}

#[derive(Debug, Clone)]
struct Section {
    dtype: DType,
    shape: Vec<usize>,
    data: Range<usize>,
}

/// A pack whose table has been verified, and but for those of the program itself its checksum.
#[derive(Debug, Clone)]
pub struct Pack {
    bytes: &'static [u8],
    sections: BTreeMap<String, Section>,
}

impl Pack {
    /// Verifies `bytes` and reads the table.
    ///
    /// # Errors
    /// When they are no pack, of another version, or damaged.
    pub fn open(bytes: &'static [u8]) -> Result<Self, PackError> {
        let pack = Self::table(bytes)?;
        let sum = bytes.get(HEAD - 32..HEAD).unwrap_or_default();
        if blake3::hash(bytes.get(HEAD..).unwrap_or_default()).as_bytes() != sum {
            return Err(PackError::Checksum);
        }
        Ok(pack)
    }

    /// Reads the table of a pack whose bytes are part of the program, which a test has verified: the checksum of 16 MB is half of
    /// what a question to a small model takes.
    pub(crate) fn table(bytes: &'static [u8]) -> Result<Self, PackError> {
        if !bytes.starts_with(MAGIC) {
            return Err(PackError::Magic);
        }
        let mut at = Cursor { bytes, at: MAGIC.len() };
        let version = at.u32()?;
        if version != VERSION {
            return Err(PackError::Version(version));
        }
        at.take(32)?;
        let mut sections = BTreeMap::new();
        for _ in 0..at.u32()? {
            let length = at.u8()?;
            let name = str::from_utf8(at.take(usize::from(length))?).map_err(|_| PackError::Table)?;
            let dtype = DType::read(at.u8()?).ok_or(PackError::Table)?;
            let shape = (0..at.u8()?).map(|_| at.u32().map(|d| d as usize)).collect::<Result<Vec<_>, _>>()?;
            let (start, length) = (at.size()?, at.size()?);
            let end = start.checked_add(length).filter(|&e| e <= bytes.len()).ok_or(PackError::Table)?;
            let elements = shape.iter().try_fold(dtype.size(), |n, &d| n.checked_mul(d));
            if elements != Some(length) {
                return Err(PackError::Table);
            }
            sections.insert(name.to_owned(), Section { dtype, shape, data: start..end });
        }
        Ok(Self { bytes, sections })
    }

    /// Names of the sections, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.sections.keys().map(String::as_str)
    }

    /// Dimensions of a section.
    ///
    /// # Errors
    /// When there is no such section.
    pub fn shape(&self, name: &str) -> Result<&[usize], PackError> {
        self.sections.get(name).map(|s| &*s.shape).ok_or_else(|| PackError::Section(name.to_owned()))
    }

    /// A section of bytes.
    ///
    /// # Errors
    /// When there is no such section of that type.
    pub fn bytes(&self, name: &str) -> Result<&'static [u8], PackError> {
        self.data(name, DType::U8, None)
    }

    /// A section of text.
    ///
    /// # Errors
    /// When there is no such section, or it is not UTF-8.
    pub fn text(&self, name: &str) -> Result<&'static str, PackError> {
        str::from_utf8(self.bytes(name)?).map_err(|_| PackError::Section(name.to_owned()))
    }

    /// A section of numbers with the given dimensions, stored in full or in steps.
    ///
    /// # Errors
    /// When there is no such section of that type and shape.
    pub fn f32s(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>, PackError> {
        if let Ok(steps) = self.data(name, DType::I16, Some(shape)) {
            let scale = self.f32s(&format!("{name}.scale"), &[shape.last().copied().unwrap_or(0)])?;
            let steps = steps.as_chunks().0.iter().map(|c| f32::from(i16::from_le_bytes(*c)));
            return Ok(steps.zip(scale.iter().cycle()).map(|(x, s)| x * s).collect());
        }
        let data = self.data(name, DType::F32, Some(shape))?;
        Ok(data.as_chunks().0.iter().map(|c| f32::from_le_bytes(*c)).collect())
    }

    /// A section of integers.
    ///
    /// # Errors
    /// When there is no such section of that type.
    pub fn u32s(&self, name: &str) -> Result<Vec<u32>, PackError> {
        let data = self.data(name, DType::U32, None)?;
        Ok(data.as_chunks().0.iter().map(|c| u32::from_le_bytes(*c)).collect())
    }

    /// A section of long integers.
    ///
    /// # Errors
    /// When there is no such section of that type.
    pub fn u64s(&self, name: &str) -> Result<Vec<u64>, PackError> {
        let data = self.data(name, DType::U64, None)?;
        Ok(data.as_chunks().0.iter().map(|c| u64::from_le_bytes(*c)).collect())
    }

    /// Checksum of the pack in hexadecimal.
    pub fn checksum(&self) -> String {
        use std::fmt::Write as _;
        self.bytes[HEAD - 32..HEAD].iter().fold(String::with_capacity(64), |mut out, byte| {
            // Writing to a string cannot fail.
            let _ = write!(out, "{byte:02x}");
            out
        })
    }

    fn data(&self, name: &str, dtype: DType, shape: Option<&[usize]>) -> Result<&'static [u8], PackError> {
        self.sections
            .get(name)
            .filter(|s| s.dtype == dtype && shape.is_none_or(|shape| s.shape == shape))
            .and_then(|s| self.bytes.get(s.data.clone()))
            .ok_or_else(|| PackError::Section(name.to_owned()))
    }
}

/// Reads the table without ever leaving the bytes.
struct Cursor {
    bytes: &'static [u8],
    at: usize,
}

impl Cursor {
    fn take(&mut self, n: usize) -> Result<&'static [u8], PackError> {
        let end = self.at.checked_add(n).ok_or(PackError::Table)?;
        let out = self.bytes.get(self.at..end).ok_or(PackError::Table)?;
        self.at = end;
        Ok(out)
    }

    fn number<const N: usize>(&mut self) -> Result<[u8; N], PackError> {
        self.take(N)?.try_into().map_err(|_| PackError::Table)
    }

    fn u8(&mut self) -> Result<u8, PackError> {
        Ok(u8::from_le_bytes(self.number()?))
    }

    fn u32(&mut self) -> Result<u32, PackError> {
        Ok(u32::from_le_bytes(self.number()?))
    }

    fn size(&mut self) -> Result<usize, PackError> {
        usize::try_from(u64::from_le_bytes(self.number()?)).map_err(|_| PackError::Table)
    }
}

/// Collects sections and writes the file.
#[derive(Debug, Default)]
pub struct PackWriter {
    keep_f32: bool,
    sections: BTreeMap<String, (DType, Vec<usize>, Vec<u8>)>,
}

impl PackWriter {
    /// An empty pack.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds bytes or text.
    ///
    /// # Panics
    /// When the dimensions do not fit the data (a mistake of the program that makes packs).
    pub fn bytes(&mut self, name: &str, shape: &[usize], data: &[u8]) {
        self.put(name, DType::U8, shape, data.to_vec());
    }

    /// Adds text.
    ///
    /// # Panics
    /// As [`PackWriter::bytes`].
    pub fn text(&mut self, name: &str, data: &str) {
        self.bytes(name, &[data.len()], data.as_bytes());
    }

    /// Adds numbers.
    ///
    /// # Panics
    /// As [`PackWriter::bytes`].
    pub fn f32s(&mut self, name: &str, shape: &[usize], data: &[f32]) {
        self.put(name, DType::F32, shape, data.iter().flat_map(|x| x.to_le_bytes()).collect());
    }

    /// Adds a matrix of weights in 16-bit steps of each column's greatest value; [`Pack::f32s`] reads it.
    ///
    /// # Panics
    /// As [`PackWriter::bytes`].
    pub fn weights(&mut self, name: &str, shape: &[usize], data: &[f32]) {
        if self.keep_f32 {
            return self.f32s(name, shape, data);
        }
        let columns = shape.last().copied().unwrap_or(0);
        let mut scale = vec![0.0f32; columns];
        for row in data.chunks_exact(columns.max(1)) {
            for (s, x) in scale.iter_mut().zip(row) {
                *s = s.max(x.abs() / f32::from(i16::MAX));
            }
        }
        let step = |(x, s): (&f32, &f32)| if *s > 0.0 { (x / s).round() as i16 } else { 0 };
        let steps = data.iter().zip(scale.iter().cycle()).map(step);
        self.put(name, DType::I16, shape, steps.flat_map(i16::to_le_bytes).collect());
        self.f32s(&format!("{name}.scale"), &[columns], &scale);
    }

    /// Whether [`PackWriter::weights`] stores full numbers after all.
    pub fn keep_f32(&mut self, keep: bool) {
        self.keep_f32 = keep;
    }

    /// Adds integers.
    ///
    /// # Panics
    /// As [`PackWriter::bytes`].
    pub fn u32s(&mut self, name: &str, shape: &[usize], data: &[u32]) {
        self.put(name, DType::U32, shape, data.iter().flat_map(|x| x.to_le_bytes()).collect());
    }

    /// Adds long integers.
    ///
    /// # Panics
    /// As [`PackWriter::bytes`].
    pub fn u64s(&mut self, name: &str, shape: &[usize], data: &[u64]) {
        self.put(name, DType::U64, shape, data.iter().flat_map(|x| x.to_le_bytes()).collect());
    }

    fn put(&mut self, name: &str, dtype: DType, shape: &[usize], data: Vec<u8>) {
        assert_eq!(shape.iter().product::<usize>() * dtype.size(), data.len(), "section {name}");
        assert!(name.len() < 256 && shape.len() < 256, "section {name}");
        self.sections.insert(name.to_owned(), (dtype, shape.to_vec(), data));
    }

    /// The file.
    pub fn finish(&self) -> Vec<u8> {
        let rows: usize = self.sections.iter().map(|(name, s)| 1 + name.len() + 2 + 4 * s.1.len() + 16).sum();
        let mut offset = HEAD + 4 + rows;
        let mut body = (self.sections.len() as u32).to_le_bytes().to_vec();
        for (name, (dtype, shape, data)) in &self.sections {
            body.push(name.len() as u8);
            body.extend_from_slice(name.as_bytes());
            body.push(*dtype as u8);
            body.push(shape.len() as u8);
            body.extend(shape.iter().flat_map(|&d| (d as u32).to_le_bytes()));
            body.extend_from_slice(&(offset as u64).to_le_bytes());
            body.extend_from_slice(&(data.len() as u64).to_le_bytes());
            offset += data.len();
        }
        body.extend(self.sections.values().flat_map(|(_, _, data)| data));
        let mut out = MAGIC.to_vec();
        out.extend_from_slice(&VERSION.to_le_bytes());
        out.extend_from_slice(blake3::hash(&body).as_bytes());
        out.append(&mut body);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Vec<u8> {
        let mut w = PackWriter::new();
        w.text("words", "да\nнет");
        w.f32s("weights", &[2, 2], &[1.0, -2.5, 0.0, 4.0]);
        w.u32s("counts", &[3], &[7, 8, 9]);
        w.u64s("hashes", &[1], &[u64::MAX]);
        w.finish()
    }

    fn open(bytes: Vec<u8>) -> Result<Pack, PackError> {
        Pack::open(Vec::leak(bytes))
    }

    #[test]
    fn what_was_written_is_read() -> Result<(), PackError> {
        let pack = open(sample())?;
        assert_eq!(pack.names().collect::<Vec<_>>(), ["counts", "hashes", "weights", "words"]);
        assert_eq!(pack.text("words")?, "да\nнет");
        assert_eq!(pack.f32s("weights", &[2, 2])?, [1.0, -2.5, 0.0, 4.0]);
        assert_eq!(pack.u32s("counts")?, [7, 8, 9]);
        assert_eq!(pack.u64s("hashes")?, [u64::MAX]);
        assert_eq!(pack.shape("weights")?, [2, 2]);
        assert!(
            pack.f32s("weights", &[4]).is_err() && pack.u32s("words").is_err() && pack.text("none").is_err()
        );
        assert_eq!(pack.checksum().len(), 64);
        let mut w = PackWriter::new();
        w.weights("steps", &[2, 2], &[1.0, -0.5, -0.25, 0.0]);
        let read = open(w.finish())?.f32s("steps", &[2, 2])?;
        assert!(read.iter().zip([1.0, -0.5, -0.25, 0.0]).all(|(a, b)| (a - b).abs() < 1e-4), "{read:?}");
        Ok(())
    }

    #[test]
    fn damage_is_named() {
        assert_eq!(open(b"GIF89a".to_vec()).err(), Some(PackError::Magic));
        let good = sample();
        for at in 0..good.len() {
            let mut bad = good.clone();
            bad[at] ^= 1;
            assert!(open(bad).is_err(), "byte {at}");
            assert!(open(good[..at].to_vec()).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn a_table_that_lies_is_found() {
        let mut body = 1u32.to_le_bytes().to_vec();
        body.extend_from_slice(&[1, b'x', 0, 1]);
        body.extend_from_slice(&9u32.to_le_bytes());
        body.extend_from_slice(&u64::MAX.to_le_bytes());
        body.extend_from_slice(&9u64.to_le_bytes());
        let mut file = MAGIC.to_vec();
        file.extend_from_slice(&VERSION.to_le_bytes());
        file.extend_from_slice(blake3::hash(&body).as_bytes());
        file.append(&mut body);
        assert_eq!(open(file).err(), Some(PackError::Table));
    }
}
