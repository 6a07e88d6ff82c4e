#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace mien::test {

/// A folder of its own under the system's temporary folder, removed with the object.
class TemporaryFolder {
public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

  /// Writes `content` to the file of that relative name, making its folders.
  void write(const std::string& name, std::string_view content) const;

private:
  std::filesystem::path m_path;
};

} // namespace mien::test
