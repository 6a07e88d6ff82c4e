#include "core/common/error.h"
#include "core/common/files/atomic_file.h"
#include "core/common/files/read_file.h"
#include "core/train/detail/checkpoint.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <cstring>
#include <fstream>
#include <utility>

namespace mien::detail {
namespace {

class Checkpoint : public testing::Test {
protected:
  std::vector<FloatBlock> blocks() { return {{"a", m_a.data(), m_a.size()}, {"b", m_b.data(), m_b.size()}}; }

  void save() { writeCheckpoint(m_file, blocks(), {{"step", 7}, {"tenth", 0.1}}); }

  void flipByteFromEnd(int distance) {
    std::fstream stream(m_file, std::ios::in | std::ios::out | std::ios::binary);
    stream.seekg(-distance, std::ios::end);
    const int byte = stream.get();
    stream.seekp(-distance, std::ios::end);
    stream.put(static_cast<char>(byte ^ 1));
  }

  void expectDamaged() {
    m_a = {9, 9, 9};
    try {
      readCheckpoint(m_file, blocks());
      ADD_FAILURE() << "was read";
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::BadData);
      EXPECT_NE(std::string(error.what()).find(m_file.string()), std::string::npos);
    }
    EXPECT_EQ(m_a, (std::vector<float>{9, 9, 9})) << "a damaged checkpoint must not leave half of itself behind";
  }

  test::TempFolder m_folder;
  std::filesystem::path m_file = m_folder.path() / "checkpoint.safetensors";
  std::vector<float> m_a{1, 2, 3};
  std::vector<float> m_b{-0.1F};
};

TEST_F(Checkpoint, ComesBackBitForBit) {
  save();
  m_a = {0, 0, 0};
  m_b = {0};
  const nlohmann::json note = readCheckpoint(m_file, blocks());
  EXPECT_EQ(m_a, (std::vector<float>{1, 2, 3}));
  EXPECT_EQ(m_b, (std::vector<float>{-0.1F}));
  EXPECT_EQ(note.at("step"), 7);
  EXPECT_EQ(note.at("tenth").get<double>(), 0.1);
  EXPECT_EQ(readCheckpointNote(m_file), note);
}

TEST_F(Checkpoint, NoticesEveryTruncation) {
  save();
  const auto size = std::filesystem::file_size(m_file);
  for (std::uintmax_t length = 0; length < size; length += 3) {
    save();
    std::filesystem::resize_file(m_file, length);
    expectDamaged();
  }
}

TEST_F(Checkpoint, NoticesAFlippedBit) {
  save();
  flipByteFromEnd(2);
  expectDamaged();
}

TEST_F(Checkpoint, NoticesAChangedNote) {
  save();
  std::string bytes = readFile(m_file);
  const std::string step = R"(\"step\":7)";
  ASSERT_NE(bytes.find(step), std::string::npos);
  bytes.replace(bytes.find(step), step.size(), R"(\"step\":8)");
  writeFileAtomically(m_file, bytes);
  expectDamaged();
}

TEST_F(Checkpoint, NoticesOtherSettings) {
  save();
  m_b.push_back(1);
  expectDamaged();
}

TEST_F(Checkpoint, AHeaderBeyondReasonIsNotParsed) {
  save();
  const std::string file = readFile(m_file);
  std::uint64_t length = 0;
  std::memcpy(&length, file.data(), sizeof length);
  const auto withHeaderOf = [&](std::uint64_t size, std::uint64_t claimed) {
    std::ofstream stream(m_file, std::ios::binary);
    stream.write(reinterpret_cast<const char*>(&claimed), sizeof claimed);
    stream << file.substr(sizeof length, length) << std::string(size - length, ' ')
           << file.substr(sizeof length + length);
  };
  constexpr std::uint64_t kLimit = std::uint64_t{16} << 20U;
  withHeaderOf(kLimit, kLimit);
  EXPECT_EQ(readCheckpointNote(m_file).at("step"), 7);
  for (const auto& [size, claimed] : {std::pair(kLimit + 1, kLimit + 1), std::pair(length, std::uint64_t{90'000'000}),
                                      std::pair(length, ~std::uint64_t{0})}) {
    withHeaderOf(size, claimed);
    try {
      (void)readCheckpointNote(m_file);
      ADD_FAILURE() << claimed << " was read";
    } catch (const Error& error) {
      EXPECT_NE(std::string(error.what()).find("is not a checkpoint or cut short"), std::string::npos) << error.what();
    }
  }
}

TEST_F(Checkpoint, SaysThatThereIsNone) { EXPECT_THROW((void)readCheckpointNote(m_file), Error); }

} // namespace
} // namespace mien::detail
