#include "core/data/dataset.h"

#include "core/common/error.h"
#include "core/common/text/shown_text.h"
#include "core/data/detail/conflicting_labels.h"
#include "core/data/detail/image_scan.h"
#include "core/data/detail/image_stores.h"
#include "core/data/detail/splits.h"
#include "core/data/layouts/read_layout.h"

#include <opencv2/core.hpp>

#include <algorithm>
#include <limits>
#include <new>
#include <numeric>

namespace mien {

namespace fs = std::filesystem;
using namespace detail;

namespace {

void logImages(const std::vector<Record>& records, const ImageScan& scan, ProblemLog& log) {
  for (std::size_t i = 0; i < scan.facts.size(); ++i) {
    const ImageFacts& facts = scan.facts[i];
    const std::string& file = records[i].file;
    switch (facts.state) {
    case ImageState::Missing: // it went away, or may not be read
      log.add(Problem::MissingImage, file);
      break;
    case ImageState::Empty:
      log.add(Problem::EmptyImage, file);
      break;
    case ImageState::Corrupt:
      log.add(Problem::CorruptImage, facts.reason != nullptr ? file + ": " + facts.reason : file);
      break;
    case ImageState::Usable:
      if (facts.width != scan.commonSide || facts.height != scan.commonSide) {
        log.add(Problem::OtherSize, file);
      }
      if (facts.colour) {
        log.add(Problem::ColourImage, file);
      }
      if (facts.cutShort) {
        log.add(Problem::CutShortImage, file);
      }
      if (facts.several) {
        log.add(Problem::SeveralPictures, file);
      }
      if (facts.transparent) {
        log.add(Problem::TransparentImage, file);
      }
      break;
    }
  }
}

// Keeps the usable images and puts them in order; `records` says where each came from.
void fillSamples(LayoutContents& contents, const ImageScan& scan, const LoadOptions& options, Dataset& dataset,
                 std::vector<std::uint32_t>& records) {
  std::vector<Sample> samples;
  for (std::size_t i = 0; i < scan.facts.size(); ++i) {
    if (scan.facts[i].state == ImageState::Usable) {
      Record& record = contents.records[i];
      const ImageFacts& facts = scan.facts[i];
      samples.push_back({std::move(record.file), record.split, record.votes, scan.pixels ? facts.pixelHash : facts.hash,
                         facts.hash, static_cast<std::uint32_t>(i), std::move(record.group)});
      records.push_back(static_cast<std::uint32_t>(i));
    }
  }
  const bool hasValid = std::ranges::any_of(samples, [](const Sample& s) { return s.split == Split::Valid; });
  const ValidationHoldout cut{options.validShare, options.splitSeed};
  if (!hasValid && holdOutValidation(samples, cut)) {
    dataset.summary.cut = cut;
  }
  std::vector<std::size_t> order(samples.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return samples[a].split < samples[b].split; });
  std::vector<std::uint32_t> sorted(records.size());
  dataset.samples.reserve(samples.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    sorted[i] = records[order[i]];
    dataset.samples.push_back(std::move(samples[order[i]]));
  }
  records = std::move(sorted);
}

void check(const LoadOptions& options) {
  validate(ValidationHoldout{options.validShare, options.splitSeed});
  constexpr int kLargestSide = 4096;
  if (options.side < 0 || options.side > kLargestSide) {
    throw Error(ErrorKind::BadArgument,
                Message("the image side must be between 1 and 4096 pixels, or 0 for the commonest"));
  }
}

Dataset load(const fs::path& root, const LoadOptions& options, const std::stop_token& stop) {
  if (!fs::exists(root)) {
    throw Error(ErrorKind::NotFound,
                Message("there is no {folder}. Give the folder of a data set.", {{"folder", shownPath(root)}}));
  }
  ProblemLog log;
  LayoutContents contents = readLayout(root, log, stop);
  if (contents.records.size() > std::numeric_limits<std::uint32_t>::max()) {
    throw Error(ErrorKind::BadData, Message("{folder} holds more than 4 billion images. Give a part of them.",
                                            {{"folder", shownPath(root)}}));
  }
  Dataset dataset;
  dataset.root = root;
  dataset.summary.layout = contents.layout;
  dataset.summary.description = contents.description;

  ImageScan scan = scanImages(*contents.source, contents.records.size(), options, stop);
  logImages(contents.records, scan, log);
  std::vector<std::uint32_t> records;
  fillSamples(contents, scan, options, dataset, records);
  findLeakage(dataset.samples, log);
  findConflictingLabels(dataset.samples, log);

  countImages(dataset);
  dataset.summary.commonSide = scan.commonSide;
  dataset.summary.inMemory = scan.pixels != nullptr;
  dataset.summary.stopped = stop.stop_requested();
  dataset.summary.problems = log.take();
  if (dataset.samples.empty() && !dataset.summary.stopped) {
    Message message("{folder} holds no usable image ({found}).",
                    {{"folder", shownPath(root)}, {"found", dataset.summary.description}});
    for (const DatasetProblem& problem : dataset.summary.problems) {
      message = Message("{before} {count} {problem}, e.g. {example}.", {{"before", message},
                                                                        {"count", problem.count},
                                                                        {"problem", problem.description},
                                                                        {"example", problem.examples.front()}});
    }
    throw Error(ErrorKind::BadData, message);
  }
  std::vector<bool> resized;
  for (const ImageFacts& facts : scan.facts) {
    resized.push_back(facts.width != scan.side || facts.height != scan.side);
  }
  dataset.images = scan.pixels ? makeMemoryStore(std::move(scan.pixels), scan.side, std::move(records), contents.source,
                                                 std::move(resized))
                               : makeDiskStore(contents.source, scan.side, std::move(records));
  return dataset;
}

} // namespace

Dataset loadDataset(const fs::path& root, const LoadOptions& options, std::stop_token stop) {
  check(options);
  try {
    return load(root, options, stop);
  } catch (const fs::filesystem_error& error) {
    throw Error(ErrorKind::Io, Message("reading {folder} failed: {code}. Check its permissions and the disk.",
                                       {{"folder", shownPath(root)}, {"code", error.code().message()}}));
  } catch (const cv::Exception& error) {
    throw Error(ErrorKind::Internal, Message("OpenCV failed on an image of {folder}: {reason}",
                                             {{"folder", shownPath(root)}, {"reason", error.err}}));
  } catch (const std::bad_alloc&) {
    throw Error(ErrorKind::Internal,
                Message("not enough memory to read {folder}. Lower the memory budget.", {{"folder", shownPath(root)}}));
  }
}

} // namespace mien
