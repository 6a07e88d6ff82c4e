#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace mien {

struct Dataset;
struct DatasetSummary;

/// How a validation split is cut from the training images of a data set that has none of its own.
///
/// Each image draws a number in [0, 1) from the seed and its own content (the bytes of its file; for a table its
/// pixels), and validates where the number is below the share. So the split of an image depends on nothing else: not on
/// its name, its label, the other images, the memory or the machine; the same picture twice lands in one split; with
/// the same seed a larger share keeps all that a smaller one took. Images of one group (Sample::group, a person) draw
/// together. The price: the share, also that within an emotion, is met as closely as chance allows (of 1000 images
/// 0.2 takes 200 +- 25), not exactly. Only where nothing would validate or nothing would be left to train on does one
/// image, or group, change sides: that with the lowest or the highest number.
struct ValidationHoldout {
  double share = 0.1; ///< 0: nothing is cut; below 1
  std::uint64_t seed = 1;

  bool operator==(const ValidationHoldout&) const = default;
};

/// Throws Error (BadArgument) unless the share is at least 0 and below 1.
void validate(const ValidationHoldout& cut);

/// The data set with another cut, sharing its images; the samples are those that loadDataset() gives with this cut, in
/// the same order. A data set with a validation split of its own comes back as it is. Throws as validate().
[[nodiscard]] Dataset withHoldout(const Dataset& dataset, const ValidationHoldout& cut);

/// The same without copying a data set that has this cut already; `own` holds the other one.
[[nodiscard]] const Dataset& datasetWithHoldout(const Dataset& dataset, const ValidationHoldout& cut,
                                                std::optional<Dataset>& own);

/// "the validation split is cut from training by content, 12 of 61 images (share 0.2, seed 42)"; empty where there is
/// no cut.
[[nodiscard]] std::string holdoutText(const DatasetSummary& summary);

} // namespace mien
