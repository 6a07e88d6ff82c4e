#include "ui/charts/density/density_picture.h"

#include "core/common/error.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>

namespace mien::ui {

namespace {

constexpr int kGridSize = 160;
constexpr double kInnerMass = 0.5;
constexpr double kOuterMass = 0.8;
constexpr std::size_t kFewest = 5; ///< below this many images a density says nothing

struct AxisValues {
  std::vector<float> values;
  double share = 0;
};

AxisValues axisValues(const DensityRequest& request, const DensityAxis& axis, ProjectionCache& cache) {
  const EvaluationResult& result = *request.result;
  if (axis.kind == DensityAxis::Kind::Probability) {
    const auto classes = static_cast<std::size_t>(result.model.classes());
    std::vector<float> values(result.images.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
      values[i] = result.probabilities[i * classes + static_cast<std::size_t>(axis.index)];
    }
    return {std::move(values), 0};
  }
  if (result.embeddingSize == 0) {
    throw Error(ErrorKind::BadArgument,
                Message("This evaluation kept no embeddings, so their components cannot be shown. Choose probabilities "
                        "as axes, or evaluate again with embeddings."));
  }
  const Projection& projection =
      axis.kind == DensityAxis::Kind::Principal ? cache.principal(request.result) : cache.discriminant(request.result);
  return axis.index == 0 ? AxisValues{projection.x, projection.xShare} : AxisValues{projection.y, projection.yShare};
}

ClassContours contoursOf(const DensityGrid& density, int classIndex) {
  return {classIndex, contourLines(density, highestDensityLevel(density, kInnerMass)),
          contourLines(density, highestDensityLevel(density, kOuterMass))};
}

std::vector<float> chosen(const std::vector<float>& values, const std::vector<int>& images) {
  std::vector<float> some;
  some.reserve(images.size());
  for (const int image : images) {
    some.push_back(values[static_cast<std::size_t>(image)]);
  }
  return some;
}

} // namespace

void ProjectionCache::use(const std::shared_ptr<const EvaluationResult>& result) {
  if (result != m_result) {
    m_result = result;
    m_principal.reset();
    m_discriminant.reset();
  }
}

const Projection& ProjectionCache::principal(const std::shared_ptr<const EvaluationResult>& result) {
  use(result);
  if (!m_principal) {
    m_principal = principalComponents(result->embeddings, result->embeddingSize);
  }
  return *m_principal;
}

const Projection& ProjectionCache::discriminant(const std::shared_ptr<const EvaluationResult>& result) {
  use(result);
  if (!m_discriminant) {
    std::vector<int> classes;
    classes.reserve(result->images.size());
    for (const EvaluatedImage& image : result->images) {
      classes.push_back(image.actual);
    }
    m_discriminant = discriminantComponents(result->embeddings, result->embeddingSize, classes);
  }
  return *m_discriminant;
}

DensityPicture makeDensityPicture(const DensityRequest& request, ProjectionCache& cache) {
  AxisValues x = axisValues(request, request.x, cache);
  AxisValues y = axisValues(request, request.y, cache);
  DensityPicture picture{request, std::move(x.values), std::move(y.values), {}, {}, x.share, y.share};

  const auto classes = static_cast<std::size_t>(request.result->model.classes());
  std::vector<std::vector<int>> members(classes);
  for (const int image : request.images) {
    members[static_cast<std::size_t>(request.result->images[static_cast<std::size_t>(image)].actual)].push_back(image);
  }
  const PlaneRange range = rangeOf(chosen(picture.x, request.images), chosen(picture.y, request.images), 0.08);
  const auto density = [&](const std::vector<int>& images) {
    return kernelDensity(picture.x, picture.y, images, range, kGridSize, kGridSize);
  };

  if (request.focus >= 0) {
    const std::vector<int>& own = members[static_cast<std::size_t>(request.focus)];
    std::vector<int> rest;
    std::ranges::copy_if(request.images, std::back_inserter(rest), [&](int image) {
      return request.result->images[static_cast<std::size_t>(image)].actual != request.focus;
    });
    picture.map = density(own);
    const DensityGrid others = density(rest);
    if (rest.size() >= kFewest) {
      picture.contours.push_back(contoursOf(others, -1));
    }
    if (own.size() >= kFewest) {
      picture.contours.push_back(contoursOf(picture.map, request.focus));
    }
    std::ranges::transform(picture.map.values, others.values, picture.map.values.begin(), std::minus<>());
    return picture;
  }

  picture.map = density({});
  for (std::size_t c = 0; c < classes; ++c) {
    const DensityGrid grid = density(members[c]);
    const auto weight =
        static_cast<float>(members[c].size()) / static_cast<float>(std::max<std::size_t>(request.images.size(), 1));
    std::ranges::transform(picture.map.values, grid.values, picture.map.values.begin(),
                           [weight](float sum, float value) { return sum + weight * value; });
    if (members[c].size() >= kFewest) {
      picture.contours.push_back(contoursOf(grid, static_cast<int>(c)));
    }
  }
  return picture;
}

void setDefaultAxes(DensityRequest& request) {
  if (request.result->embeddingSize == 0 || request.result->images.size() < 3) {
    request.x = {DensityAxis::Kind::Probability, 0};
    request.y = {DensityAxis::Kind::Probability, 1};
  } else {
    request.x = {DensityAxis::Kind::Discriminant, 0};
    request.y = {DensityAxis::Kind::Discriminant, 1};
  }
}

} // namespace mien::ui
