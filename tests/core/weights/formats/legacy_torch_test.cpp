#include "core/weights/detail/formats/file_kind.h"
#include "tests/core/weights/hand_made_weights.h"

#include <cstring>

namespace mien {
namespace {

using namespace std::string_literals;
using namespace test;

/// What torch.save(state, _use_new_zipfile_serialization=False) writes, by hand: see LegacyTorch.
std::string legacy(const std::string& state, std::uint64_t count = 6, const std::string& little_endian = "\x88"s) {
  const std::vector<float> numbers{0, 1, 2, 3, 4, 5};
  std::string bytes(sizeof(float) * numbers.size(), '\0');
  std::memcpy(bytes.data(), numbers.data(), bytes.size());
  return "\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19."s + pickled("M\xe9\x03") +
         pickled("}(" + text("protocol_version") + "M\xe9\x03" + text("little_endian") + little_endian + "u") + state +
         pickled("](" + text("0") + "e") + little(count, 8) + bytes;
}

/// The tensor of the fixture with the sixth field that storages had then.
std::string oldTensor() {
  std::string value = tensor({});
  const std::string end = whole(6) + "tQ";
  return value.replace(value.find(end), end.size(), whole(6) + "NtQ");
}

class LegacyTorchFile : public HandMadeWeights {};

TEST_F(LegacyTorchFile, IsRead) {
  const StoredWeights weights = readStoredWeights(plain(legacy(stateOf(oldTensor()))));
  ASSERT_EQ(weights.state.size(), 1U);
  EXPECT_EQ(weights.state[0].shape, (std::vector<std::int64_t>{2, 3}));
  EXPECT_EQ(toFloat(weights.state[0]), (std::vector<float>{0, 1, 2, 3, 4, 5}));
}

TEST_F(LegacyTorchFile, DamageIsRefused) {
  const std::string good = legacy(stateOf(oldTensor()));
  for (std::size_t size = 16; size < good.size(); ++size) {
    expectRefused(plain(good.substr(0, size)), "");
  }
  expectRefused(plain(legacy(stateOf(oldTensor()), 7)), "damaged or cut short");
  expectRefused(plain(legacy(stateOf(oldTensor()), std::uint64_t{1} << 63U)), "damaged or cut short");
  expectRefused(plain(legacy(stateOf(oldTensor()), 5)), "'w' are cut short");
  expectRefused(plain(legacy(stateOf(oldTensor()), 6, "\x89"s)), "big-endian");
}

TEST_F(LegacyTorchFile, OfOtherProtocolsIsRead) {
  const std::string good = legacy(stateOf(oldTensor()));
  const std::string number = good.substr(2, 13);
  for (const std::string& start : {"\x80\x03"s + number, "\x80\x04\x95\x0d\0\0\0\0\0\0\0"s + number}) {
    EXPECT_EQ(readStoredWeights(plain(start + good.substr(15))).state.size(), 1U);
  }
  EXPECT_EQ(detail::legacyTorchMagic("\x80\x06"s + number), 0U);
}

TEST_F(LegacyTorchFile, WhatCannotBeReadSaysWhatToDo) {
  const std::string magic = legacy("").substr(0, 15);
  expectRefused(plain(magic + std::string(4096, '\0')), "instruction 0"); // a download that never came
  const auto withoutNumbers = [&](const std::string& data) {
    return plain(magic + pickled("M\xe9\x03") + pickled("}") + data + pickled("]"));
  };
  expectRefused(withoutNumbers(pickled("c__main__\nNet\n)\x81}b")), "'__main__.Net'");
  expectRefused(withoutNumbers(pickled("]")), "no dictionary of tensors");
  expectRefused(withoutNumbers(stateOf("K\x01")), "none of its keys holds a state dict ('w')");
  expectRefused(withoutNumbers(stateOf("K\x01)R")), "something that is not a function");
}

TEST_F(LegacyTorchFile, TheTarOfTheFirstReleasesIsTold) {
  const auto tar = [](std::string name) {
    name.resize(257, '\0');
    return name + "ustar\00000" + std::string(247, '\0');
  };
  expectRefused(plain(tar("sys_info")), "as PyTorch wrote them before 0.1.10. Load it in Python");
  expectRefused(plain(tar("storages")), "torch.load");
  expectRefused(plain(tar("weights/model_best.pth")), "Unpack it with tar");
}

TEST_F(LegacyTorchFile, CodeIsNeverRun) {
  expectRefused(plain(legacy(stateOf("cos\nsystem\n(" + text("true") + "tR"))), "'os.system'");
}

} // namespace
} // namespace mien
