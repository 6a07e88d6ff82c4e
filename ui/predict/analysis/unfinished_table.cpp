#include "ui/predict/analysis/unfinished_table.h"

#include "core/common/error.h"
#include "core/common/files/make_folder.h"
#include "core/session/session_table.h"

#include <system_error>
#include <utility>

namespace mien::ui {

namespace fs = std::filesystem;

UnfinishedTable::UnfinishedTable(fs::path folder, const fs::path& video, std::vector<std::string> labels)
    : m_folder(std::move(folder)), m_name(video.stem().string()), m_labels(std::move(labels)) {}

UnfinishedTable::~UnfinishedTable() {
  if (m_file) {
    m_file->discard();
  }
}

void UnfinishedTable::add(const FrameResult& frame) {
  if (m_folder.empty()) {
    return;
  }
  try {
    if (!m_file) {
      open();
    }
    m_file->append(sessionRows(frame.frame, frame.seconds, frame.faces, m_labels));
    m_file->flush();
  } catch (const Error&) { // what was written stays
    m_file.reset();
    m_folder.clear();
  }
}

void UnfinishedTable::open() {
  makeFolder(m_folder);
  for (int number = 1;; ++number) {
    const fs::path file = m_folder / (m_name + (number == 1 ? "" : "-" + std::to_string(number)) + ".csv");
    std::error_code ignored;
    if (!fs::exists(fs::path(file) += kPartSuffix, ignored)) {
      m_file = std::make_unique<GrowingFile>(file);
      m_file->append(sessionHeader(m_labels));
      return;
    }
  }
}

} // namespace mien::ui
