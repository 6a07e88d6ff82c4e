#pragma once

#include "core/picture/file_kind.h"

#include <cstdint>
#include <optional>
#include <span>

namespace mien::detail {

using Bytes = std::span<const std::uint8_t>;

inline constexpr std::string_view kTextFile = "a text"; ///< FileType::what of a text of no known kind

/// Whether `text` stands at `at`.
[[nodiscard]] bool hasText(Bytes file, std::size_t at, std::string_view text);

/// What the marks at the beginning of a file say; nothing where they say nothing.
[[nodiscard]] std::optional<FileType> detectBySignature(Bytes file);

/// What a file without such a mark is, as text: a table, a web page, a Git LFS pointer. Nothing for what is no text.
[[nodiscard]] std::optional<FileType> detectTextType(Bytes file, bool whole);

/// Whether a GIF, PNG or WebP holds more than one picture, as far as the bytes go.
[[nodiscard]] bool isAnimated(Bytes file, PictureFormat format);

/// The pictures of a GIF, as far as the bytes go, but no more than `most`.
[[nodiscard]] int countGifFrames(Bytes file, int most = 10000);

/// The pictures of a PNG, as it states them itself.
[[nodiscard]] int countPngFrames(Bytes file);

} // namespace mien::detail
