#pragma once

#include <opencv2/core/mat.hpp>

#include <filesystem>

namespace mien {

/// Writes a PNG under a temporary name and renames it. Throws Error (Io) naming the file.
void savePng(const cv::Mat& image, const std::filesystem::path& file);

/// The same for an annotated copy of `source`, marked as that, see core/common/files/output_mark.h.
void saveAnnotatedPng(const cv::Mat& image, const std::filesystem::path& file, const std::filesystem::path& source);

} // namespace mien
