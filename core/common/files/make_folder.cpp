#include "core/common/files/make_folder.h"

#include "core/common/error.h"
#include "core/common/text/shown_text.h"

#include <string>
#include <system_error>

namespace mien {

void makeFolder(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  std::error_code ignored;
  if (!error && std::filesystem::is_directory(folder, ignored)) {
    return;
  }
  const Message start("Cannot make the folder '{folder}': ", {{"folder", shownPath(folder)}});
  if (error == std::errc::no_space_on_device) {
    throw Error(
        ErrorKind::DiskFull,
        Message("{start}the disk is full. Free some space, or choose a folder on another disk.", {{"start", start}}));
  }
  const bool inTheWay = !error || error == std::errc::not_a_directory || error == std::errc::file_exists;
  throw Error(ErrorKind::Io, Message("{start}{reason}. Choose another folder.",
                                     {{"start", start},
                                      {"reason", inTheWay ? Message("a file of that name is in the way")
                                                          : Message::verbatim(error.message())}}));
}

} // namespace mien
