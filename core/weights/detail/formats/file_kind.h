#pragma once

#include "core/common/text/message.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace mien::detail {

/// How many bytes from the beginning of a file the functions below want to see.
inline constexpr std::size_t kStartSize = 4096;

[[nodiscard]] bool isZip(std::string_view start);
/// Bytes of the pickle with which torch.save began its files before PyTorch 1.6, whatever protocol it was told to use;
/// 0 for other files.
[[nodiscard]] std::size_t legacyTorchMagic(std::string_view start);
[[nodiscard]] bool isSafetensors(std::string_view start);

/// Says what a file that is none of these is, and what to do about it: a clause for a message. Suffix and content both
/// count; content first.
[[nodiscard]] Message otherKind(std::string_view start, const std::filesystem::path& file);

} // namespace mien::detail
