#pragma once

#include "core/data/split.h"
#include "core/data/validation_holdout.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace mien {

/// One kind of blemish found while reading a data set.
struct DatasetProblem {
  std::string kind;        ///< stable key, e.g. "missing_image"
  std::string description; ///< what a person reads, e.g. "rows whose image is missing"
  std::size_t count = 0;
  std::vector<std::string> examples; ///< the first names, 500 at most
};

/// What reading a data set found.
struct DatasetSummary {
  std::string layout;      ///< "ferplus-folders", "ferplus-csv", "image-table", "image-tables", "kaggle-csv",
                           ///< "kaggle-ferplus", "class-folders"
  std::string description; ///< one sentence: the layout, what was joined, and what was not read
  std::array<std::size_t, 3> images{};  ///< usable images per split
  std::optional<ValidationHoldout> cut; ///< how Valid was cut from Train; nothing: the set brings its own, or has none
  int commonSide = 0;                   ///< commonest image side on disk, px
  bool inMemory = true;
  bool stopped = false; ///< reading was cancelled part-way
  std::vector<DatasetProblem> problems;

  [[nodiscard]] std::size_t imagesOf(Split split) const { return images[static_cast<std::size_t>(split)]; }
};

} // namespace mien
