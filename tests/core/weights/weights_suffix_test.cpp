#include "core/weights/weights_suffix.h"

#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

namespace mien {
namespace {

TEST(WeightsSuffix, UsualEndingsCount) {
  for (const char* name : {"a.pth", "a.PT", "a.pth.tar", "epoch=3-val_acc=0.8.ckpt", "pytorch_model.bin",
                           "model.safetensors", "folder.x/a.Pth"}) {
    EXPECT_TRUE(hasWeightsSuffix(name)) << name;
    EXPECT_TRUE(looksLikeModel(name)) << name;
  }
  for (const char* name : {"a.png", "a.tar", "pth", ".pth", "a.pth.png", "a.onnx", ""}) {
    EXPECT_FALSE(hasWeightsSuffix(name)) << name;
  }
}

TEST(WeightsSuffix, ModelsOfOtherProgramsAreMeantAsModels) {
  for (const char* name :
       {"a.h5", "a.keras", "a.onnx", "a.tflite", "export.pkl", "weights.tar", "model.safetensors.index.json"}) {
    EXPECT_TRUE(looksLikeModel(name)) << name;
  }
  for (const char* name : {"a.png", "a.mp4", "a.heic", "photos", "a.zip", "a.csv", "a.json"}) {
    EXPECT_FALSE(looksLikeModel(name)) << name;
  }
}

TEST(WeightsSuffix, WithoutAKnownEndingTheContentDecides) {
  const test::TempFolder folder;
  EXPECT_TRUE(looksLikeModel(folder.write("best", "\x89HDF\r\n\x1a\n and so on")));
  EXPECT_TRUE(looksLikeModel(folder.write("best.model", "\x89HDF\r\n\x1a\n and so on")));
  EXPECT_FALSE(looksLikeModel(folder.write("photo", "\xff\xd8\xff and so on")));
  EXPECT_FALSE(looksLikeModel(folder.path()));
}

} // namespace
} // namespace mien
