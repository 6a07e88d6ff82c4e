#include "core/data/dataset_fingerprint.h"

#include "core/common/error.h"
#include "core/common/files/atomic_file.h"
#include "core/common/files/read_file.h"
#include "core/common/text/shown_text.h"
#include "core/data/dataset.h"

#include <nlohmann/json.hpp>
#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace mien {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kMagic = "mien-images-1\n\n\n"; // 16 bytes
constexpr std::size_t kHeader = 16 + 8 + 8 + 8;            // magic, cut's share and seed, number of images
constexpr std::size_t kEntry = 24;
constexpr std::size_t kChecksum = 8;

void put(std::string& out, std::uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) {
    out += static_cast<char>(value >> (8 * i) & 0xffU);
  }
}

std::uint64_t get(std::string_view bytes, std::size_t at, int count) {
  std::uint64_t value = 0;
  for (int i = count; i-- > 0;) {
    value = value << 8U | static_cast<std::uint8_t>(bytes[at + static_cast<std::size_t>(i)]);
  }
  return value;
}

std::uint32_t labelHash(const Votes& votes) {
  std::string bytes;
  for (const auto count : votes) {
    put(bytes, count, 4);
  }
  return static_cast<std::uint32_t>(XXH3_64bits(bytes.data(), bytes.size()));
}

std::string hexadecimal(const XXH128_hash_t& hash) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const std::uint64_t half : {hash.high64, hash.low64}) {
    for (int shift = 60; shift >= 0; shift -= 4) {
      text += kDigits[half >> shift & 15U];
    }
  }
  return text;
}

void append(Message& list, const Message& part) {
  list = list.empty() ? part : Message("{before}, {next}", {{"before", list}, {"next", part}});
}

void append(Message& list, std::size_t count, const Message& one, const Message& many) {
  if (count == 1) {
    append(list, one);
  } else if (count > 0) {
    append(list, many);
  }
}

} // namespace

nlohmann::json toJson(const DatasetFingerprint& identity) {
  nlohmann::json json{{"digest", identity.digest}};
  for (int split = 0; split < kSplitCount; ++split) {
    json[std::string(splitName(static_cast<Split>(split)))] = identity.images[static_cast<std::size_t>(split)];
  }
  if (identity.cut) {
    json["valid_share"] = identity.cut->share;
    json["split_seed"] = std::to_string(identity.cut->seed);
  }
  return json;
}

std::optional<DatasetFingerprint> datasetFingerprintFromJson(const nlohmann::json& json) {
  if (!json.is_object() || !json.contains("digest") || !json["digest"].is_string()) {
    return std::nullopt;
  }
  DatasetFingerprint identity;
  identity.digest = json["digest"].get<std::string>();
  for (int split = 0; split < kSplitCount; ++split) {
    const auto count = json.find(std::string(splitName(static_cast<Split>(split))));
    if (count == json.end() || !count->is_number_integer() || *count < 0) {
      return std::nullopt;
    }
    identity.images[static_cast<std::size_t>(split)] = count->get<std::size_t>();
  }
  const auto share = json.find("valid_share");
  const auto seed = json.find("split_seed");
  if (share != json.end() && seed != json.end() && share->is_number() && seed->is_string()) {
    ValidationHoldout cut{share->get<double>(), 0};
    const std::string& text = seed->get_ref<const std::string&>();
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), cut.seed);
    if (problem == std::errc() && end == text.data() + text.size() && cut.share > 0 && cut.share < 1) {
      identity.cut = cut;
    }
  }
  return identity;
}

bool DatasetChanges::any() const { return !message().empty(); }

Message DatasetChanges::message() const {
  Message list;
  append(list, added, Message("1 image is new"), Message("{count} images are new", {{"count", added}}));
  append(list, removed, Message("1 is missing"), Message("{count} are missing", {{"count", removed}}));
  append(list, relabelled, Message("1 has another label"),
         Message("{count} have another label", {{"count", relabelled}}));
  append(list, repainted, Message("1 shows another picture"),
         Message("{count} show another picture", {{"count", repainted}}));
  append(list, renamed, Message("1 has another name"), Message("{count} have another name", {{"count", renamed}}));
  for (std::size_t from = 0; from < moved.size(); ++from) {
    for (std::size_t to = 0; to < moved.size(); ++to) {
      if (moved[from][to] > 0) {
        append(list, Message("{count} moved from {from} to {to}", {{"count", moved[from][to]},
                                                                   {"from", splitName(static_cast<Split>(from))},
                                                                   {"to", splitName(static_cast<Split>(to))}}));
      }
    }
  }
  return list;
}

ImageFingerprints::ImageFingerprints(const Dataset& dataset) : m_cut(dataset.summary.cut) {
  m_entries.reserve(dataset.samples.size());
  for (const Sample& sample : dataset.samples) {
    m_entries.push_back({XXH3_64bits(sample.file.data(), sample.file.size()), sample.content, labelHash(sample.votes),
                         sample.split, sample.split == Split::Train, false});
  }
  std::ranges::sort(m_entries);
}

DatasetFingerprint ImageFingerprints::identity() const {
  DatasetFingerprint identity;
  identity.cut = m_cut;
  std::string bytes;
  for (const Entry& entry : m_entries) {
    if (!entry.gone) {
      ++identity.images[static_cast<std::size_t>(entry.split)];
      put(bytes, entry.name, 8);
      put(bytes, entry.content, 8);
      put(bytes, entry.label, 4);
      put(bytes, static_cast<std::uint64_t>(entry.split), 4);
    }
  }
  identity.digest = hexadecimal(XXH3_128bits(bytes.data(), bytes.size()));
  return identity;
}

DatasetChanges ImageFingerprints::changesTo(const ImageFingerprints& now) const {
  DatasetChanges changes;
  const auto note = [&changes](const Entry& before, const Entry& after) {
    ++changes.known;
    changes.relabelled += before.label != after.label ? 1 : 0;
    changes.repainted += before.content != after.content ? 1 : 0;
    changes.renamed += before.name != after.name ? 1 : 0;
    if (before.split != after.split) {
      ++changes.moved[static_cast<std::size_t>(before.split)][static_cast<std::size_t>(after.split)];
    }
  };
  // By name first. What is left over on both sides may be the same pictures under other names.
  std::unordered_map<std::uint64_t, const Entry*> byName;
  for (const Entry& entry : m_entries) {
    if (!entry.gone) {
      byName.emplace(entry.name, &entry);
    }
  }
  std::vector<const Entry*> unknown;
  for (const Entry& entry : now.m_entries) {
    if (entry.gone) {
      continue;
    }
    if (const auto found = byName.find(entry.name); found != byName.end()) {
      note(*found->second, entry);
      byName.erase(found);
    } else {
      unknown.push_back(&entry);
    }
  }
  std::unordered_multimap<std::uint64_t, const Entry*> byContent;
  for (const auto& [name, entry] : byName) {
    byContent.emplace(entry->content, entry);
  }
  for (const Entry* entry : unknown) {
    const auto [from, to] = byContent.equal_range(entry->content);
    if (from == to) {
      ++changes.added;
      continue;
    }
    const auto twin = std::find_if(from, to, [entry](const auto& item) {
      return item.second->label == entry->label && item.second->split == entry->split;
    });
    const auto found = twin != to ? twin : from;
    note(*found->second, *entry);
    byContent.erase(found);
  }
  changes.removed = byContent.size();
  return changes;
}

void ImageFingerprints::mergeTrained(const ImageFingerprints& before) {
  std::unordered_map<std::uint64_t, const Entry*> trained;
  for (const Entry& entry : before.m_entries) {
    if (entry.trained) {
      trained.emplace(entry.content, &entry);
    }
  }
  std::unordered_set<std::uint64_t> here;
  for (Entry& entry : m_entries) {
    entry.trained = entry.trained || trained.contains(entry.content);
    here.insert(entry.content);
  }
  for (const auto& [content, entry] : trained) {
    if (!here.contains(content)) {
      m_entries.push_back(*entry);
      m_entries.back().gone = true;
    }
  }
  std::ranges::sort(m_entries);
}

std::size_t ImageFingerprints::countTrained(const Dataset& dataset, Split split) const {
  std::unordered_set<std::uint64_t> trained;
  for (const Entry& entry : m_entries) {
    if (entry.trained) {
      trained.insert(entry.content);
    }
  }
  return static_cast<std::size_t>(std::ranges::count_if(dataset.samples, [&](const Sample& sample) {
    return sample.split == split && trained.contains(sample.content);
  }));
}

void ImageFingerprints::write(const fs::path& file) const {
  std::string out(kMagic);
  put(out, m_cut ? std::bit_cast<std::uint64_t>(m_cut->share) : 0, 8); // a share of 0 stands for no cut
  put(out, m_cut ? m_cut->seed : 0, 8);
  put(out, m_entries.size(), 8);
  for (const Entry& entry : m_entries) {
    put(out, entry.name, 8);
    put(out, entry.content, 8);
    put(out, entry.label, 4);
    put(out, static_cast<std::uint64_t>(entry.split), 1);
    put(out, entry.trained ? 1 : 0, 1);
    put(out, entry.gone ? 1 : 0, 2);
  }
  put(out, XXH3_64bits(out.data(), out.size()), 8);
  writeFileAtomically(file, out);
}

std::optional<ImageFingerprints> ImageFingerprints::read(const fs::path& file) {
  std::error_code error;
  if (!fs::exists(file, error)) {
    return std::nullopt;
  }
  const std::string bytes = readFile(file);
  const bool whole = bytes.size() >= kHeader + kChecksum && std::string_view(bytes).starts_with(kMagic) &&
                     get(bytes, kHeader - 8, 8) == (bytes.size() - kHeader - kChecksum) / kEntry &&
                     (bytes.size() - kHeader - kChecksum) % kEntry == 0 &&
                     get(bytes, bytes.size() - kChecksum, 8) == XXH3_64bits(bytes.data(), bytes.size() - kChecksum);
  if (!whole) {
    throw Error(ErrorKind::BadData, Message("{file}: is damaged; without it nobody can tell whether the data set is "
                                            "still the run's. Delete it to go on without that check.",
                                            {{"file", shownPath(file)}}));
  }
  ImageFingerprints list;
  const auto share = std::bit_cast<double>(get(bytes, kMagic.size(), 8));
  if (share > 0 && share < 1) {
    list.m_cut = ValidationHoldout{share, get(bytes, kMagic.size() + 8, 8)};
  }
  for (std::size_t at = kHeader; at + kChecksum < bytes.size(); at += kEntry) {
    const auto split = std::min<std::uint64_t>(get(bytes, at + 20, 1), kSplitCount - 1);
    list.m_entries.push_back({get(bytes, at, 8), get(bytes, at + 8, 8),
                              static_cast<std::uint32_t>(get(bytes, at + 16, 4)), static_cast<Split>(split),
                              get(bytes, at + 21, 1) != 0, get(bytes, at + 22, 2) != 0});
  }
  return list;
}

} // namespace mien
