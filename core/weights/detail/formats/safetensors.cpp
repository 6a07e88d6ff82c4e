#include "core/weights/detail/formats/safetensors.h"

#include "core/common/error.h"
#include "core/common/named_values.h"
#include "core/common/text/shown_text.h"

#include <algorithm>
#include <fstream>
#include <set>

namespace mien::detail {

namespace {

using nlohmann::json;

/// EfficientNet-B3 needs 60 KB; a parsed header takes some ten times its size.
constexpr std::uint64_t kMaxHeader = std::uint64_t{8} << 20U;
constexpr std::size_t kMaxDimensions = 16;
constexpr const char* kMetadata = "__metadata__";

constexpr NamedValues<DType, 10> kTypes{{{"F32", DType::Float32},
                                         {"F64", DType::Float64},
                                         {"F16", DType::Float16},
                                         {"BF16", DType::BFloat16},
                                         {"I64", DType::Int64},
                                         {"I32", DType::Int32},
                                         {"I16", DType::Int16},
                                         {"I8", DType::Int8},
                                         {"U8", DType::UInt8},
                                         {"BOOL", DType::Bool}}};

[[noreturn]] void refuse(const Message& problem) { throw Error(ErrorKind::BadData, problem); }

[[noreturn]] void damaged(const Message& problem) {
  refuse(Message("it is a safetensors file but damaged ({problem}). Copy, download or save it again",
                 {{"problem", problem}}));
}

struct Entry {
  NamedArray array;
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
};

/// Refuses deep nesting and keys that occur twice, of which a reader may take either.
json parseHeader(const std::string& text) {
  std::vector<std::set<std::string>> keys;
  const auto check = [&keys](int depth, json::parse_event_t event, json& value) {
    if (depth > 4) {
      damaged(Message("its header is nested"));
    }
    if (event == json::parse_event_t::object_start) {
      keys.emplace_back();
    } else if (event == json::parse_event_t::object_end) {
      keys.pop_back();
    } else if (event == json::parse_event_t::key && !keys.back().insert(value.get<std::string>()).second) {
      damaged(Message("'{tensor}' occurs twice in its header",
                      {{"tensor", shownText(value.get_ref<const std::string&>().substr(0, 80))}}));
    }
    return true;
  };
  try {
    json header = json::parse(text, check);
    if (!header.is_object()) {
      damaged(Message("its header is no table"));
    }
    return header;
  } catch (const json::exception&) {
    damaged(Message("its header cannot be read"));
  }
}

std::uint64_t numberIn(const json& value, const std::string& name) {
  if (!value.is_number_unsigned()) {
    damaged(Message("'{name}' has an impossible shape or place", {{"name", name}}));
  }
  return value.get<std::uint64_t>();
}

Entry entryOf(const std::string& key, const json& value) {
  const std::string name = shownText(key.substr(0, 80));
  const auto part = [&value, &name](const char* what) -> const json& {
    if (!value.is_object() || !value.contains(what)) {
      damaged(Message("'{name}' has no {what}", {{"name", name}, {"what", what}}));
    }
    return value[what];
  };
  const json& type = part("dtype");
  const json& shape = part("shape");
  const json& offsets = part("data_offsets");
  if (!type.is_string() || !shape.is_array() || shape.size() > kMaxDimensions || !offsets.is_array() ||
      offsets.size() != 2) {
    damaged(Message("'{name}' is described in an unknown way", {{"name", name}}));
  }
  const auto known = valueOf(kTypes, type.get_ref<const std::string&>());
  if (!known) {
    refuse(
        Message("its tensor '{name}' has the type {type}, which no weight of Mien has. Save it as float32 or float16",
                {{"name", name}, {"type", shownText(type.get<std::string>().substr(0, 20))}}));
  }
  Entry entry;
  entry.array.name = key;
  entry.array.type = *known;
  std::uint64_t size = byteSize(*known);
  for (const json& side : shape) {
    const std::uint64_t number = numberIn(side, name);
    if (number > std::uint64_t{1} << 40U || __builtin_mul_overflow(size, number, &size)) {
      damaged(Message("'{name}' has an impossible shape or place", {{"name", name}}));
    }
    entry.array.shape.push_back(static_cast<std::int64_t>(number));
  }
  entry.begin = numberIn(offsets[0], name);
  entry.end = numberIn(offsets[1], name);
  if (entry.begin > entry.end || entry.end - entry.begin != size) {
    damaged(Message("'{name}' has another size than its shape says", {{"name", name}}));
  }
  return entry;
}

} // namespace

Safetensors readSafetensors(const std::filesystem::path& file, bool numbers) {
  std::ifstream stream(file, std::ios::binary);
  std::error_code error;
  const std::uint64_t fileSize = std::filesystem::file_size(file, error);
  std::uint64_t length = 0;
  stream.read(reinterpret_cast<char*>(&length), sizeof length);
  if (error || !stream) {
    throw Error(ErrorKind::Io, Message("it cannot be read. Check the disk and that you may read the file"));
  }
  if (length > kMaxHeader || length > fileSize - sizeof length) {
    damaged(length > fileSize - sizeof length ? Message("its header is cut short")
                                              : Message("its header is larger than weights need"));
  }
  std::string text(length, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(length));
  json header = parseHeader(text);

  Safetensors result;
  result.metadata = header.value(kMetadata, json::object());
  header.erase(kMetadata);
  std::vector<Entry> entries;
  for (const auto& [key, value] : header.items()) {
    entries.push_back(entryOf(key, value));
  }
  std::ranges::sort(entries, [](const Entry& one, const Entry& other) {
    return std::pair(one.begin, one.end) < std::pair(other.begin, other.end);
  });
  std::uint64_t covered = 0;
  for (const Entry& entry : entries) {
    if (entry.begin != covered) {
      damaged(Message("its tensors overlap or leave holes"));
    }
    covered = entry.end;
  }
  if (covered != fileSize - sizeof length - length) {
    damaged(covered > fileSize - sizeof length - length ? Message("it is cut short")
                                                        : Message("it has bytes that no tensor owns"));
  }
  for (Entry& entry : entries) {
    if (numbers) {
      entry.array.bytes.resize(entry.end - entry.begin);
      stream.read(reinterpret_cast<char*>(entry.array.bytes.data()),
                  static_cast<std::streamsize>(entry.array.bytes.size()));
      if (!stream) {
        damaged(Message("it is cut short"));
      }
    }
    result.state.push_back(std::move(entry.array));
  }
  return result;
}

} // namespace mien::detail
