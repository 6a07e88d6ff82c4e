#include "core/eval/density/projection.h"

#include "core/common/error.h"

#include <Eigen/Core>
#include <Eigen/Eigenvalues>
#include <Eigen/QR>
#include <oneapi/dnnl/dnnl.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <random>

namespace mien {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::RowVectorXd;
using Eigen::RowVectorXf;
using Eigen::VectorXd;

using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

constexpr Index kOversampledComponents = 8; ///< directions beyond those wanted: they speed convergence up

/// out = a b, or aT b. By oneDNN, which uses what the processor has: Eigen is compiled for any of them.
void multiply(bool transposed, const Eigen::Map<const Matrix>& a, const Matrix& b, Matrix& out) {
  const dnnl_status_t status = dnnl_sgemm(transposed ? 'T' : 'N', 'N', out.rows(), out.cols(), b.rows(), 1.0F, a.data(),
                                          a.cols(), b.data(), b.cols(), 0.0F, out.data(), out.cols());
  if (status != dnnl_success) {
    throw Error(ErrorKind::Internal,
                Message("A matrix product failed (oneDNN says {status}).", {{"status", static_cast<int>(status)}}));
  }
}

/// Embeddings less their mean, without a second copy of them.
class Centered {
public:
  Centered(std::span<const float> values, int size)
      : m_values(values.data(), static_cast<Index>(values.size()) / size, size) {
    RowVectorXd sum = RowVectorXd::Zero(size);
    RowVectorXd squares = RowVectorXd::Zero(size);
    for (Index i = 0; i < rows(); ++i) {
      const auto row = m_values.row(i).cast<double>();
      sum += row;
      squares += row.cwiseAbs2();
    }
    const auto n = static_cast<double>(rows());
    m_mean = (sum / n).cast<float>();
    m_variance = (squares - sum.cwiseAbs2() / n).sum() / (n - 1);
    if (!std::isfinite(m_variance)) {
      throw Error(ErrorKind::BadArgument,
                  Message("The embeddings hold values that are not numbers; the weights are damaged."));
    }
  }

  [[nodiscard]] Index rows() const { return m_values.rows(); }
  [[nodiscard]] Index size() const { return m_values.cols(); }
  [[nodiscard]] double variance() const { return m_variance; } ///< of all columns together

  /// Images x directions, from directions that are columns.
  void project(const Matrix& directions, Matrix& scores) const {
    multiply(false, m_values, directions, scores);
    const RowVectorXf offset = m_mean * directions;
    scores.rowwise() -= offset;
  }

  /// The way back. Scores sum to nothing in each column, so the mean has no part in it.
  void unproject(const Matrix& scores, Matrix& directions) const { multiply(true, m_values, scores, directions); }

private:
  Eigen::Map<const Matrix> m_values;
  RowVectorXf m_mean;
  double m_variance = 0;
};

/// An orthonormal basis of what the columns span.
void orthonormalize(Matrix& matrix) {
  const Eigen::HouseholderQR<Eigen::MatrixXf> qr(matrix);
  matrix = qr.householderQ() * Eigen::MatrixXf::Identity(matrix.rows(), matrix.cols());
}

/// scoresT scores / (n - 1).
MatrixXd covariance(const MatrixXd& scores) {
  return scores.transpose() * scores / static_cast<double>(std::max<Index>(scores.rows() - 1, 1));
}

/// Of a symmetric matrix: its eigenvalues, falling, and its eigenvectors as columns.
struct EigenPairs {
  VectorXd values;
  MatrixXd vectors;
};

EigenPairs eigenPairs(const MatrixXd& symmetric) {
  const Eigen::SelfAdjointEigenSolver<MatrixXd> solver(symmetric);
  return {solver.eigenvalues().reverse(), solver.eigenvectors().rowwise().reverse()};
}

struct Components {
  MatrixXd scores; ///< images x components, by falling variance
  VectorXd variances;
};

Components leadingComponents(const Centered& data, Index wanted, int iterations) {
  const Index count = std::min(wanted + kOversampledComponents, data.size());
  Matrix directions(data.size(), count);
  Matrix scores(data.rows(), count);
  std::mt19937 random(1);
  std::normal_distribution<float> normal;
  std::generate_n(directions.data(), directions.size(), [&] { return normal(random); });
  orthonormalize(directions);
  for (int i = 0; i < iterations; ++i) {
    data.project(directions, scores);
    data.unproject(scores, directions);
    orthonormalize(directions);
  }
  data.project(directions, scores);
  const MatrixXd exact = scores.cast<double>();
  const EigenPairs axes = eigenPairs(covariance(exact));
  return {exact * axes.vectors.leftCols(std::min(wanted, count)), axes.values};
}

Centered centered(std::span<const float> embeddings, int size) {
  if (size < 2 || embeddings.size() % static_cast<std::size_t>(size) != 0 ||
      embeddings.size() / static_cast<std::size_t>(size) < 3) {
    throw Error(ErrorKind::BadArgument, Message("A projection needs the embeddings of at least three images."));
  }
  return {embeddings, size};
}

/// A column, turned so that its largest value is positive: the sign of a component means nothing.
std::vector<float> component(const MatrixXd& scores, Index column) {
  const VectorXd values = scores.col(column);
  Index largest = 0;
  values.cwiseAbs().maxCoeff(&largest);
  std::vector<float> turned(static_cast<std::size_t>(values.size()));
  Eigen::Map<Eigen::VectorXf>(turned.data(), values.size()) =
      ((values(largest) < 0 ? -1.0 : 1.0) * values).cast<float>();
  return turned;
}

double share(double part, double whole) { return whole > 0 ? std::clamp(part / whole, 0.0, 1.0) : 0.0; }

/// The scatter of the class means about the common mean (which is 0), and that of the images about their class's mean.
void scatters(const MatrixXd& scores, std::span<const int> classes, MatrixXd& between, MatrixXd& within) {
  const Index count = *std::ranges::max_element(classes) + 1;
  MatrixXd means = MatrixXd::Zero(count, scores.cols());
  VectorXd sizes = VectorXd::Zero(count);
  for (Index i = 0; i < scores.rows(); ++i) {
    const Index own = classes[static_cast<std::size_t>(i)];
    means.row(own) += scores.row(i);
    ++sizes(own);
  }
  means.array().colwise() /= sizes.array().max(1);
  between = means.transpose() * (sizes / static_cast<double>(scores.rows())).asDiagonal() * means;
  MatrixXd deviations = scores;
  for (Index i = 0; i < scores.rows(); ++i) {
    deviations.row(i) -= means.row(classes[static_cast<std::size_t>(i)]);
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
  MatrixXd between;
  MatrixXd within;
  scatters(found.scores, classes, between, within);

  const EigenPairs spread = eigenPairs(within);
  // A direction in which no class spreads (a duplicate image, say) must not win by a division by nothing.
  const double least = std::max(1e-6 * spread.values(0), 1e-30);
  const MatrixXd whitening = spread.vectors * spread.values.cwiseMax(least).cwiseSqrt().cwiseInverse().asDiagonal();
  const EigenPairs separation = eigenPairs(whitening.transpose() * between * whitening);
  const MatrixXd scores = found.scores * (whitening * separation.vectors.leftCols(2));
  const double all = separation.values.cwiseMax(0.0).sum();
  return {component(scores, 0), component(scores, 1), share(separation.values(0), all),
          share(separation.values(1), all)};
}

} // namespace mien
