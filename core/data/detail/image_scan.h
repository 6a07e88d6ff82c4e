#pragma once

#include "core/data/dataset.h"
#include "core/data/detail/image_source.h"

#include <memory>
#include <stop_token>
#include <vector>

namespace mien::detail {

/// What looking at every image gave.
struct ImageScan {
  std::vector<ImageFacts> facts;          ///< of the records looked at: fewer than there are after a stop request
  std::unique_ptr<std::uint8_t[]> pixels; ///< side*side bytes a record, resized; none when they do not fit the budget
  int side = 0;
  int commonSide = 0;
};

/// Looks at `records` images on oneTBB's threads: decodes and hashes their pixels where they fit
/// `options.memoryBudget`, else verifies and hashes the encoded bytes only.
[[nodiscard]] ImageScan scanImages(const ImageSource& source, std::size_t records, const LoadOptions& options,
                                   const std::stop_token& stop);

/// Writes `gray` to `out` as side x side, by the one rule of core/picture/resize.h.
void resizeTo(const cv::Mat& gray, int side, std::uint8_t* out);

} // namespace mien::detail
