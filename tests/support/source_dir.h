#pragma once

#include <filesystem>

namespace mien::test {

/// The root of the checkout that the tests were built from.
[[nodiscard]] std::filesystem::path sourceDir();

} // namespace mien::test
