#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <tuple>

namespace mien::ui {

/// Device, number, size and time of the last change of a file: equal for the same file under another name, different
/// after it was written again. Nothing when there is no such file.
using FileIdentity = std::optional<std::tuple<std::uint64_t, std::uint64_t, std::int64_t, std::int64_t>>;

[[nodiscard]] FileIdentity fileIdentity(const std::filesystem::path& file);

} // namespace mien::ui
