#include "core/train/detail/checkpoint.h"

#include "core/common/error.h"
#include "core/common/files/atomic_file.h"
#include "core/common/text/shown_text.h"

#include <xxhash.h>

#include <cstring>
#include <fstream>
#include <memory>
#include <span>

namespace mien::detail {

namespace {

constexpr const char* kMetadata = "__metadata__";

struct HashStateDeleter {
  void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
};

class Hash {
public:
  Hash() : m_state(XXH3_createState()) { XXH3_64bits_reset(m_state.get()); }
  void add(const void* bytes, std::size_t count) { XXH3_64bits_update(m_state.get(), bytes, count); }
  [[nodiscard]] std::string text() const { return std::to_string(XXH3_64bits_digest(m_state.get())); }

private:
  std::unique_ptr<XXH3_state_t, HashStateDeleter> m_state;
};

[[noreturn]] void damaged(const std::filesystem::path& file, const Message& why) {
  throw Error(ErrorKind::BadData, Message("{file}: {why}; the checkpoint cannot be used. model_best.pth beside it can "
                                          "still be evaluated, or given to a new training with --init",
                                          {{"file", shownPath(file)}, {"why", why}}));
}

/// The JSON header; leaves `in` at the first byte of data.
nlohmann::json readHeader(std::ifstream& in, const std::filesystem::path& file) {
  std::uint64_t length = 0;
  in.read(reinterpret_cast<char*>(&length), sizeof(length));
  constexpr std::uint64_t kLargestHeader = std::uint64_t{16}
                                           << 20U; // Mien's has 0.3 MB; parsed, it takes ten times as much
  std::error_code error;
  if (!in || length == 0 || length > kLargestHeader || length > std::filesystem::file_size(file, error) || error) {
    damaged(file, Message("is not a checkpoint or cut short"));
  }
  std::string text(length, '\0');
  in.read(text.data(), static_cast<std::streamsize>(length));
  if (!in) {
    damaged(file, Message("is cut short"));
  }
  nlohmann::json header = nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!header.is_object() || !header.contains(kMetadata) || !header[kMetadata].is_object() ||
      !header[kMetadata].contains("note") || !header[kMetadata]["note"].is_string()) {
    damaged(file, Message("is not a checkpoint of Mien"));
  }
  return header;
}

std::ifstream open(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) {
    throw Error(ErrorKind::NotFound,
                Message("{file}: cannot be opened; there is nothing to resume from", {{"file", shownPath(file)}}));
  }
  return in;
}

nlohmann::json noteOf(const nlohmann::json& header, const std::filesystem::path& file) {
  nlohmann::json note =
      nlohmann::json::parse(header[kMetadata]["note"].get<std::string>(), nullptr, /*allow_exceptions=*/false);
  if (!note.is_object()) {
    damaged(file, Message("holds a note that cannot be read"));
  }
  return note;
}

} // namespace

void writeCheckpoint(const std::filesystem::path& file, const std::vector<FloatBlock>& blocks,
                     const nlohmann::json& note) {
  const std::string noteText = note.dump();
  Hash hash;
  hash.add(noteText.data(), noteText.size());
  nlohmann::ordered_json header;
  header[kMetadata] = {{"format", "mien-checkpoint-2"}, {"note", noteText}};
  std::size_t offset = 0;
  for (const FloatBlock& block : blocks) {
    const std::size_t bytes = block.count * sizeof(float);
    header[block.name] = {{"dtype", "F32"}, {"shape", {block.count}}, {"data_offsets", {offset, offset + bytes}}};
    hash.add(block.values, bytes);
    offset += bytes;
  }
  header[kMetadata]["xxh3"] = hash.text();
  std::string text = header.dump();
  text.append((8 - text.size() % 8) % 8, ' '); // the format wants the data aligned

  AtomicFile out(file);
  const std::uint64_t length = text.size();
  out.write(std::as_bytes(std::span(&length, 1)));
  out.write(text);
  for (const FloatBlock& block : blocks) {
    out.write(std::as_bytes(std::span(block.values, block.count)));
  }
  out.commit();
}

nlohmann::json readCheckpoint(const std::filesystem::path& file, const std::vector<FloatBlock>& blocks) {
  std::ifstream in = open(file);
  const nlohmann::json header = readHeader(in, file);
  nlohmann::json note = noteOf(header, file);
  const std::string& noteText = header[kMetadata]["note"].get_ref<const std::string&>();
  Hash hash;
  hash.add(noteText.data(), noteText.size());
  std::vector<std::vector<float>> contents;
  std::size_t offset = 0;
  for (const FloatBlock& block : blocks) {
    const auto entry = header.find(block.name);
    const std::size_t bytes = block.count * sizeof(float);
    if (entry == header.end() || !entry->is_object() ||
        entry->value("data_offsets", nlohmann::json()) != nlohmann::json({offset, offset + bytes})) {
      damaged(file, Message("belongs to a run with other settings (\"{name}\" does not fit)", {{"name", block.name}}));
    }
    contents.emplace_back(block.count);
    in.read(reinterpret_cast<char*>(contents.back().data()), static_cast<std::streamsize>(bytes));
    if (!in) {
      damaged(file, Message("is cut short"));
    }
    hash.add(contents.back().data(), bytes);
    offset += bytes;
  }
  if (header[kMetadata].value("xxh3", nlohmann::json()) != hash.text()) {
    damaged(file, Message("does not match its checksum"));
  }
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    std::memcpy(blocks[i].values, contents[i].data(), blocks[i].count * sizeof(float));
  }
  return note;
}

nlohmann::json readCheckpointNote(const std::filesystem::path& file) {
  std::ifstream in = open(file);
  return noteOf(readHeader(in, file), file);
}

} // namespace mien::detail
