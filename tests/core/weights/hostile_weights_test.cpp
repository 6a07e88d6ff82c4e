#include "core/common/error.h"
#include "core/common/files/atomic_file.h"
#include "core/common/files/read_file.h"
#include "core/weights/detail/pickle/pickle_reader.h"
#include "core/weights/detail/pickle/pickle_writer.h"
#include "core/weights/detail/weights_decoder.h"
#include "core/weights/detail/zip/zip_archive.h"
#include "core/weights/stored_weights.h"
#include "tests/core/weights/hand_made_weights.h"
#include "tests/core/weights/state_fixture.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <zip.h>

#include <fstream>
#include <limits>
#include <random>
#include <utility>

namespace mien {
namespace {

using namespace std::string_literals;
using namespace test;

class HostileWeights : public HandMadeWeights {};

TEST_F(HostileWeights, TheHelpersBuildAFileThatLoads) {
  const StoredWeights weights = readStoredWeights(archive(stateOf(tensor({}))));
  ASSERT_EQ(weights.state.size(), 1U);
  EXPECT_TRUE(weights.description.is_null());
  EXPECT_EQ(toFloat(weights.state[0]), (std::vector<float>{0, 1, 2, 3, 4, 5}));
}

TEST_F(HostileWeights, StridesAndOffsetsAreFollowed) {
  const auto values = [this](const TensorClaim& claim) {
    return toFloat(readStoredWeights(archive(stateOf(tensor(claim)))).state.at(0));
  };
  EXPECT_EQ(values({.shape = {3, 2}, .strides = {1, 3}}), (std::vector<float>{0, 3, 1, 4, 2, 5})); // transposed
  EXPECT_EQ(values({.shape = {2}, .strides = {2}, .offset = 1}), (std::vector<float>{1, 3}));
  EXPECT_EQ(values({.shape = {2, 2}, .strides = {0, 1}, .offset = 4}), (std::vector<float>{4, 5, 4, 5})); // expanded
  EXPECT_EQ(values({.shape = {1, 2, 1}, .strides = {99, 3, 99}}), (std::vector<float>{0, 3}));
  EXPECT_EQ(values({.shape = {}, .strides = {}, .offset = 5}), (std::vector<float>{5}));
  EXPECT_EQ(values({.shape = {0, 3}, .strides = {3, 1}}), (std::vector<float>{}));
}

TEST_F(HostileWeights, ImpossibleTensorsAreRefused) {
  const auto refused = [this](const TensorClaim& claim, const std::string& part) {
    SCOPED_TRACE(part);
    expectRefused(archive(stateOf(tensor(claim))), part);
  };
  constexpr std::int64_t huge = std::int64_t{1} << 62;
  refused({.shape = {huge, huge}}, "'w' has an impossible shape");
  refused({.shape = {huge}, .strides = {1}}, "'w' has an impossible shape"); // times 4 bytes
  refused({.shape = {3, 2}, .strides = {huge, huge}}, "'w' reaches beyond its numbers");
  refused({.shape = {3, 3}}, "'w' reaches beyond its numbers");
  refused({.offset = 1}, "'w' reaches beyond its numbers");
  refused({.offset = huge}, "'w' reaches beyond its numbers");
  refused({.offset = -1}, "'w' has an impossible shape");
  refused({.shape = {-2, 3}}, "negative size or stride");
  refused({.strides = {-3, 1}, .offset = 3}, "negative size or stride");
  refused({.shape = {2, 4}, .strides = {4, 1}, .count = 8}, "'w' are cut short");
  refused({.count = std::numeric_limits<std::int64_t>::max()}, "'w' are cut short");
  refused({.count = -1}, "in an unknown way");
  refused({.shape = {2, 3}, .strides = {1}}, "in an unknown way");
  refused({.shape = {1'000'000'000}, .strides = {0}}, "absurd size");
  refused({.key = "7"}, "'a/data/7' is missing");
  refused({.key = "../data.pkl"}, "in an unknown way");
  refused({.key = ""}, "in an unknown way");
  refused({.tag = "module"}, "in an unknown way");
}

TEST_F(HostileWeights, CodeIsNeverRun) {
  const auto marker = m_folder / "ran";
  const std::string command = text("touch '" + marker.string() + "'");
  expectRefused(archive(stateOf("cos\nsystem\n(" + command + "tR")), "'os.system'");
  expectRefused(archive(stateOf("cposix\nsystem\n(" + command + "tR")), "never runs code");
  expectRefused(archive(stateOf("c__builtin__\neval\n(" + command + "tR")), "'__builtin__.eval'");
  expectRefused(archive("\x80\x04" + text("os") + text("system") + "\x93(" + command + "tR."), "'os.system'");
  expectRefused(archive(stateOf("ctorchvision.models.efficientnet\nEfficientNet\n)R")), "save model.state_dict()");
  expectRefused(archive(stateOf("(" + command + "ios\nsystem\n")), "data only");            // INST
  expectRefused(archive(stateOf("ccollections\nOrderedDict\n)\x81")), "data only");         // NEWOBJ
  expectRefused(archive(stateOf("ccollections\nOrderedDict\n}b")), "data only");            // BUILD of a class
  expectRefused(archive(stateOf("c" + std::string(5000, 'x') + "\x01\ny\n)R")), "refused"); // a long name
  EXPECT_FALSE(std::filesystem::exists(marker));
}

TEST_F(HostileWeights, NestingAndCirclesEndWell) {
  constexpr int depth = 500'000;
  std::string nested;
  for (int i = 0; i < depth; ++i) {
    nested += "]"; // lists
  }
  expectRefused(archive(stateOf(nested + std::string(depth - 1, 'a'))), "none of its keys");
  expectRefused(archive(pickled("]" + std::string(depth, '\x85'))), "no dictionary of tensors"); // ((((...))))
  expectRefused(archive(pickled(std::string(depth, '('))), "not there");
  expectRefused(archive(pickled(std::string(3'000'000, ')'))), "more values");

  const std::string circle = "]q\x01h\x01"s + "a"; // a list within itself
  expectRefused(archive(stateOf(circle)), "none of its keys");
  std::string fan = "]q\x01("s; // ten times within itself
  for (int i = 0; i < 10; ++i) {
    fan += "h\x01";
  }
  const std::string table = "}(" + text("labels") + fan + "e" + text("head") + "Nu";
  expectRefused(archive(pickled("}(" + text("model") + "}" + text("meta") + table + "u")), "beyond reason");
  // The same as another program's notes is left alone, in no time.
  EXPECT_EQ(readStoredWeights(archive(pickled("}(" + text("model") + "}(" + text("w") + tensor({}) + "u" +
                                              text("args") + fan + "eu")))
                .state.size(),
            1U);
  expectRefused(archive(pickled("}q\x01(" + text("model") + "h\x01u")),
                "none of its keys holds a state dict ('model')");
  expectRefused(archive(pickled("h\x05")), "empty memory slot");
  expectRefused(archive(pickled("Nr\xff\xff\xff\x7f")), "absurd memory slot");
}

TEST_F(HostileWeights, WhatIsNoStateDictIsRefused) {
  expectRefused(archive(pickled("N")), "no dictionary of tensors");
  expectRefused(archive(pickled("}")), "is empty");
  expectRefused(archive(stateOf("K\x05")), "none of its keys holds a state dict ('w')");
  expectRefused(archive(pickled("}(K\x05" + tensor({}) + "u")), "a key that is not text");
  expectRefused(archive(pickled("}(" + text("w") + tensor({}) + text("w") + tensor({}) + "u")), "occurs twice");
  expectRefused(archive("\x80\x09N."), "protocol 9");
  expectRefused(archive(""), "cut short");
  expectRefused(archive("."), "not there");
}

TEST_F(HostileWeights, PrefixesOfWrappersAreStripped) {
  const auto names = [this](const std::string& first, const std::string& second) {
    const std::string state = "}(" + text(first) + tensor({}) + text(second) + tensor({}) + "u";
    const StateDict read = readStoredWeights(archive(pickled("}(" + text("state_dict") + state + "u"))).state;
    return read.at(0).name + " " + read.at(1).name;
  };
  EXPECT_EQ(names("module.a", "module.b"), "a b");
  EXPECT_EQ(names("module.a", "b"), "module.a b");
  EXPECT_EQ(names("module._orig_mod.a", "module._orig_mod.b"), "a b");
}

TEST_F(HostileWeights, OtherFilesAreNamedForWhatTheyAre) {
  expectRefused(plain(""), "it is empty");
  expectRefused(plain("\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19."s),
                "PyTorch before 1.6 but is damaged");
  expectRefused(plain("\x10\0\0\0\0\0\0\0{\"w\":{}}        "s), "'w' has no dtype");
  expectRefused(plain("\n<!DOCTYPE html><html>"), "web page");
  expectRefused(
      plain(R"({"metadata": {"total_size": 43}, "weight_map": {"stem": "model-00001-of-00002.safetensors"}})"),
      "saved in parts");
  expectRefused(plain("version https://git-lfs.github.com/spec/v1\n"), "Git LFS");
  expectRefused(plain("\x08\x07\x12\x07pytorch"s), "ONNX");
  expectRefused(plain("abc", "x.onnx"), "ONNX");
  expectRefused(plain("\x89HDF\r\n"), "Keras");
  expectRefused(plain("\x1f\x8b\x08"), "gunzip");
  expectRefused(plain("hello"), "it is a text, not weights");
  expectRefused(plain("\x01\x02\x03"), "no weights file");
  expectRefused(plain("PK\x03\x04"), "damaged or cut short");
  expectRefused(m_folder.path(), "not a regular file");
  expectRefused(archive(stateOf(tensor({})), {{"a/constants.pkl", "x"}}), "TorchScript");
  expectRefused(archive(stateOf(tensor({})), {{"a/byteorder", "big"}}), "big-endian");
  expectRefused(archive(stateOf(tensor({})), {{"b/data.pkl", "x"}}), "two models");
  expectRefused(archive(stateOf(tensor({})), {{"../evil", "x"}}), "forbidden name");
  expectRefused(archive(stateOf(tensor({})), {{"/etc/evil", "x"}}), "forbidden name");

  const std::string hello = "hello"; // must live until finish()
  detail::ZipWriter zip;
  zip.add("readme.txt", bytesOf(hello));
  writeFileAtomically(m_folder / "x.pth", zip.finish());
  expectRefused(m_folder / "x.pth", "without 'data.pkl'");
}

TEST_F(HostileWeights, AMissingFileIsNotFound) {
  for (const bool peek : {false, true}) {
    try {
      peek ? (void)peekStoredWeights(m_folder / "none.pth") : (void)readStoredWeights(m_folder / "none.pth");
      FAIL();
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::NotFound);
      EXPECT_NE(std::string(error.what()).find("none.pth"), std::string::npos);
    }
  }
}

TEST_F(HostileWeights, CompressedEntriesLoadUnlessTheyAreBombs) {
  const auto compressed = [this](const std::string& numbers) {
    const auto file = m_folder / "z.pth";
    std::filesystem::remove(file);
    const std::string pickle = stateOf(tensor({}));
    zip_t* zip = zip_open(file.c_str(), ZIP_CREATE, nullptr);
    zip_file_add(zip, "a/data.pkl", zip_source_buffer(zip, pickle.data(), pickle.size(), 0), 0);
    zip_file_add(zip, "a/data/0", zip_source_buffer(zip, numbers.data(), numbers.size(), 0), 0); // deflated by default
    EXPECT_EQ(zip_close(zip), 0);
    return file;
  };
  EXPECT_EQ(readStoredWeights(compressed(std::string(4096, '\0'))).state.size(), 1U);
  expectRefused(compressed(std::string(std::size_t{300} << 20U, '\0')), "absurd size");
}

TEST_F(HostileWeights, TruncatedFilesAreRefused) {
  writeStoredWeights(m_folder / "a.pth", sampleState(), sampleDescription());
  const std::string content = readFile(m_folder / "a.pth");
  for (std::size_t size = 0; size < content.size(); size += 1 + size / 50) {
    SCOPED_TRACE(size);
    expectRefused(plain(content.substr(0, size)), "");
  }
  expectRefused(plain(content.substr(0, content.size() - 1)), "");
}

/// The pickle alone, without the zip file's checksum in the way.
void decode(const std::string& pickle) {
  const detail::StorageReader numbers = [](const std::string& key, std::uint64_t limit) {
    if (key.size() > 2 || limit < 64) {
      throw Error(ErrorKind::BadData, Message("no such entry"));
    }
    return std::vector<std::byte>(64, std::byte{0x40}); // as a double 32.5
  };
  const detail::Pickle read = detail::readPickle(bytesOf(pickle));
  (void)detail::decodeDescription(read, numbers);
  (void)detail::decodeState(read, numbers);
}

TEST(HostilePickle, MutationsOnlyEverGiveOurError) {
  const std::string good = detail::writePickle(sampleState(), sampleDescription()).pickle;
  ASSERT_NO_THROW(decode(good));
  int refused = 0;
  const auto tryOne = [&refused](const std::string& pickle) {
    try {
      decode(pickle);
    } catch (const Error& error) {
      ++refused;
      ASSERT_EQ(error.kind(), ErrorKind::BadData) << error.what();
    } // any other exception fails the test
  };
  for (std::size_t i = 0; i < good.size(); ++i) { // each byte, one bit and all bits
    for (const int flip : {1 << (i % 8), 0xff}) {
      std::string bad = good;
      bad[i] = static_cast<char>(bad[i] ^ flip);
      tryOne(bad);
    }
    tryOne(good.substr(0, i));
  }
  std::mt19937 random(20240607);
  for (int round = 0; round < 4000; ++round) {
    std::string bad = good;
    for (unsigned change = 0; change <= random() % 4; ++change) {
      const std::size_t at = random() % bad.size();
      switch (random() % 3) {
      case 0:
        bad[at] = static_cast<char>(random());
        break;
      case 1:
        bad.erase(at, random() % 40);
        break;
      default:
        bad.insert(at, bad.substr(random() % bad.size(), random() % 60));
      }
    }
    tryOne(bad);
  }
  EXPECT_GT(refused, 4000);
}

TEST_F(HostileWeights, FlippedBytesInTheFileOnlyEverGiveOurError) {
  writeStoredWeights(m_folder / "a.pth", sampleState(), sampleDescription());
  const std::string good = readFile(m_folder / "a.pth");
  std::mt19937 random(7);
  int refused = 0;
  const auto file = m_folder / "bad.pth";
  for (int round = 0; round < 500; ++round) {
    std::string bad = good;
    bad[random() % bad.size()] ^= static_cast<char>(1U << random() % 8);
    plain(bad, "bad.pth");
    try {
      (void)readStoredWeights(file);
    } catch (const Error& error) {
      ++refused;
      ASSERT_EQ(error.kind(), ErrorKind::BadData) << error.what();
    }
  }
  EXPECT_GT(refused, 250); // dates and flags in the zip file's headers may change
}

} // namespace
} // namespace mien
