#pragma once

#include "core/common/files/growing_file.h"
#include "core/session/frame_result.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace mien::ui {

/// The rows of a video that is being analysed, on the disk as they come: "NAME.csv.part", with the columns of
/// session_table.h. The results are in memory, too, so the file goes with this; it stays when the program is killed,
/// and the next analysis takes another name. Where nothing can be written, the analysis goes on without it. One thread.
class UnfinishedTable {
public:
  /// `folder`: made with the first row; empty: nothing is written.
  UnfinishedTable(std::filesystem::path folder, const std::filesystem::path& video, std::vector<std::string> labels);
  ~UnfinishedTable();
  UnfinishedTable(const UnfinishedTable&) = delete;
  UnfinishedTable& operator=(const UnfinishedTable&) = delete;

  void add(const FrameResult& frame);

private:
  void open();

  std::filesystem::path m_folder;
  std::string m_name;
  std::vector<std::string> m_labels;
  std::unique_ptr<GrowingFile> m_file;
};

} // namespace mien::ui
