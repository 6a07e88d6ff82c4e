#pragma once

#include "core/common/error.h"
#include "core/common/files/atomic_file.h"
#include "core/weights/detail/zip/zip_archive.h"
#include "core/weights/stored_weights.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <fstream>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace mien::test {

// Pickles by hand, and the files around them, as a stranger or an attacker would make them.

using Entries = std::vector<std::pair<std::string, std::string>>;

inline std::span<const std::byte> bytesOf(const std::string& text) {
  return std::as_bytes(std::span(text.data(), text.size()));
}

inline std::string little(std::uint64_t value, int bytes) {
  std::string text;
  for (int i = 0; i < bytes; ++i) {
    text += static_cast<char>(value >> (8 * i) & 0xffU);
  }
  return text;
}

inline std::string text(const std::string& value) { return "X" + little(value.size(), 4) + value; }
inline std::string whole(std::int64_t value) { return "\x8a\x08" + little(static_cast<std::uint64_t>(value), 8); }

inline std::string tuple(const std::vector<std::int64_t>& values) {
  std::string result = "(";
  for (const std::int64_t value : values) {
    result += whole(value);
  }
  return result + "t";
}

/// A pickle around a body that leaves one value.
inline std::string pickled(const std::string& body) { return "\x80\x02" + body + "."; }

struct TensorClaim {
  std::vector<std::int64_t> shape{2, 3};
  std::vector<std::int64_t> strides{3, 1};
  std::int64_t offset = 0;
  std::int64_t count = 6;
  std::string key = "0";
  std::string tag = "storage";
};

inline std::string tensor(const TensorClaim& claim) {
  return "ctorch._utils\n_rebuild_tensor_v2\n((" + text(claim.tag) + "ctorch\nFloatStorage\n" + text(claim.key) +
         text("cpu") + whole(claim.count) + "tQ" + whole(claim.offset) + tuple(claim.shape) + tuple(claim.strides) +
         "\x89" + "ccollections\nOrderedDict\n)RtR";
}

inline std::string stateOf(const std::string& value) { return pickled("}(" + text("w") + value + "u"); }

/// Whether a message holds an advice: a clause of its own that begins with a verb.
inline bool saysWhatToDo(const std::string& message) {
  for (const char* verb : {"Save", "Copy", "Choose", "Unpack", "Load", "Download", "Fetch", "Give", "Check", "Correct",
                           "Mien needs", "If you trust", "In Python"}) {
    if (message.find(std::string(". ") + verb) != std::string::npos) {
      return true;
    }
  }
  return false;
}

/// Writes files of weights and reads them.
class HandMadeWeights : public testing::Test {
protected:
  /// Writes an archive of these entries, and six floats 0..5 under data/0.
  std::filesystem::path archive(const std::string& pickle, const Entries& more = {}) {
    const std::vector<float> numbers{0, 1, 2, 3, 4, 5};
    detail::ZipWriter zip;
    zip.add("a/data.pkl", bytesOf(pickle));
    zip.add("a/data/0", std::as_bytes(std::span(numbers)));
    for (const auto& [name, content] : more) {
      zip.add(name, bytesOf(content));
    }
    const std::vector<std::byte> bytes = zip.finish();
    return plain({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  }

  std::filesystem::path plain(const std::string& content, const std::string& name = "x.pth") {
    std::ofstream(m_folder / name, std::ios::binary) << content; // writeFileAtomically() would wait for the disk
    return m_folder / name;
  }

  /// The file must be refused as bad data, with a message that names it and has `part` in it.
  static void expectRefused(const std::filesystem::path& file, const std::string& part) {
    try {
      (void)readStoredWeights(file);
      ADD_FAILURE() << "accepted; expected: " << part;
    } catch (const Error& error) {
      const std::string message = error.what();
      EXPECT_EQ(error.kind(), ErrorKind::BadData) << message;
      EXPECT_NE(message.find(part), std::string::npos) << message << "\n  lacks: " << part;
      EXPECT_NE(message.find(file.string()), std::string::npos) << message;
      EXPECT_TRUE(saysWhatToDo(message)) << message;
    }
  }

  TempFolder m_folder;
};

} // namespace mien::test
