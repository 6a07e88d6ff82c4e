#pragma once

#include <opencv2/core/mat.hpp>

#include <filesystem>
#include <vector>

namespace mien {

/// Reads a PNG, JPEG, BMP, WebP, TIFF or PNM file as 8-bit BGR, upright (EXIF orientation applied), 16-bit scaled down,
/// transparency (PNG, WebP) laid on white. Throws Error naming the file and the remedy: NotFound, Io, BadArgument for a
/// folder, or BadData when it is empty, cut short (PNG, JPEG), no image or larger than kMaxImagePixels.
[[nodiscard]] cv::Mat loadImage(const std::filesystem::path& file);

/// Whether the name ends like one of the formats that loadImage() reads, in any case.
[[nodiscard]] bool hasImageSuffix(const std::filesystem::path& file);

/// The images of a folder by suffix, sorted by name, sub-folders and hidden files left out. Throws Error (NotFound,
/// Io).
[[nodiscard]] std::vector<std::filesystem::path> imagesInFolder(const std::filesystem::path& folder);

/// Writes a PNG under a temporary name and renames it. Throws Error (Io) naming the file.
void savePng(const cv::Mat& image, const std::filesystem::path& file);

/// The same for an annotated copy of `source`, marked as that, see core/common/output_mark.h.
void saveAnnotatedPng(const cv::Mat& image, const std::filesystem::path& file, const std::filesystem::path& source);

} // namespace mien
