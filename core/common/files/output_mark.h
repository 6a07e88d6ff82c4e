#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace mien {

// How a file says that Mien wrote it, so that the next run may replace it, and nothing else. A picture has a tEXt chunk
// "Software: Mien", a video a free box of that text at its end; an annotated copy names in it what it is a copy of, by
// a digest of the path. Tables are known by their header, JSON files by their first key "program", reports by their
// first line. The marks survive copying and moving, and programs that do not know them pass over them.

/// What a file says about itself.
struct OutputMark {
  std::string copyOf; ///< sourceDigest() of the picture or video that it is an annotated copy of; empty for the rest
};

/// Nothing for a file of somebody else, and for what is no regular file. Throws nothing. Reads a few kilobytes.
[[nodiscard]] std::optional<OutputMark> readOutputMark(const std::filesystem::path& file);

/// A picture or video that Mien has drawn its findings into. Who looks for pictures leaves it out.
[[nodiscard]] bool isAnnotatedCopy(const std::filesystem::path& file);

/// 16 letters that stand for a file by its path; links and dots are resolved.
[[nodiscard]] std::string sourceDigest(const std::filesystem::path& file);

/// A whole PNG with the mark put into it; as it is where it is no PNG.
[[nodiscard]] std::string markedPng(std::span<const std::byte> png, std::string_view copyOf = {});

/// What is to be appended to a finished MP4 file.
[[nodiscard]] std::string videoMark(std::string_view copyOf);

/// The first key of a JSON file and its value.
inline constexpr const char* kProgramKey = "program";
inline constexpr const char* kProgramName = "Mien";

} // namespace mien
