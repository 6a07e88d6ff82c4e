#pragma once

#include <opencv2/core/mat.hpp>

#include <filesystem>

namespace mien {

/// Writes a PNG under a temporary name and renames it. Throws Error (Io) naming the file.
void savePng(const cv::Mat& image, const std::filesystem::path& file);

} // namespace mien
