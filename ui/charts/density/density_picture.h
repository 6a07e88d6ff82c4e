#pragma once

#include "core/eval/density/contour.h"
#include "core/eval/density/density.h"
#include "core/eval/density/projection.h"
#include "core/eval/evaluator.h"

#include <memory>
#include <optional>
#include <vector>

namespace mien::ui {

/// What an axis of the density plot shows.
struct DensityAxis {
  enum class Kind { Principal, Discriminant, Probability };

  Kind kind = Kind::Discriminant;
  int index = 0; ///< component 0 or 1, or the class

  bool operator==(const DensityAxis&) const = default;
};

struct DensityRequest {
  std::shared_ptr<const EvaluationResult> result;
  std::vector<int> images; ///< indices into result->images
  DensityAxis x{DensityAxis::Kind::Discriminant, 0};
  DensityAxis y{DensityAxis::Kind::Discriminant, 1};
  int focus = -1; ///< this class against the rest; -1: all classes
};

/// The regions of highest density of one class.
struct ClassContours {
  int classIndex = -1;            ///< -1: all classes but the one in focus
  std::vector<ContourLine> inner; ///< holds half of the class's mass
  std::vector<ContourLine> outer; ///< holds four fifths
};

/// A density plot, ready to be drawn.
struct DensityPicture {
  DensityRequest request;
  std::vector<float> x; ///< of all images of the result, in its order
  std::vector<float> y;
  DensityGrid map; ///< of all images, or of the class in focus less that of the rest
  std::vector<ClassContours> contours;
  double xShare = 0; ///< Projection's shares; 0 for probabilities
  double yShare = 0;
};

/// Keeps the projections of one result, the slow part. One thread at a time.
class ProjectionCache {
public:
  const Projection& principal(const std::shared_ptr<const EvaluationResult>& result);
  const Projection& discriminant(const std::shared_ptr<const EvaluationResult>& result);

private:
  void use(const std::shared_ptr<const EvaluationResult>& result);

  std::shared_ptr<const EvaluationResult> m_result;
  std::optional<Projection> m_principal;
  std::optional<Projection> m_discriminant;
};

/// Any thread. Throws Error (BadArgument) where the result has no embeddings for the axes asked for.
[[nodiscard]] DensityPicture makeDensityPicture(const DensityRequest& request, ProjectionCache& cache);

/// The axes to begin with: discriminants, or two probabilities where there are no embeddings or too few images.
void setDefaultAxes(DensityRequest& request);

} // namespace mien::ui
