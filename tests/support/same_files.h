#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

namespace mien::test {

/// The bytes of every file below a folder, by its path in there.
inline std::map<std::string, std::string> filesBelow(const std::filesystem::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) {
      std::ifstream in(entry.path(), std::ios::binary);
      files[entry.path().lexically_relative(folder).string()] = std::string(std::istreambuf_iterator<char>(in), {});
    }
  }
  return files;
}

/// Expects two folders to have the same files, byte by byte.
inline void expectSameFiles(const std::filesystem::path& one, const std::filesystem::path& other) {
  const auto expected = filesBelow(one);
  const auto found = filesBelow(other);
  EXPECT_FALSE(expected.empty());
  EXPECT_EQ(found.size(), expected.size());
  for (const auto& [name, bytes] : expected) {
    ASSERT_TRUE(found.contains(name)) << name;
    EXPECT_TRUE(found.at(name) == bytes) << name << " differs";
  }
}

} // namespace mien::test
