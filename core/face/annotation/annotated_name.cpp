#include "core/face/annotation/annotated_name.h"

#include "core/common/files/output_mark.h"
#include "core/common/files/output_target.h"

namespace mien {

namespace fs = std::filesystem;

namespace {

// A file name has 255 bytes at most, and "NAME.part.mp4" must fit, too.
constexpr std::size_t kLongestName = 255 - 5;

/// Without a part of a letter of UTF-8 at the end.
std::string cut(std::string text, std::size_t size) {
  if (text.size() > size) {
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) {
      --size;
    }
    text.resize(size);
  }
  return text;
}

/// Whether the name has a copy of another file, another picture of ours, or what no file can take the place of.
bool isOfAnother(const fs::path& name, const std::string& digest) {
  const OutputTarget::Kind kind = outputTarget(name).kind;
  if (kind == OutputTarget::Kind::Folder || kind == OutputTarget::Kind::Stream) {
    return true;
  }
  const auto mark = readOutputMark(name);
  return mark && mark->copyOf != digest;
}

} // namespace

fs::path canonicalPath(const fs::path& file) {
  std::error_code error;
  fs::path name = fs::weakly_canonical(file, error);
  return error ? file : name;
}

fs::path annotatedName(const fs::path& folder, const fs::path& file, std::set<fs::path>& taken,
                       const std::string& ending) {
  const std::string digest =
      ending == ".csv" ? std::string() : sourceDigest(file); // tables do not say what they are of
  for (int number = 1;; ++number) {
    const std::string suffix = (number == 1 ? "" : "-" + std::to_string(number)) + ending;
    fs::path name = folder / (cut(file.stem().string(), kLongestName - suffix.size()) + suffix);
    if (const fs::path known = canonicalPath(name); !taken.contains(known) && !isOfAnother(known, digest)) {
      taken.insert(known);
      return name;
    }
  }
}

} // namespace mien
