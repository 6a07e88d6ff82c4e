#pragma once

#include "core/common/text/message.h"
#include "core/data/dataset_summary.h"

#include <nlohmann/json_fwd.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace mien {

struct Dataset;

/// What tells whether two data sets are the same, to train or to evaluate with.
struct DatasetFingerprint {
  std::string digest; ///< 32 hexadecimal digits over each image's name in the data set, content, label and split
  std::array<std::size_t, 3> images{};
  std::optional<ValidationHoldout> cut; ///< as DatasetSummary::cut

  bool operator==(const DatasetFingerprint&) const = default;
};

/// {"digest", "train", "valid", "test"}, and {"valid_share", "split_seed"} where there is a cut; the seed is a text, as
/// not every reader of numbers takes 64 bits.
[[nodiscard]] nlohmann::json toJson(const DatasetFingerprint& identity);

/// Nothing where `json` is no such table.
[[nodiscard]] std::optional<DatasetFingerprint> datasetFingerprintFromJson(const nlohmann::json& json);

/// What has become of a data set since a run began.
struct DatasetChanges {
  std::size_t added = 0;
  std::size_t removed = 0;
  std::size_t relabelled = 0;
  std::size_t repainted = 0; ///< another picture under the same name
  std::size_t renamed = 0;
  std::array<std::array<std::size_t, 3>, 3> moved{}; ///< from a split to another
  std::size_t known = 0;                             ///< images that both have, by name or content

  [[nodiscard]] bool any() const;

  /// "12 images are new, 3 have another label, 5 moved from train to valid"; empty where nothing has changed.
  [[nodiscard]] Message message() const;
};

/// The images of a data set as a run remembers them: 24 bytes an image, hashes instead of names (XXH3, 64 bits).
/// Written beside the weights as kFile.
class ImageFingerprints {
public:
  static constexpr const char* kFile = "images.bin";

  struct Entry {
    std::uint64_t name = 0;    ///< hash of Sample::file
    std::uint64_t content = 0; ///< Sample::content
    std::uint32_t label = 0;   ///< hash of the votes
    Split split = Split::Train;
    bool trained = false; ///< it is, or was at some time of the run, among the images to train on
    bool gone = false;    ///< no longer part of the data set: it stands here for `trained` alone

    // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 takes the literal zeros behind it for pointers
    auto operator<=>(const Entry&) const = default;
  };

  ImageFingerprints() = default;
  explicit ImageFingerprints(const Dataset& dataset);

  [[nodiscard]] DatasetFingerprint identity() const;
  [[nodiscard]] DatasetChanges changesTo(const ImageFingerprints& now) const;

  /// Takes over what was ever trained on in an earlier state of the data set.
  void mergeTrained(const ImageFingerprints& before);

  /// How many images of one split of `dataset` have the content of one that was trained on.
  [[nodiscard]] std::size_t countTrained(const Dataset& dataset, Split split) const;

  /// To a temporary name, then renamed. Throws Error (DiskFull, Io).
  void write(const std::filesystem::path& file) const;

  /// Nothing where there is no such file. Throws Error (BadData) where it is damaged.
  [[nodiscard]] static std::optional<ImageFingerprints> read(const std::filesystem::path& file);

private:
  std::vector<Entry> m_entries; ///< sorted
  std::optional<ValidationHoldout> m_cut;
};

} // namespace mien
