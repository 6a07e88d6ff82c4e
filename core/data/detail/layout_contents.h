#pragma once

#include "core/data/dataset.h"
#include "core/data/detail/image_source.h"

#include <memory>
#include <string>
#include <vector>

namespace mien::detail {

/// One labelled image as a reader found it, before anybody looked at its pixels.
struct Record {
  std::string file; ///< as Sample::file
  Split split = Split::Train;
  Votes votes{};
  std::string group{}; ///< as Sample::group
};

/// What the reader of a layout returns.
struct LayoutContents {
  std::string layout;
  std::string description;
  std::vector<Record> records;
  std::shared_ptr<const ImageSource> source; ///< indexed like records
};

} // namespace mien::detail
