#pragma once

#include "tests/support/source_dir.h"

#include <cstdlib>
#include <filesystem>

namespace mien::test {

/// The developers' data beside the checkout (or at $MIEN_SHARED); tests that use it skip when it is not there.
inline std::filesystem::path sharedFile(const std::filesystem::path& name) {
  const char* chosen = std::getenv("MIEN_SHARED");
  const std::filesystem::path folder = chosen != nullptr ? std::filesystem::path(chosen) : sourceDir() / "../shared";
  return folder / name;
}

} // namespace mien::test
