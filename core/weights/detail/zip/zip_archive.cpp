#include "core/weights/detail/zip/zip_archive.h"

#include "core/common/error.h"
#include "core/common/text/shown_text.h"
#include "core/weights/detail/zip/zip_directory.h"

#include <zip.h>

#include <algorithm>
#include <set>
#include <string_view>

namespace mien::detail {

namespace {

constexpr std::uint64_t kMebi = 1024 * 1024;

/// Mien never unpacks to disk, but such names are written by nobody in good faith.
bool isUnsafeName(std::string_view name) {
  if (name.empty() || name.front() == '/' || name.find('\\') != std::string_view::npos) {
    return true;
  }
  while (!name.empty()) {
    const std::size_t slash = name.find('/');
    if (name.substr(0, slash) == "..") {
      return true;
    }
    name = slash == std::string_view::npos ? std::string_view() : name.substr(slash + 1);
  }
  return false;
}

struct EntryCloser {
  void operator()(zip_file_t* entry) const { zip_fclose(entry); }
};

[[noreturn]] void failWriting(const char* reason) {
  throw Error(ErrorKind::Internal,
              Message("libzip could not build the weights file: {reason}. Please report this as a fault of Mien.",
                      {{"reason", reason}}));
}

} // namespace

ZipReader::ZipReader(const std::filesystem::path& file) : m_file(shownPath(file)) {
  std::error_code error;
  m_fileSize = std::filesystem::file_size(file, error);
  int code = 0;
  m_zip = zip_open(file.c_str(), ZIP_RDONLY, &code);
  if (m_zip == nullptr) {
    switch (code) {
    case ZIP_ER_NOENT:
      throw Error(ErrorKind::NotFound, Message("There is no file '{file}'. Check the path.", {{"file", m_file}}));
    case ZIP_ER_OPEN:
    case ZIP_ER_READ:
    case ZIP_ER_SEEK:
      throw Error(ErrorKind::Io,
                  Message("Cannot read '{file}'. Check the disk and that you may read the file.", {{"file", m_file}}));
    default:
      refuse(Message("it is a zip file (as torch.save writes) but damaged or cut short"));
    }
  }
  try {
    readNames();
    checkExtents(file);
  } catch (const Error& problem) {
    zip_discard(m_zip);
    if (std::string_view(problem.what()).find(m_file) != std::string_view::npos) {
      throw;
    }
    refuse(problem.message());
  }
}

void ZipReader::readNames() {
  const zip_int64_t count = zip_get_num_entries(m_zip, 0);
  std::set<std::string_view> seen;
  for (zip_int64_t index = 0; index < count; ++index) {
    const char* name = zip_get_name(m_zip, static_cast<zip_uint64_t>(index), ZIP_FL_ENC_RAW);
    if (name == nullptr || isUnsafeName(name)) {
      refuse(Message("it has an entry with a forbidden name"));
    }
    // One reader takes the first of them, another the last.
    if (!seen.insert(name).second) {
      refuse(Message("it has the entry '{name}' twice", {{"name", shownText(name)}}));
    }
    m_names.emplace_back(name);
  }
}

void ZipReader::checkExtents(const std::filesystem::path& file) const {
  const std::vector<ZipExtent> extents = readZipDirectory(file);
  if (!std::ranges::equal(extents, m_names, {}, &ZipExtent::name)) {
    refuse(Message("it is a zip file (as torch.save writes) but damaged or cut short"));
  }
  if (anyOverlap(extents)) {
    refuse(Message("its entries share their bytes, as nobody writes them in good faith"));
  }
  std::uint64_t rest = m_fileSize;
  for (std::size_t index = 0; index < extents.size(); ++index) {
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_stat_index(m_zip, index, 0, &stat) != 0 || (stat.valid & ZIP_STAT_COMP_SIZE) == 0 ||
        stat.comp_size > rest) {
      refuse(Message("its entry '{names}' claims an impossible size", {{"names", shownText(m_names[index])}}));
    }
    rest -= stat.comp_size;
  }
}

ZipReader::~ZipReader() { zip_discard(m_zip); }

bool ZipReader::contains(const std::string& name) const {
  return zip_name_locate(m_zip, name.c_str(), ZIP_FL_ENC_RAW) >= 0;
}

std::vector<std::byte> ZipReader::read(const std::string& name, std::uint64_t limit) {
  const zip_int64_t found = zip_name_locate(m_zip, name.c_str(), ZIP_FL_ENC_RAW);
  if (found < 0) {
    refuse(Message("its entry '{name}' is missing", {{"name", shownText(name)}}));
  }
  const auto index = static_cast<zip_uint64_t>(found);
  zip_stat_t stat;
  zip_stat_init(&stat);
  constexpr zip_uint64_t kNeeded = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD;
  if (zip_stat_index(m_zip, index, 0, &stat) != 0 || (stat.valid & kNeeded) != kNeeded) {
    refuse(Message("its entry '{name}' has no size", {{"name", shownText(name)}}));
  }
  if (stat.size > limit) {
    refuse(Message("its entry '{name}' claims an impossible size", {{"name", shownText(name)}}));
  }
  if (stat.comp_method == ZIP_CM_STORE) {
    if (stat.size != stat.comp_size) {
      refuse(Message("its entry '{name}' claims an impossible size", {{"name", shownText(name)}}));
    }
  } else {
    // torch.save never compresses and trained weights hardly shrink; 1032 is the most that deflate can do.
    m_unfolded += stat.size;
    if (stat.size > 1032 * stat.comp_size + 64 || m_unfolded > 64 * kMebi + 4 * m_fileSize) {
      refuse(Message("its entry '{name}' unfolds to an absurd size", {{"name", shownText(name)}}));
    }
  }
  const std::unique_ptr<zip_file_t, EntryCloser> entry(zip_fopen_index(m_zip, index, 0));
  if (entry == nullptr) {
    refuse(Message("its entry '{name}' cannot be opened ({reason})",
                   {{"name", shownText(name)}, {"reason", zip_strerror(m_zip)}}));
  }
  std::vector<std::byte> bytes(stat.size);
  std::size_t size = 0;
  while (size < bytes.size()) {
    const zip_int64_t count = zip_fread(entry.get(), bytes.data() + size, bytes.size() - size);
    if (count <= 0) {
      refuse(Message("its entry '{name}' is damaged or cut short", {{"name", shownText(name)}}));
    }
    size += static_cast<std::size_t>(count);
  }
  // libzip compares the checksum when it meets the end.
  std::byte beyond{};
  if (zip_fread(entry.get(), &beyond, 1) != 0) {
    refuse(Message("its entry '{name}' is damaged (wrong checksum)", {{"name", shownText(name)}}));
  }
  return bytes;
}

void ZipReader::refuse(const Message& problem) const {
  throw Error(ErrorKind::BadData,
              Message("Cannot read the weights in '{file}': {problem}. Copy, download or save the file again.",
                      {{"file", m_file}, {"problem", problem}}));
}

ZipWriter::ZipWriter() {
  zip_error_t error;
  zip_error_init(&error);
  m_target = zip_source_buffer_create(nullptr, 0, 0, &error);
  if (m_target != nullptr) {
    m_zip = zip_open_from_source(m_target, ZIP_TRUNCATE, &error);
  }
  if (m_zip == nullptr) {
    const std::string reason = zip_error_strerror(&error);
    zip_error_fini(&error);
    zip_source_free(m_target);
    failWriting(reason.c_str());
  }
  zip_error_fini(&error);
  zip_source_keep(m_target); // zip_close() drops its reference, finish() still reads
}

ZipWriter::~ZipWriter() {
  if (m_zip != nullptr) {
    zip_discard(m_zip);
  }
  zip_source_free(m_target);
}

void ZipWriter::add(const std::string& name, std::span<const std::byte> bytes) {
  zip_source_t* source = zip_source_buffer(m_zip, bytes.data(), bytes.size(), 0);
  if (source == nullptr) {
    failWriting(zip_strerror(m_zip));
  }
  const zip_int64_t index = zip_file_add(m_zip, name.c_str(), source, ZIP_FL_ENC_UTF_8);
  if (index < 0) {
    zip_source_free(source);
    failWriting(zip_strerror(m_zip));
  }
  constexpr zip_uint16_t kJanuary1st1980 = (1U << 5U) | 1U;
  const auto entry = static_cast<zip_uint64_t>(index);
  if (zip_set_file_compression(m_zip, entry, ZIP_CM_STORE, 0) != 0 ||
      zip_file_set_dostime(m_zip, entry, 0, kJanuary1st1980, 0) != 0) {
    failWriting(zip_strerror(m_zip));
  }
}

std::vector<std::byte> ZipWriter::finish() {
  if (zip_close(m_zip) != 0) {
    failWriting(zip_strerror(m_zip));
  }
  m_zip = nullptr;
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (zip_source_stat(m_target, &stat) != 0 || (stat.valid & ZIP_STAT_SIZE) == 0 || zip_source_open(m_target) != 0) {
    failWriting("its result cannot be read");
  }
  std::vector<std::byte> bytes(stat.size);
  std::size_t size = 0;
  while (size < bytes.size()) {
    const zip_int64_t count = zip_source_read(m_target, bytes.data() + size, bytes.size() - size);
    if (count <= 0) {
      zip_source_close(m_target);
      failWriting("its result cannot be read");
    }
    size += static_cast<std::size_t>(count);
  }
  zip_source_close(m_target);
  return bytes;
}

} // namespace mien::detail
