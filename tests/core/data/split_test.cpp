#include "core/data/split.h"

#include <gtest/gtest.h>

namespace mien {

TEST(Split, NamesReadBack) {
  for (const Split split : {Split::Train, Split::Valid, Split::Test}) {
    EXPECT_EQ(parseSplit(splitName(split)), split);
  }
}

TEST(Split, ReadsUsualNames) {
  for (const char* train :
       {"Training", "TRAIN", "train_set", "Train set", "FER2013Train", "images_train", "train_labels", "labels_train",
        "train-images", "training_set", "fer2013_train", "train.images"}) {
    EXPECT_EQ(parseSplit(train), Split::Train) << train;
  }
  for (const char* valid : {"val", "dev", "Validation", "PublicTest", "Public Test", "PUBLICTEST", "FER2013Valid",
                            "validation_set", "val_images"}) {
    EXPECT_EQ(parseSplit(valid), Split::Valid) << valid;
  }
  for (const char* test :
       {"testing", "Test", "PrivateTest", "Private Test", "test_set", "FER2013Test", "test_labels"}) {
    EXPECT_EQ(parseSplit(test), Split::Test) << test;
  }
  for (const char* none :
       {"", "other", "trian", "latest", "strain", "train2", "train+test", "set", "images", "contest"}) {
    EXPECT_EQ(parseSplit(none), std::nullopt) << none;
  }
}

} // namespace mien
