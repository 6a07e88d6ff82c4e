#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace mien {

/// Precision, recall and F1 of one class, or an average of classes. A ratio without a denominator is 0, as with
/// scikit-learn's zero_division=0.
struct ClassMetrics {
  double precision = 0;
  double recall = 0;
  double f1 = 0;
  std::size_t support = 0; ///< images whose true class this is
};

/// One bar of a reliability diagram: the images whose highest probability lies in (lower, upper].
struct CalibrationBin {
  double lower = 0;
  double upper = 0;
  std::size_t count = 0;
  double confidence = 0; ///< mean of the highest probability; 0 when empty
  double accuracy = 0;   ///< share of the images classified rightly; 0 when empty
};

inline constexpr int kCalibrationBins = 15;

/// What a classifier got right, over the images that were evaluated.
struct Metrics {
  int classes = 0;
  std::size_t images = 0;
  double accuracy = 0;
  double top2Accuracy = 0;
  double loss = 0;                         ///< mean cross-entropy in nats, against the targets given
  double expectedCalibrationError = 0;     ///< 0..1, Guo et al. 2017, kCalibrationBins bins of equal width
  ClassMetrics macro;                      ///< mean over the classes that occur, as scikit-learn takes it
  ClassMetrics weighted;                   ///< mean weighted by support
  std::vector<ClassMetrics> perClass;      ///< in label order
  std::vector<std::size_t> confusion;      ///< classes x classes, row: true class, column: predicted class
  std::vector<CalibrationBin> calibration; ///< kCalibrationBins of them

  /// Whether the class is the true or the predicted one of an image; in label order.
  [[nodiscard]] bool occurs(int index) const;
  [[nodiscard]] int occurring() const; ///< number of classes that occur, over which `macro` is the mean

  [[nodiscard]] std::size_t confusionAt(int actual, int predicted) const;
};

/// All metrics from the true class of each image, the `classes` probabilities of each image (row by row) and, for the
/// loss, the target distribution of each image (same shape; empty: all weight on the true class). Probabilities below
/// double's epsilon count as epsilon in the loss, like scikit-learn's log_loss. In top-2 the higher class wins a tie,
/// like scikit-learn's top_k_accuracy_score. Throws Error (BadArgument) when the sizes do not fit each other, a class
/// is out of range or a probability is not a number. No images: all figures 0.
[[nodiscard]] Metrics computeMetrics(int classes, std::span<const int> actual, std::span<const float> probabilities,
                                     std::span<const float> targets = {});

} // namespace mien
