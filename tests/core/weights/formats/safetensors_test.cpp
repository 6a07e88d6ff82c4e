#include "tests/core/weights/hand_made_weights.h"

#include <cstring>

namespace mien {
namespace {

using namespace std::string_literals;
using namespace test;

/// A file as safetensors.torch.save_file writes it, by the format's own description.
std::string safetensors(const std::string& header, const std::string& numbers) {
  return little(header.size(), 8) + header + numbers;
}

template <typename T> std::string bytes(const std::vector<T>& values) {
  std::string text(values.size() * sizeof(T), '\0');
  std::memcpy(text.data(), values.data(), text.size());
  return text;
}

class SafetensorsFile : public HandMadeWeights {};

TEST_F(SafetensorsFile, AllFloatTypesAreRead) {
  const std::string header = R"({"__metadata__":{"format":"pt"},)"
                             R"("d":{"dtype":"F64","shape":[1],"data_offsets":[0,8]},)"
                             R"("a.f":{"dtype":"F32","shape":[2,1],"data_offsets":[8,16]},)"
                             R"("h":{"dtype":"F16","shape":[2],"data_offsets":[16,20]},)"
                             R"("b":{"dtype":"BF16","shape":[1],"data_offsets":[20,22]},)"
                             R"("n":{"dtype":"I64","shape":[],"data_offsets":[22,30]},)"
                             R"("empty":{"dtype":"F32","shape":[0,3],"data_offsets":[30,30]}}   )";
  const std::string numbers = bytes<double>({-0.1}) + bytes<float>({1.5F, -2}) +
                              bytes<std::uint16_t>({0x3c00, 0xc000}) + bytes<std::uint16_t>({0x3f80}) +
                              bytes<std::int64_t>({7});
  const auto file = plain(safetensors(header, numbers), "x.safetensors");
  const StateDict state = readStoredWeights(file).state;
  ASSERT_EQ(state.size(), 6U);
  EXPECT_EQ(state[0].name, "d");
  EXPECT_EQ(toFloat(state[0]), std::vector<float>{-0.1F});
  EXPECT_EQ(state[1].shape, (std::vector<std::int64_t>{2, 1}));
  EXPECT_EQ(toFloat(state[1]), (std::vector<float>{1.5F, -2}));
  EXPECT_EQ(toFloat(state[2]), (std::vector<float>{1, -2}));
  EXPECT_EQ(toFloat(state[3]), std::vector<float>{1});
  EXPECT_EQ(toFloat(state[4]), std::vector<float>{7});
  EXPECT_TRUE(state[5].bytes.empty());
  EXPECT_TRUE(peekStoredWeights(file).state[1].bytes.empty());
  EXPECT_EQ(peekStoredWeights(file).state[1].shape, state[1].shape);
}

TEST_F(SafetensorsFile, MetadataMayNameTheClasses) {
  const std::string header = R"({"__metadata__":{"class_to_idx":"{\"joy\": 1, \"anger\": 0}","img_size":"96"},)"
                             R"("module.w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},)"
                             R"("module.v":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})";
  const StoredWeights weights = readStoredWeights(plain(safetensors(header, std::string(8, '\0'))));
  EXPECT_EQ(weights.notes.classNames, (std::vector<std::string>{"anger", "joy"}));
  EXPECT_EQ(weights.notes.inputSize, 96);
  EXPECT_EQ(weights.state[0].name, "w");
}

TEST_F(SafetensorsFile, WhatIsWrongIsRefused) {
  const auto refused = [this](const std::string& header, const std::string& part, std::size_t numbers = 4) {
    SCOPED_TRACE(part);
    expectRefused(plain(safetensors(header, std::string(numbers, '\0'))), part);
  };
  const std::string good = R"({"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})";
  EXPECT_NO_THROW((void)readStoredWeights(plain(safetensors(good, "1234"))));
  refused(good, "cut short", 3);
  refused(good, "no tensor owns", 5);
  refused(R"({"w":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}})", "another size than its shape");
  refused(R"({"w":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}})", "another size than its shape");
  refused(R"({"w":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}})", "impossible shape");
  refused(R"({"w":{"dtype":"F32","shape":[4294967296,4294967296,4294967296],"data_offsets":[0,4]}})",
          "impossible shape");
  refused(R"({"w":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}})", "holes", 12);
  refused(
      R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})",
      "overlap");
  refused(
      R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})",
      "occurs twice", 8);
  refused(R"({"w":{"dtype":"F8_E4M3","shape":[4],"data_offsets":[0,4]}})", "type F8_E4M3");
  refused(R"({"\u001b[2J":{"dtype":"F32","shape":[4],"data_offsets":[0,4]}})", "'\\x1b[2J'");
  refused(R"({"w":[1]})", "has no dtype");
  refused(R"({"w":)", "cannot be read");
  refused("{" + std::string(1000, ' ') + R"("a":{"b":{"c":{"d":{"e":{"f":1}}}}}})", "nested");
  refused("{}", "holds no tensors", 0);
  refused(R"({"__metadata__":{"format":"mien-checkpoint-2"},"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})",
          "Choose model_best.pth");
  expectRefused(plain(little(std::uint64_t{3} << 30U, 8) + good + "1234"), "header is cut short");
  expectRefused(plain(little(5, 8) + "{"), "header is cut short");
}

TEST_F(SafetensorsFile, AHeaderBeyondReasonIsNotParsed) {
  expectRefused(plain(safetensors("{" + std::string(std::size_t{9} << 20U, ' ') + "}", "")),
                "larger than weights need");
  // Not a byte more than the limit is too many, and the limit itself is none.
  std::string header = R"({"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})";
  header.resize(std::size_t{8} << 20U, ' ');
  EXPECT_EQ(readStoredWeights(plain(safetensors(header, "1234"))).state.size(), 1U);
  expectRefused(plain(safetensors(header + " ", "1234")), "larger than weights need");
  expectRefused(plain(little(90'000'000, 8) + "{}"), "header is cut short"); // claimed, and not there
}

} // namespace
} // namespace mien
