#include "core/picture/folder_files.h"

#include "core/common/error.h"
#include "core/common/files/output_mark.h"
#include "core/common/text/shown_text.h"

#include <algorithm>

namespace mien {

namespace fs = std::filesystem;

namespace {

/// Called a picture, but none: better read and complained of by name than counted.
bool isBrokenPicture(const fs::path& path, FileKind kind) {
  return hasPictureSuffix(path) && (kind == FileKind::Other || kind == FileKind::Empty ||
                                    kind == FileKind::Unreadable || kind == FileKind::Table);
}

void sortInto(const fs::directory_entry& entry, FolderFiles& found) {
  const fs::path& path = entry.path();
  std::error_code ignored;
  if (isLitterName(path)) {
    found.skipped.add(path, FileKind::Litter);
    return;
  }
  if (entry.is_directory(ignored)) {
    if (entry.is_symlink(ignored)) { // could lead back up, for ever
      found.skipped.add(path, FileKind::Folder);
    } else {
      found.folders.push_back(path);
    }
    return;
  }
  const FileKind kind = detectFileType(path).kind;
  if ((kind == FileKind::Picture || kind == FileKind::Video) && isAnnotatedCopy(path)) {
    found.skipped.add(path, FileKind::Copy);
  } else if (kind == FileKind::Picture || isBrokenPicture(path, kind)) {
    found.pictures.push_back(path);
  } else if (kind == FileKind::Video) {
    found.videos.push_back(path);
  } else {
    found.skipped.add(path, kind);
  }
}

} // namespace

FolderFiles listFolder(const fs::path& folder, const std::stop_token& stop) {
  std::error_code error;
  if (!fs::is_directory(folder, error)) {
    throw Error(ErrorKind::NotFound,
                Message("there is no folder at {folder}; check the path", {{"folder", shownPath(folder)}}));
  }
  FolderFiles found;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (stop.stop_requested()) {
      found.stopped = true;
      break;
    }
    sortInto(*entry, found);
  }
  if (error) {
    throw Error(ErrorKind::Io, Message("cannot list {folder}; check its permissions", {{"folder", shownPath(folder)}}));
  }
  std::sort(found.pictures.begin(), found.pictures.end());
  std::sort(found.videos.begin(), found.videos.end());
  std::sort(found.folders.begin(), found.folders.end());
  return found;
}

} // namespace mien
