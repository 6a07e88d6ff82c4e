#include "core/data/dataset_fingerprint.h"

#include "core/common/error.h"
#include "core/common/files/read_file.h"
#include "core/data/dataset.h"
#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace mien {

namespace {

using test::TempFolder;

// Six images: four to train on, one to validate with, one test.
Dataset made() {
  Dataset dataset;
  for (std::uint64_t i = 0; i < 6; ++i) {
    Sample sample;
    sample.file = "image" + std::to_string(i) + ".png";
    sample.split = i < 4 ? Split::Train : i < 5 ? Split::Valid : Split::Test;
    sample.votes[i] = 10;
    sample.content = 1000 + i;
    dataset.samples.push_back(sample);
  }
  return dataset;
}

std::string changes(const Dataset& before, const Dataset& now) {
  return ImageFingerprints(before).changesTo(ImageFingerprints(now)).message().english();
}

TEST(DatasetFingerprint, IsThatOfTheImagesWhateverTheirOrder) {
  Dataset other = made();
  std::ranges::reverse(other.samples);
  other.root = "/elsewhere";
  EXPECT_EQ(ImageFingerprints(made()).identity(), ImageFingerprints(other).identity());
  EXPECT_EQ(ImageFingerprints(made()).identity().digest.size(), 32U);
  EXPECT_EQ(ImageFingerprints(made()).identity().images, (std::array<std::size_t, 3>{4, 1, 1}));
  EXPECT_EQ(changes(made(), other), "");
}

TEST(DatasetFingerprint, ChangesWithEveryNameContentLabelAndSplit) {
  const auto digest = ImageFingerprints(made()).identity().digest;
  Dataset name = made();
  name.samples[2].file = "other.png";
  Dataset content = made();
  content.samples[2].content = 7;
  Dataset label = made();
  std::swap(label.samples[2].votes[2], label.samples[2].votes[3]);
  Dataset split = made();
  split.samples[2].split = Split::Valid;
  for (const Dataset& other : {name, content, label, split}) {
    EXPECT_NE(ImageFingerprints(other).identity().digest, digest);
  }
  EXPECT_EQ(changes(made(), name), "1 has another name");
  EXPECT_EQ(changes(made(), content), "1 shows another picture");
  EXPECT_EQ(changes(made(), label), "1 has another label");
  EXPECT_EQ(changes(made(), split), "1 moved from train to valid");
}

TEST(DatasetFingerprint, CountsWhatDiffers) {
  Dataset now = made();
  now.samples.erase(now.samples.begin()); // one less, two more
  for (const std::uint64_t i : {1ULL, 2ULL}) {
    now.samples.push_back({"new" + std::to_string(i), Split::Train, {}, 0, i});
  }
  now.samples[0].votes = {};
  now.samples[1].split = now.samples[2].split = Split::Valid;
  now.samples[3].split = Split::Train;
  EXPECT_EQ(changes(made(), now), "2 images are new, 1 is missing, 1 has another label, 2 moved from train to valid, 1 "
                                  "moved from valid to train");
  EXPECT_EQ(ImageFingerprints(made()).changesTo(ImageFingerprints(now)).known, 5U);
}

TEST(DatasetFingerprint, FindsTheSamePicturesUnderOtherNamesAndTwice) {
  Dataset twice = made();
  twice.samples[1].content = twice.samples[0].content;
  Dataset renamed = twice;
  renamed.samples[0].file = "a";
  renamed.samples[1].file = "b";
  EXPECT_EQ(changes(twice, renamed), "2 have another name");
}

TEST(ImageFingerprints, SaysWhichImagesWereTrainedOn) {
  const ImageFingerprints list(made());
  Dataset elsewhere = made();
  for (Sample& sample : elsewhere.samples) {
    sample.file = "copy of " + sample.file;
    sample.split = Split::Test;
  }
  EXPECT_EQ(list.countTrained(elsewhere, Split::Test), 4U);
  EXPECT_EQ(list.countTrained(made(), Split::Valid), 0U);
}

TEST(ImageFingerprints, RemembersWhatWasTrainedOnBeforeTheDataChanged) {
  Dataset now = made();
  now.samples[0].split = Split::Valid;        // trained on before, validates now
  now.samples.erase(now.samples.begin() + 1); // trained on before, gone now
  now.samples.push_back({"new.png", Split::Train, {}, 0, 5000});
  ImageFingerprints list(now);
  const DatasetFingerprint identity = list.identity();
  list.mergeTrained(ImageFingerprints(made()));
  EXPECT_EQ(list.identity(), identity); // of the data set as it is now
  EXPECT_EQ(list.countTrained(now, Split::Valid), 1U);
  EXPECT_EQ(list.countTrained(now, Split::Train), 3U); // two of old and the new one
  EXPECT_EQ(list.countTrained(made(), Split::Train), 4U);
  EXPECT_EQ(list.changesTo(ImageFingerprints(now)).message().english(), "");
}

TEST(ImageFingerprints, ComesBackFromItsFileAndNoticesDamage) {
  const TempFolder folder;
  Dataset dataset = made();
  dataset.summary.cut = ValidationHoldout{0.2, 42};
  ImageFingerprints list(dataset);
  list.mergeTrained(ImageFingerprints(made()));
  const auto file = folder.path() / ImageFingerprints::kFile;
  EXPECT_FALSE(ImageFingerprints::read(file).has_value());
  list.write(file);
  EXPECT_EQ(ImageFingerprints::read(file)->identity(), list.identity());
  EXPECT_EQ(ImageFingerprints::read(file)->identity().cut, (ValidationHoldout{0.2, 42}));
  EXPECT_EQ(ImageFingerprints::read(file)->countTrained(made(), Split::Train), 4U);
  const std::string bytes = readFile(file);
  EXPECT_EQ(bytes.size(), 40U + 6 * 24 + 8);
  for (std::size_t length = 0; length < bytes.size(); length += 7) {
    folder.write("cut.bin", bytes.substr(0, length));
    EXPECT_THROW((void)ImageFingerprints::read(folder / "cut.bin"), Error) << length;
  }
  std::string flipped = bytes;
  flipped[60] = static_cast<char>(flipped[60] ^ 1);
  folder.write("flipped.bin", flipped);
  EXPECT_THROW((void)ImageFingerprints::read(folder / "flipped.bin"), Error);
}

} // namespace

} // namespace mien
