#pragma once

#include <span>
#include <vector>

namespace mien {

/// A point of the plane for each image.
struct Projection {
  std::vector<float> x;
  std::vector<float> y;
  double xShare = 0; ///< of the whole variance (principal) or of the separation of the classes (discriminant), 0..1
  double yShare = 0;
};

/// The first two principal components of embeddings that stand row by row, `size` values each, by subspace iteration
/// from a fixed random start (Halko, Martinsson, Tropp 2011): some 50 ms for 3,573 x 1536. The same input gives the
/// same output; each component's largest score is positive. Throws Error (BadArgument) for fewer than three rows, a
/// size that does not fit, or values that are not numbers.
[[nodiscard]] Projection principalComponents(std::span<const float> embeddings, int size);

/// The two directions that tell the classes apart best (Fisher's linear discriminants), found within the first 32
/// principal components, for beyond these there are too few images to estimate a scatter. Throws as above, and where
/// `classes` does not name a class from 0 on for each row.
[[nodiscard]] Projection discriminantComponents(std::span<const float> embeddings, int size,
                                                std::span<const int> classes);

} // namespace mien
