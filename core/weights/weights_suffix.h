#pragma once

#include <array>
#include <filesystem>
#include <string_view>

namespace mien {

/// Endings of files that hold weights, the usual one first: one list for the command line, dialogs and drops.
inline constexpr std::array<std::string_view, 6> kWeightsSuffixes{".pth",  ".pt",  ".safetensors",
                                                                  ".ckpt", ".bin", ".pth.tar"};

/// Whether a file's name ends as weights do, capitals or not.
[[nodiscard]] bool hasWeightsSuffix(const std::filesystem::path& file);

/// Whether a file is meant as a model: by its name (weights, or another program's model, which Mien refuses and says
/// why) or by its content.
[[nodiscard]] bool looksLikeModel(const std::filesystem::path& file);

} // namespace mien
