#include "core/face/detail/write_file.h"

#include "core/common/error.h"

#include <fstream>

namespace mien::detail {

void writeFile(const std::filesystem::path& file, std::string_view content) {
  const std::filesystem::path temporary = file.string() + ".part";
  std::ofstream stream(temporary, std::ios::binary | std::ios::trunc);
  stream.write(content.data(), static_cast<std::streamsize>(content.size()));
  stream.close();
  std::error_code error;
  if (stream) {
    std::filesystem::rename(temporary, file, error);
    if (!error) {
      return;
    }
  }
  std::filesystem::remove(temporary, error);
  throw Error(ErrorKind::Io,
              "cannot write " + file.string() + "; check that the folder is there, is yours and has room");
}

} // namespace mien::detail
