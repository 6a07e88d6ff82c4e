#include "ui/support/show_in_folder.h"

#include "ui/support/text.h"

#include <QDesktopServices>
#include <QUrl>

#include <system_error>

namespace mien::ui {

namespace fs = std::filesystem;

fs::path folderOf(const fs::path& root, const std::string& file) {
  std::error_code ignored;
  const fs::path folder = (root / file).parent_path();
  return fs::is_directory(folder, ignored) ? folder : root;
}

bool showInFolder(const fs::path& root, const std::string& file) {
  return QDesktopServices::openUrl(QUrl::fromLocalFile(toQt(folderOf(root, file))));
}

} // namespace mien::ui
