#pragma once

#include <span>
#include <string>
#include <vector>

namespace mien::cli {

/// The three most probable labels: "happiness 93.1%, neutral 4.0%, surprise 1.2%".
[[nodiscard]] std::string topLabels(const std::vector<double>& probabilities, std::span<const std::string> labels);

} // namespace mien::cli
