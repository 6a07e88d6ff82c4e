#pragma once

#include "core/data/dataset_summary.h"
#include "core/data/emotion.h"
#include "core/data/split.h"
#include "core/data/validation_holdout.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace mien {

/// One image that can be used, and what the annotators said of it.
struct Sample {
  std::string file; ///< path relative to the data set's folder (absolute outside it), or "fer2013.csv:<line>"
  Split split = Split::Train;
  Votes votes{};             ///< layouts with one label per image give that label ten votes
  std::uint64_t hash = 0;    ///< of the pixels (in memory) or of the file's bytes (decoded as needed)
  std::uint64_t content = 0; ///< hash of the file's bytes, or of a table's pixels: the same however the set is loaded
  std::uint32_t row = 0;     ///< its place among all images as the labels stand on disk
  std::string group{};       ///< whose image it is, where the layout knows; a cut never parts the images of one group
};

/// Where the pixels of a data set come from: decoded once into memory, or decoded as they are needed.
class ImageStore {
public:
  virtual ~ImageStore() = default;

  /// Side in pixels of the square 8-bit grey images that read() gives.
  [[nodiscard]] virtual int side() const = 0;

  /// Writes side()*side() grey bytes, row by row, of the image of sample `index` to `out`. False when the file can no
  /// longer be read or decoded; `out` is then unspecified. Any thread, many at a time.
  [[nodiscard]] virtual bool read(std::size_t index, std::span<std::uint8_t> out) const = 0;

  /// Writes the image of sample `index` to `out` as a network of that input size should be given it, so that it is
  /// resized once, as prediction does: in the store's size where that is the image's own (or all there is), else
  /// resized from its own size to `input` x `input`. Returns the side of what it wrote; 0 when the file can no longer
  /// be read. Any thread.
  [[nodiscard]] virtual int readFor(int input, std::size_t index, std::vector<std::uint8_t>& out) const;

  /// True when every image is held decoded in memory.
  [[nodiscard]] virtual bool inMemory() const = 0;
};

struct Dataset {
  std::filesystem::path root;
  std::vector<Sample> samples;              ///< ordered by split, then as the labels stand on disk
  std::shared_ptr<const ImageStore> images; ///< indexed like samples
  DatasetSummary summary;
};

struct LoadOptions {
  std::size_t memoryBudget = std::size_t{1} << 30; ///< bytes of decoded pixels above which images stay on disk
  int side = 0;                                    ///< stored image side in px; 0: the commonest size in the set
  double validShare =
      ValidationHoldout{}.share; ///< of the cut where there is no validation split, see validation_holdout.h
  std::uint64_t splitSeed = ValidationHoldout{}.seed;                ///< of that cut
  std::function<void(std::size_t done, std::size_t total)> progress; ///< called from the calling thread; may be empty
};

/// Reads the data set in `root`, finding out its layout by looking; the layouts are described in the README.
/// Uses oneTBB's threads while it runs. Throws Error (NotFound, BadData) when there is nothing usable; everything less
/// than that is counted in the summary. A stop request throws nothing and returns what was read, marked in the summary.
[[nodiscard]] Dataset loadDataset(const std::filesystem::path& root, const LoadOptions& options = {},
                                  std::stop_token stop = {});

} // namespace mien
