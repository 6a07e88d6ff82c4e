#include "core/eval/density/projection.h"

#include "core/common/error.h"

#include <oneapi/dnnl/dnnl.h>
#include <opencv2/core.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <random>

namespace mien {

namespace {

constexpr int kOversampledComponents = 8; ///< directions beyond those wanted: they speed convergence up

/// Rows x columns numbers, row by row.
struct Matrix {
  int rows = 0;
  int columns = 0;
  std::vector<float> values;

  Matrix(int rowCount, int columnCount)
      : rows(rowCount), columns(columnCount),
        values(static_cast<std::size_t>(rowCount) * static_cast<std::size_t>(columnCount)) {}
  float* row(int index) { return values.data() + static_cast<std::ptrdiff_t>(index) * columns; }
  [[nodiscard]] const float* row(int index) const {
    return values.data() + static_cast<std::ptrdiff_t>(index) * columns;
  }
};

/// out = a b, or aT b.
void multiply(bool transposed, const float* a, int aColumns, const Matrix& b, Matrix& out) {
  const dnnl_status_t status = dnnl_sgemm(transposed ? 'T' : 'N', 'N', out.rows, out.columns, b.rows, 1.0F, a, aColumns,
                                          b.values.data(), b.columns, 0.0F, out.values.data(), out.columns);
  if (status != dnnl_success) {
    throw Error(ErrorKind::Internal,
                Message("A matrix product failed (oneDNN says {status}).", {{"status", static_cast<int>(status)}}));
  }
}

/// Embeddings less their mean, without a second copy of them.
class Centered {
public:
  Centered(std::span<const float> values, int size)
      : m_values(values), m_rows(static_cast<int>(values.size()) / size), m_size(size),
        m_mean(static_cast<std::size_t>(size)) {
    std::vector<double> sum(m_mean.size());
    std::vector<double> squares(m_mean.size());
    for (std::size_t i = 0; i < values.size(); i += sum.size()) {
      for (std::size_t c = 0; c < sum.size(); ++c) {
        const double value = values[i + c];
        sum[c] += value;
        squares[c] += value * value;
      }
    }
    for (std::size_t c = 0; c < sum.size(); ++c) {
      const double mean = sum[c] / m_rows;
      m_mean[c] = static_cast<float>(mean);
      m_variance += (squares[c] - mean * sum[c]) / (m_rows - 1);
    }
    if (!std::isfinite(m_variance)) {
      throw Error(ErrorKind::BadArgument,
                  Message("The embeddings hold values that are not numbers; the weights are damaged."));
    }
  }

  [[nodiscard]] int rows() const { return m_rows; }
  [[nodiscard]] int size() const { return m_size; }
  [[nodiscard]] double variance() const { return m_variance; } ///< of all columns together

  /// Images x directions, from directions that are columns.
  void project(const Matrix& directions, Matrix& scores) const {
    multiply(false, m_values.data(), m_size, directions, scores);
    std::vector<float> offset(static_cast<std::size_t>(directions.columns));
    for (int d = 0; d < m_size; ++d) {
      for (int c = 0; c < directions.columns; ++c) {
        offset[static_cast<std::size_t>(c)] += m_mean[static_cast<std::size_t>(d)] * directions.row(d)[c];
      }
    }
    for (int i = 0; i < m_rows; ++i) {
      for (int c = 0; c < directions.columns; ++c) {
        scores.row(i)[c] -= offset[static_cast<std::size_t>(c)];
      }
    }
  }

  /// The way back. Scores sum to nothing in each column, so the mean has no part in it.
  void unproject(const Matrix& scores, Matrix& directions) const {
    multiply(true, m_values.data(), m_size, scores, directions);
  }

private:
  std::span<const float> m_values;
  int m_rows;
  int m_size;
  std::vector<float> m_mean;
  double m_variance = 0;
};

/// Makes the columns orthonormal (Gram-Schmidt, twice); a column that depends on the others becomes zero.
void orthonormalize(Matrix& matrix) {
  // By rows: the same on the transpose runs through memory in order.
  Matrix lines(matrix.columns, matrix.rows);
  for (int r = 0; r < matrix.rows; ++r) {
    for (int c = 0; c < matrix.columns; ++c) {
      lines.row(c)[r] = matrix.row(r)[c];
    }
  }
  const auto dot = [&lines](int a, int b) {
    double sum = 0;
    for (int i = 0; i < lines.columns; ++i) {
      sum += static_cast<double>(lines.row(a)[i]) * lines.row(b)[i];
    }
    return sum;
  };
  for (int c = 0; c < lines.rows; ++c) {
    const double before = std::sqrt(dot(c, c));
    for (int pass = 0; pass < 2; ++pass) {
      for (int other = 0; other < c; ++other) {
        const auto share = static_cast<float>(dot(c, other));
        for (int i = 0; i < lines.columns; ++i) {
          lines.row(c)[i] -= share * lines.row(other)[i];
        }
      }
    }
    const double length = std::sqrt(dot(c, c));
    const auto scale = static_cast<float>(length > 1e-6 * before ? 1 / length : 0);
    for (int i = 0; i < lines.columns; ++i) {
      lines.row(c)[i] *= scale;
    }
  }
  for (int r = 0; r < matrix.rows; ++r) {
    for (int c = 0; c < matrix.columns; ++c) {
      matrix.row(r)[c] = lines.row(c)[r];
    }
  }
}

/// scoresT scores / (n - 1).
cv::Mat1d covariance(const Matrix& scores) {
  cv::Mat1d sum = cv::Mat1d::zeros(scores.columns, scores.columns);
  for (int i = 0; i < scores.rows; ++i) {
    const float* row = scores.row(i);
    for (int a = 0; a < scores.columns; ++a) {
      for (int b = a; b < scores.columns; ++b) {
        sum(a, b) += static_cast<double>(row[a]) * row[b];
      }
    }
  }
  cv::completeSymm(sum, false);
  return sum / std::max(scores.rows - 1, 1);
}

/// Scores times the first `count` rows of `axes`.
Matrix turned(const Matrix& scores, const cv::Mat1d& axes, int count) {
  Matrix out(scores.rows, count);
  for (int i = 0; i < scores.rows; ++i) {
    for (int k = 0; k < count; ++k) {
      double sum = 0;
      for (int c = 0; c < scores.columns; ++c) {
        sum += axes(k, c) * scores.row(i)[c];
      }
      out.row(i)[k] = static_cast<float>(sum);
    }
  }
  return out;
}

struct Components {
  Matrix scores; ///< images x components, by falling variance
  cv::Mat1d variances;
};

Components leadingComponents(const Centered& data, int wanted, int iterations) {
  const int count = std::min(wanted + kOversampledComponents, data.size());
  Matrix directions(data.size(), count);
  Matrix scores(data.rows(), count);
  std::mt19937 random(1);
  std::normal_distribution<float> normal;
  std::ranges::generate(directions.values, [&] { return normal(random); });
  orthonormalize(directions);
  for (int i = 0; i < iterations; ++i) {
    data.project(directions, scores);
    data.unproject(scores, directions);
    orthonormalize(directions);
  }
  data.project(directions, scores);
  cv::Mat1d variances;
  cv::Mat1d axes;
  cv::eigen(covariance(scores), variances, axes);
  return {turned(scores, axes, std::min(wanted, count)), variances};
}

Centered centered(std::span<const float> embeddings, int size) {
  if (size < 2 || embeddings.size() % static_cast<std::size_t>(size) != 0 ||
      embeddings.size() / static_cast<std::size_t>(size) < 3) {
    throw Error(ErrorKind::BadArgument, Message("A projection needs the embeddings of at least three images."));
  }
  return {embeddings, size};
}

/// A column, turned so that its largest value is positive: the sign of a component means nothing.
std::vector<float> component(const Matrix& scores, int column) {
  std::vector<float> values(static_cast<std::size_t>(scores.rows));
  for (int i = 0; i < scores.rows; ++i) {
    values[static_cast<std::size_t>(i)] = scores.row(i)[column];
  }
  const float largest = *std::ranges::max_element(values, [](float a, float b) { return std::abs(a) < std::abs(b); });
  if (largest < 0) {
    std::ranges::for_each(values, [](float& value) { value = -value; });
  }
  return values;
}

double share(double part, double whole) { return whole > 0 ? std::clamp(part / whole, 0.0, 1.0) : 0.0; }

/// The scatter of the class means about the common mean (which is 0), and that of the images about their class's mean.
void scatters(const Matrix& scores, std::span<const int> classes, cv::Mat1d& between, cv::Mat1d& within) {
  const int count = *std::ranges::max_element(classes) + 1;
  cv::Mat1d means = cv::Mat1d::zeros(count, scores.columns);
  std::vector<double> sizes(static_cast<std::size_t>(count));
  for (int i = 0; i < scores.rows; ++i) {
    const int own = classes[static_cast<std::size_t>(i)];
    ++sizes[static_cast<std::size_t>(own)];
    for (int c = 0; c < scores.columns; ++c) {
      means(own, c) += scores.row(i)[c];
    }
  }
  between = cv::Mat1d::zeros(scores.columns, scores.columns);
  for (int k = 0; k < count; ++k) {
    const double members = sizes[static_cast<std::size_t>(k)];
    if (members > 0) {
      means.row(k) /= members;
      between += means.row(k).t() * means.row(k) * (members / scores.rows);
    }
  }
  Matrix deviations = scores;
  for (int i = 0; i < scores.rows; ++i) {
    for (int c = 0; c < scores.columns; ++c) {
      deviations.row(i)[c] -= static_cast<float>(means(classes[static_cast<std::size_t>(i)], c));
    }
  }
  within = covariance(deviations);
}

} // namespace

Projection principalComponents(std::span<const float> embeddings, int size) {
  const Centered data = centered(embeddings, size);
  const Components found = leadingComponents(data, 2, 6);
  return {component(found.scores, 0), component(found.scores, 1), share(found.variances(0), data.variance()),
          share(found.variances(1), data.variance())};
}

Projection discriminantComponents(std::span<const float> embeddings, int size, std::span<const int> classes) {
  const Centered data = centered(embeddings, size);
  if (classes.size() != static_cast<std::size_t>(data.rows()) || *std::ranges::min_element(classes) < 0) {
    throw Error(ErrorKind::BadArgument, Message("Discriminants need the class of every image."));
  }
  const Components found = leadingComponents(data, 32, 2);
  cv::Mat1d between;
  cv::Mat1d within;
  scatters(found.scores, classes, between, within);

  cv::Mat1d spreads;
  cv::Mat1d axes;
  cv::eigen(within, spreads, axes);
  // A direction in which no class spreads (a duplicate image, say) must not win by a division by nothing.
  const double least = std::max(1e-6 * spreads(0), 1e-30);
  for (int k = 0; k < axes.rows; ++k) {
    axes.row(k) /= std::sqrt(std::max(spreads(k), least));
  }
  cv::Mat1d separations;
  cv::Mat1d turns;
  cv::eigen(cv::Mat1d(axes * between * axes.t()), separations, turns);
  const Matrix scores = turned(found.scores, cv::Mat1d(turns * axes), 2);
  const double all = cv::sum(cv::max(separations, 0.0))[0];
  return {component(scores, 0), component(scores, 1), share(separations(0), all), share(separations(1), all)};
}

} // namespace mien
