#include "core/face/detectors/face_model_files.h"

#include "core/common/error.h"
#include "core/common/files/data_folders.h"
#include "core/common/text/shown_text.h"

#include <openssl/evp.h>

#include <array>
#include <fstream>
#include <memory>

namespace mien {

namespace fs = std::filesystem;

std::vector<fs::path> haarFolders() {
  std::vector<fs::path> folders;
  if (const std::string chosen = environmentVariable("MIEN_HAAR_DIR"); !chosen.empty()) {
    folders.emplace_back(chosen);
  }
  folders.push_back(userDataFolder() / "mien");
  for (const fs::path& folder : systemDataFolders()) {
    folders.push_back(folder / "opencv4/haarcascades");
  }
  return folders;
}

fs::path findHaarFile() {
  std::error_code ignored;
  for (const fs::path& folder : haarFolders()) {
    if (fs::is_regular_file(folder / kHaarFile, ignored)) {
      return folder / kHaarFile;
    }
  }
  throw Error(ErrorKind::NotFound,
              Message("the Haar face detector needs {file}, which is nowhere on this machine; install the package "
                      "opencv-data, or set MIEN_HAAR_DIR to the folder that has it",
                      {{"file", kHaarFile}}));
}

fs::path userYunetFile() { return userDataFolder() / "mien" / kYunetFile; }

std::string sha256OfFile(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    throw Error(ErrorKind::NotFound,
                Message("cannot open {file}; check the path and its permissions", {{"file", shownPath(file)}}));
  }
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  bool fine = context && EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) == 1;
  std::array<char, 65536> block{};
  while (fine && stream) {
    stream.read(block.data(), block.size());
    fine = EVP_DigestUpdate(context.get(), block.data(), static_cast<std::size_t>(stream.gcount())) == 1;
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  fine = fine && stream.eof() && EVP_DigestFinal_ex(context.get(), digest.data(), &size) == 1;
  if (!fine) {
    throw Error(ErrorKind::Io, Message("cannot read {file} to its end; check the disk and its permissions",
                                       {{"file", shownPath(file)}}));
  }
  constexpr const char* kDigits = "0123456789abcdef";
  std::string text;
  for (unsigned int i = 0; i < size; ++i) {
    text += kDigits[digest[i] >> 4U];
    text += kDigits[digest[i] & 15U];
  }
  return text;
}

} // namespace mien
