#include "ui/workspace/show_in_folder.h"

#include "ui/text/qt_strings.h"

#include <QDesktopServices>
#include <QUrl>

#include <system_error>

namespace mien::ui {

namespace fs = std::filesystem;

fs::path folderOf(const fs::path& root, const std::string& file) {
  std::error_code ignored;
  const fs::path base = fs::is_directory(root, ignored) ? root : root.parent_path(); // of a table
  const fs::path folder = (base / file).parent_path();
  return fs::is_directory(folder, ignored) ? folder : base;
}

bool showInFolder(const fs::path& root, const std::string& file) {
  return QDesktopServices::openUrl(QUrl::fromLocalFile(toQt(folderOf(root, file))));
}

} // namespace mien::ui
