#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace mien {

/// Names of the files the detectors are made from.
inline constexpr const char* kHaarFile = "haarcascade_frontalface_alt2.xml";
inline constexpr const char* kYunetFile = "face_detection_yunet_2023mar.onnx";

/// SHA-256 of the YuNet file that the OpenCV zoo published in March 2023.
inline constexpr const char* kYunetSha256 = "8f2383e4dd3cfbb4553ea8718107fc0423210dc964f9f4280604804ed2552fa4";

/// Folders that may hold Haar cascades, in the order they are tried: $MIEN_HAAR_DIR, Mien's own folder in the user's
/// data folder, then opencv4/haarcascades in $XDG_DATA_DIRS (by default /usr/local/share and /usr/share).
[[nodiscard]] std::vector<std::filesystem::path> haarFolders();

/// The first folder's kHaarFile. Throws Error (NotFound) that names the package to install.
[[nodiscard]] std::filesystem::path findHaarFile();

/// Where a user puts the YuNet file: $XDG_DATA_HOME/mien (by default ~/.local/share/mien).
[[nodiscard]] std::filesystem::path userYunetFile();

/// Hexadecimal, lower case. Throws Error (NotFound, Io) when the file cannot be read.
[[nodiscard]] std::string sha256OfFile(const std::filesystem::path& file);

} // namespace mien
