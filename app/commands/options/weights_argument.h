#pragma once

#include <filesystem>
#include <vector>

namespace mien::cli {

/// The weights file that a user means: the file itself, or a run folder's model_best.pth. Throws Error(NotFound).
[[nodiscard]] std::filesystem::path weightsFile(const std::filesystem::path& fileOrRunFolder);

/// The same where the user may name none (an empty path): the model that Mien comes with. Throws Error(NotFound).
[[nodiscard]] std::filesystem::path weightsFileOrDefault(const std::filesystem::path& fileOrRunFolder);

/// Takes the model away from in front of the inputs of `predict`; an empty path where there is none. What is meant as a
/// model by its name or its content is taken for one, whether it can be used or not. Throws Error: BadArgument where
/// nothing is left to look at, or a model stands behind or beside others; NotFound where the first of several inputs is
/// not there and may have been meant as a model.
[[nodiscard]] std::filesystem::path takeModel(std::vector<std::filesystem::path>& inputs);

} // namespace mien::cli
