#pragma once

#include <sys/mount.h>

#include <filesystem>
#include <string>

namespace mien::test {

/// A file system of its own at a folder, in memory and as small as is asked for. Only root may have one, and not in
/// every container: see mounted().
class SmallDisk {
public:
  SmallDisk(std::filesystem::path folder, int kilobytes) : m_folder(std::move(folder)) {
    std::filesystem::create_directories(m_folder);
    const std::string options = "size=" + std::to_string(kilobytes) + "k";
    m_mounted = ::mount("mien-test", m_folder.c_str(), "tmpfs", 0, options.c_str()) == 0;
  }
  ~SmallDisk() {
    if (m_mounted) {
      ::umount2(m_folder.c_str(), MNT_DETACH);
    }
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  [[nodiscard]] bool mounted() const { return m_mounted; }

private:
  std::filesystem::path m_folder;
  bool m_mounted = false;
};

} // namespace mien::test
