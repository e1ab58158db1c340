//! Pictures in a briefing: PNG files, kept in the project as they are.
//!
//! Nothing is decoded here; what draws or writes a picture must expect that its inside is broken.

use std::fmt;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A picture with its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Picture {
    /// The picture.
    pub png: Png,
    /// What stands under it: the analyst's plain text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub caption: String,
    /// What it shows, in words for those who cannot see it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub alternative: String,
}

/// The bytes of a PNG file whose beginning says so. Cloning is cheap.
#[derive(Clone, PartialEq, Eq)]
pub struct Png {
    bytes: Arc<[u8]>,
    width: u32,
    height: u32,
}

/// The bytes are no picture that a briefing can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PngError {
    /// The bytes do not begin as a PNG file does.
    #[error("expected a PNG picture, found something else")]
    NotPng,
    /// Wider or higher than [`Png::LONGEST_SIDE`], or of no size at all.
    #[error("expected a picture of up to {longest} by {longest} pixels, found one of {0} by {1}", longest = Png::LONGEST_SIDE)]
    BadSize(u32, u32),
    /// More bytes than [`Png::MAX_BYTES`].
    #[error("expected a picture of up to {} MB, found one of {} MB", Png::MAX_BYTES / 1_000_000, .0 / 1_000_000)]
    TooLarge(usize),
}

impl Png {
    /// The longest side, in pixels.
    pub const LONGEST_SIDE: u32 = 20_000;
    /// The largest file, in bytes.
    pub const MAX_BYTES: usize = 10_000_000;
    const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    /// Bytes of base64 a line of a project file.
    const LINE: usize = 96;

    /// A picture from the bytes of its file.
    ///
    /// # Errors
    /// [`PngError`] says why the bytes are no picture that a briefing can hold.
    pub fn new(bytes: impl Into<Arc<[u8]>>) -> Result<Self, PngError> {
        let bytes: Arc<[u8]> = bytes.into();
        if bytes.len() > Self::MAX_BYTES {
            return Err(PngError::TooLarge(bytes.len()));
        }
        let sizes = bytes.strip_prefix(Self::SIGNATURE).ok_or(PngError::NotPng)?;
        let (width, rest) = sizes.split_first_chunk().ok_or(PngError::NotPng)?;
        let (height, _) = rest.split_first_chunk().ok_or(PngError::NotPng)?;
        let (width, height) = (u32::from_be_bytes(*width), u32::from_be_bytes(*height));
        let allowed = 1..=Self::LONGEST_SIDE;
        if !allowed.contains(&width) || !allowed.contains(&height) {
            return Err(PngError::BadSize(width, height));
        }
        Ok(Self { bytes, width, height })
    }

    /// The bytes of the file.
    #[must_use]
    pub fn bytes(&self) -> &Arc<[u8]> {
        &self.bytes
    }

    /// Width in pixels, as the file says.
    #[must_use]
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Height in pixels, as the file says.
    #[must_use]
    pub fn height(&self) -> u32 {
        self.height
    }

    /// The bytes as base64 without line ends.
    #[must_use]
    pub fn base64(&self) -> String {
        STANDARD.encode(&self.bytes)
    }
}

impl fmt::Debug for Png {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Png({} × {}, {} bytes)",
            self.width,
            self.height,
            self.bytes.len()
        )
    }
}

impl Serialize for Png {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Three bytes become four letters, so that each piece ends on a letter of its own.
        let lines = self.bytes.chunks(Self::LINE / 4 * 3);
        serializer.collect_seq(lines.map(|line| STANDARD.encode(line)))
    }
}

impl<'de> Deserialize<'de> for Png {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let lines = Vec::<String>::deserialize(deserializer)?;
        let mut bytes = Vec::new();
        for line in lines {
            STANDARD
                .decode_vec(&line, &mut bytes)
                .map_err(|error| D::Error::custom(format!("expected a picture as base64: {error}")))?;
        }
        Self::new(bytes).map_err(D::Error::custom)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// The beginning of a picture of this size, with `n_bytes` that mean nothing after it.
    pub(crate) fn beginning(width: u32, height: u32, n_bytes: usize) -> Vec<u8> {
        let mut bytes = Png::SIGNATURE.to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.resize(bytes.len() + n_bytes, 7);
        bytes
    }

    #[test]
    fn a_picture_comes_back_from_a_project_file_as_it_was() {
        let png = Png::new(beginning(640, 480, 300)).unwrap();
        assert_eq!((png.width(), png.height()), (640, 480));
        let written = ron::to_string(&png).unwrap();
        assert!(written.contains("iVBORw0KGgo"), "{written}");
        assert_eq!(ron::from_str::<Png>(&written).unwrap(), png);
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        assert_eq!(Png::new(b"GIF89a".to_vec()), Err(PngError::NotPng));
        assert_eq!(Png::new(Png::SIGNATURE.to_vec()), Err(PngError::NotPng));
        assert_eq!(Png::new(beginning(0, 5, 0)), Err(PngError::BadSize(0, 5)));
        let too_large = Png::new(beginning(5, 5, Png::MAX_BYTES));
        assert!(matches!(too_large, Err(PngError::TooLarge(_))));
        assert!(ron::from_str::<Png>("[\"!!\"]").is_err());
        assert!(ron::from_str::<Png>("[\"aGVsbG8=\"]").is_err());
    }
}
