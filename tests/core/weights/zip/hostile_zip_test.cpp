#include "core/common/files/read_file.h"
#include "core/weights/detail/zip/zip_directory.h"
#include "tests/core/weights/hand_made_weights.h"
#include "tests/core/weights/state_fixture.h"

namespace mien {
namespace {

using namespace std::string_literals;
using namespace test;

std::uint32_t crc32(const std::string& bytes) {
  std::uint32_t crc = 0xffffffffU;
  for (const char byte : bytes) {
    crc ^= static_cast<std::uint8_t>(byte);
    for (int bit = 0; bit < 8; ++bit) {
      crc = crc >> 1U ^ ((crc & 1U) != 0 ? 0xedb88320U : 0);
    }
  }
  return ~crc;
}

struct Entry {
  std::string name;
  std::string bytes;
  bool again = false; ///< has no bytes of its own: its directory entry points at the entry before
};

/// A zip file of stored entries, by hand: libzip writes none that are wrong.
std::string zipOf(const std::vector<Entry>& entries) {
  std::string file;
  std::string directory;
  std::size_t offset = 0;
  for (const Entry& entry : entries) {
    const std::string facts = little(crc32(entry.bytes), 4) + little(entry.bytes.size(), 4) +
                              little(entry.bytes.size(), 4) + little(entry.name.size(), 2) + little(0, 2);
    const std::string common = little(20, 2) + little(0, 2) + little(0, 2) + little(0x21, 4) + facts;
    if (!entry.again) {
      offset = file.size();
      file += "PK\x03\x04" + common + entry.name + entry.bytes;
    }
    directory += "PK\x01\x02" + little(20, 2) + common + little(0, 2) + little(0, 2) + little(0, 2) + little(0, 4) +
                 little(offset, 4) + entry.name;
  }
  const std::string end = "PK\x05\x06"s + little(0, 4) + little(entries.size(), 2) + little(entries.size(), 2) +
                          little(directory.size(), 4) + little(file.size(), 4) + little(0, 2);
  return file + directory + end;
}

class HostileZip : public HandMadeWeights {
protected:
  static inline const std::string s_numbers = std::string(24, '\0');
  static inline const std::string s_pickle = stateOf(tensor({}));
};

TEST_F(HostileZip, TheHandMadeFileLoads) {
  const auto file = plain(zipOf({{"a/data.pkl", s_pickle}, {"a/data/0", s_numbers}, {"a/version", "3\n"}}));
  EXPECT_EQ(readStoredWeights(file).state.size(), 1U);
  const std::vector<detail::ZipExtent> extents = detail::readZipDirectory(file);
  ASSERT_EQ(extents.size(), 3U);
  EXPECT_EQ(extents[1].name, "a/data/0");
  EXPECT_EQ(extents[1].begin, extents[0].end);
  EXPECT_EQ(extents[1].end - extents[1].begin, 30 + 8 + 24U);
  EXPECT_FALSE(detail::anyOverlap(extents));
}

TEST_F(HostileZip, EntriesThatShareTheirBytesAreRefused) {
  // A file of 2 MB whose entries claim 64 MB: libzip reads it without a word.
  std::vector<Entry> entries{{"a/data.pkl", s_pickle}, {"a/data/0", std::string(std::size_t{1} << 20U, 'x')}};
  for (int i = 1; i < 64; ++i) {
    entries.push_back({"a/data/" + std::to_string(i), entries[1].bytes, /*again=*/true});
  }
  expectRefused(plain(zipOf(entries)), "share their bytes");
  // Two that lie within the file's size all the same.
  expectRefused(plain(zipOf({{"a/data.pkl", s_pickle},
                             {"a/data/0", s_numbers},
                             {"a/data/1", s_numbers, true},
                             {"a/room", std::string(1000, 'x')}})),
                "share their bytes");
}

TEST_F(HostileZip, EntriesOfOneNameAreRefused) {
  expectRefused(plain(zipOf({{"a/data.pkl", s_pickle}, {"a/data/0", s_numbers}, {"a/data/0", s_numbers}})),
                "the entry 'a/data/0' twice");
}

TEST_F(HostileZip, ControlCharactersInNamesAreShownEscaped) {
  expectRefused(archive(stateOf(tensor({.key = "\x1b[2J"}))), "'a/data/\\x1b[2J' is missing");
  expectRefused(archive(pickled("}(" + text("\x1b]0;x\x07") + "K\x05" + text("w") + tensor({}) + "u")),
                "'\\x1b]0;x\\x07'");
  expectRefused(archive(stateOf("cos\x1b\nsystem\n)R")), "'os\\x1b.system'");
}

/// Each bit of a small file, one after the other: the file is refused, or holds what it held.
TEST_F(HostileZip, EveryFlippedBitIsRefusedOrHarmless) {
  const StateDict state{arrayOf<float>("features.0.0.weight", DType::Float32, {2, 2}, {1, -2, 3.5F, 0}),
                        arrayOf<std::uint16_t>("half", DType::Float16, {1}, {0x3c00})};
  const nlohmann::json description = {{"labels", {"a", "b"}}, {"head", "linear"}, {"mean", {0.5}}};
  writeStoredWeights(m_folder / "a.pth", state, description);
  const std::string good = readFile(m_folder / "a.pth");
  ASSERT_LT(good.size(), 4000U);
  const auto file = m_folder / "bad.pth";
  std::size_t refused = 0;
  for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
    std::string bad = good;
    bad[bit / 8] = static_cast<char>(bad[bit / 8] ^ (1 << (bit % 8)));
    plain(bad, "bad.pth");
    try {
      const StoredWeights read = readStoredWeights(file);
      ASSERT_NO_FATAL_FAILURE(expectSame(read.state, state)) << "bit " << bit;
      ASSERT_EQ(read.description, description) << "bit " << bit;
    } catch (const Error& error) {
      ++refused;
      ASSERT_EQ(error.kind(), ErrorKind::BadData) << error.what();
    }
  }
  EXPECT_GT(refused, good.size() * 4) << "dates, versions and flags in the zip file's headers may change";
}

} // namespace
} // namespace mien
