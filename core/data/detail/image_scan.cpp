#include "core/data/detail/image_scan.h"

#include <opencv2/imgproc.hpp>

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>
#include <xxhash.h>

#include <algorithm>
#include <map>

namespace mien::detail {

namespace {

constexpr std::size_t kChunk = 1024; // images between two looks at the stop token
constexpr std::size_t kGlance = 256; // images whose size is looked at to guess the commonest

// The commonest shorter side of the usable images; the smaller one of two that tie.
int commonestSide(const std::vector<ImageFacts>& facts) {
  std::map<int, std::size_t> sides;
  for (const ImageFacts& fact : facts) {
    if (fact.state == ImageState::Usable) {
      ++sides[std::min(fact.width, fact.height)];
    }
  }
  const auto most =
      std::max_element(sides.begin(), sides.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == sides.end() ? 0 : most->first;
}

int guessSide(const ImageSource& source, std::size_t records) {
  std::vector<ImageFacts> facts;
  const std::size_t step = std::max<std::size_t>(1, records / kGlance);
  for (std::size_t record = 0; record < records; record += step) {
    facts.push_back(source.inspect(record));
  }
  return commonestSide(facts);
}

ImageFacts decodeInto(const ImageSource& source, std::size_t record, int side, std::uint8_t* out) {
  thread_local cv::Mat gray;
  ImageFacts facts = source.decode(record, gray);
  if (facts.state == ImageState::Usable) {
    resizeTo(gray, side, out);
    facts.pixelHash = XXH3_64bits(out, static_cast<std::size_t>(side) * static_cast<std::size_t>(side));
  }
  return facts;
}

ImageScan scanAt(const ImageSource& source, std::size_t records, int side, const LoadOptions& options,
                 const std::stop_token& stop) {
  ImageScan scan;
  scan.side = side;
  scan.facts.resize(records);
  const std::size_t area = static_cast<std::size_t>(side) * static_cast<std::size_t>(side);
  if (area > 0 && records <= options.memoryBudget / area) {
    scan.pixels = std::make_unique_for_overwrite<std::uint8_t[]>(records * area);
  }
  std::size_t done = 0;
  while (done < records && !stop.stop_requested()) {
    const std::size_t end = std::min(records, done + kChunk);
    tbb::parallel_for(
        tbb::blocked_range<std::size_t>(done, end, 16), [&](const tbb::blocked_range<std::size_t>& range) {
          for (std::size_t i = range.begin(); i < range.end(); ++i) {
            scan.facts[i] = scan.pixels ? decodeInto(source, i, side, scan.pixels.get() + i * area) : source.inspect(i);
          }
        });
    done = end;
    if (options.progress) {
      options.progress(done, records);
    }
  }
  scan.facts.resize(done);
  scan.commonSide = commonestSide(scan.facts);
  return scan;
}

} // namespace

void resizeTo(const cv::Mat& gray, int side, std::uint8_t* out) {
  cv::Mat target(side, side, CV_8UC1, out);
  if (gray.size() == target.size()) {
    gray.copyTo(target);
  } else {
    const bool shrink = gray.cols >= side && gray.rows >= side;
    cv::resize(gray, target, target.size(), 0, 0, shrink ? cv::INTER_AREA : cv::INTER_LINEAR);
  }
}

ImageScan scanImages(const ImageSource& source, std::size_t records, const LoadOptions& options,
                     const std::stop_token& stop) {
  if (options.side > 0) {
    return scanAt(source, records, options.side, options, stop);
  }
  // One pass does when the glance guessed right, which it does for every set that has a usual size.
  ImageScan scan = scanAt(source, records, guessSide(source, records), options, stop);
  if (scan.commonSide != scan.side && scan.commonSide > 0 && !stop.stop_requested()) {
    const int side = scan.commonSide;
    scan = ImageScan(); // frees the pixels first
    scan = scanAt(source, records, side, options, stop);
  }
  return scan;
}

} // namespace mien::detail
