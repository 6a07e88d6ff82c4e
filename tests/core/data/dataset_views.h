#pragma once

#include "core/common/error.h"
#include "core/common/text/shown_text.h"
#include "core/data/dataset.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace mien::test {

/// A problem's count, 0 when the summary has none of that kind.
inline std::size_t count(const Dataset& dataset, const std::string& kind) {
  for (const DatasetProblem& problem : dataset.summary.problems) {
    if (problem.kind == kind) {
      return problem.count;
    }
  }
  return 0;
}

inline std::string firstExample(const Dataset& dataset, const std::string& kind) {
  for (const DatasetProblem& problem : dataset.summary.problems) {
    if (problem.kind == kind) {
      return problem.examples.at(0);
    }
  }
  return {};
}

inline std::vector<std::string> files(const Dataset& dataset) {
  std::vector<std::string> names;
  for (const Sample& sample : dataset.samples) {
    names.push_back(sample.file);
  }
  return names;
}

/// "train happiness a.png", or "valid 0,7,0,0,0,0,0,0,3,0 a.png" where not all ten votes agree: a line a sample.
inline std::vector<std::string> labelled(const Dataset& dataset) {
  std::vector<std::string> lines;
  for (const Sample& sample : dataset.samples) {
    std::string votes;
    for (int i = 0; i < kVoteCount; ++i) {
      const std::uint16_t vote = sample.votes[static_cast<std::size_t>(i)];
      if (vote == 10) {
        votes = voteName(i);
        break;
      }
      votes += (i > 0 ? "," : "") + std::to_string(vote);
    }
    lines.push_back(std::string(splitName(sample.split)) + " " + votes + " " + sample.file);
  }
  return lines;
}

inline std::vector<std::uint8_t> pixels(const Dataset& dataset, std::size_t index) {
  const auto side = static_cast<std::size_t>(dataset.images->side());
  std::vector<std::uint8_t> result(side * side);
  EXPECT_TRUE(dataset.images->read(index, result));
  return result;
}

/// The message of the error that loading ends with; empty where it does not. Wherever it comes from, it says where the
/// data set is and is fit for a terminal.
inline std::string loadError(const std::filesystem::path& root) {
  try {
    (void)loadDataset(root);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::BadData);
    EXPECT_EQ(shownText(error.what()), error.what());
    EXPECT_NE(std::string(error.what()).find(shownPath(root)), std::string::npos) << error.what();
    return error.what();
  }
  return {};
}

inline LoadOptions noCut() {
  LoadOptions options;
  options.validShare = 0;
  return options;
}

} // namespace mien::test
